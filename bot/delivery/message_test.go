package delivery

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// message is one of JSON.
func message(t testing.TB, text string) Message {
	t.Helper()
	var m Message
	if err := json.Unmarshal([]byte(text), &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestWords(t *testing.T) {
	const section = `{"type":"rich_text_section","elements":[`
	for name, tc := range map[string]struct{ message, own, quoted string }{
		"text alone": {`{"text":"tenders &amp; firms"}`, "tenders & firms", ""},
		"lines":      {`{"text":"no staff\nno money"}`, "no staff\nno money", ""},
		"nothing":    {`{}`, "", ""},
		"no message": {`{"text":"schools","blocks":"x","attachments":7,"files":{}}`, "schools", ""},
		"text and its own block": {
			`{"text":"*Small firms* lose <https://x.org|public tenders> :pray: <#C1|general>","blocks":[{"type":"rich_text","elements":[` + section +
				`{"type":"text","text":"Small firms","style":{"bold":true}},{"type":"text","text":" lose "},{"type":"link","url":"https://x.org","text":"public tenders"},{"type":"text","text":" "},{"type":"emoji","name":"pray"},{"type":"text","text":" "},{"type":"channel","channel_id":"C1"}]}]}]}`,
			"Small firms lose  public tenders  :pray:  general", "",
		},
		"blocks only": {
			`{"text":"This content can't be displayed.","blocks":[{"type":"header","text":{"type":"plain_text","text":"Water"}},{"type":"section","text":{"type":"mrkdwn","text":"Pipes leak &gt; 30%"},"fields":[{"type":"mrkdwn","text":"*Where*"},{"type":"plain_text","text":"Villages"}],"accessory":{"type":"button","text":{"type":"plain_text","text":"Open ticket"}}}]}`,
			"Water\nPipes leak > 30%\nWhere\nVillages", "",
		},
		"a short text above its blocks": {
			`{"text":"New report","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"New report: nurses leave"}}]}`,
			"New report: nurses leave", "",
		},
		"rich text of every kind": {
			`{"blocks":[{"type":"rich_text","elements":[` + section + `{"type":"user","user_id":"U1"},{"type":"text","text":" please:"}]},` +
				`{"type":"rich_text_list","style":"bullet","elements":[` + section + `{"type":"text","text":"nurses leave"}]},` + section + `{"type":"text","text":"wards close"}]}]},` +
				`{"type":"rich_text_quote","elements":[{"type":"text","text":"nobody stays"}]},{"type":"rich_text_preformatted","elements":[{"type":"text","text":"12 of 20"}]},` +
				section + `{"type":"broadcast","range":"here"},{"type":"date","timestamp":1,"format":"{date}","fallback":"May 2026"},{"type":"emoji","name":"wave","skin_tone":3},{"type":"usergroup","usergroup_id":"S1"},{"type":"color","value":"#fff"}]}]}]}`,
			"please:\nnurses leave\nwards close\nnobody stays\n12 of 20\nMay 2026 :wave::skin-tone-3:", "",
		},
		"newer blocks": {
			`{"blocks":[{"type":"markdown","text":"**Buses** [stop early](https://x.org)"},{"type":"context","elements":[{"type":"image","image_url":"https://x.org/a.png","alt_text":"an empty road"},{"type":"plain_text","text":"since May"}]},` +
				`{"type":"image","image_url":"https://x.org","alt_text":"a queue","title":{"type":"plain_text","text":"People wait"}},` +
				`{"type":"table","rows":[[{"type":"raw_text","text":"Line"},{"type":"rich_text","elements":[` + section + `{"type":"text","text":"Night bus"}]}]}]]},` +
				`{"type":"card","title":{"type":"mrkdwn","text":"A card"},"body":{"type":"mrkdwn","text":"of fares"},"actions":[{"type":"button","text":{"type":"plain_text","text":"Buy"}}]},` +
				`{"type":"container","title":{"type":"plain_text","text":"Box"},"child_blocks":[{"type":"section","text":{"type":"mrkdwn","text":"inside it"}}]},` +
				`{"type":"plan","title":"Steps","tasks":[{"type":"task_card","title":"Ask drivers"}]},{"type":"brand_new","content":1,"text":"unheard of"},` +
				`{"type":"actions","elements":[{"type":"static_select","placeholder":{"type":"plain_text","text":"Choose"}}]},{"type":"video","title":{"type":"plain_text","text":"A film"},"alt_text":"film of a strike"}]}`,
			"Buses stop early\nan empty road\nsince May\nPeople wait\na queue\nLine\nNight bus\nA card\nof fares\nBox\ninside it\nSteps\nAsk drivers\nunheard of\nA film\nfilm of a strike", "",
		},
		"an old attachment": {
			`{"attachments":[{"fallback":"all of it","pretext":"Look","title":"Housing","title_link":"https://x.org","text":"Rents <https://x.org|rise>","fields":[{"title":"City","value":"Lyon","short":true}],"footer":"bot","author_name":"Ada","actions":[{"type":"button","text":"Buy"}]}]}`,
			"", "Look\nHousing\nRents  rise\nCity\nLyon",
		},
		"a fallback, last": {`{"attachments":[{"fallback":"Rents rise"},{"fallback":"[no preview available]"}]}`, "", "Rents rise"},
		"blocks in an attachment": {
			`{"text":"","attachments":[{"fallback":"[no preview available]","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"Rents rise"}}]}]}`, "", "Rents rise",
		},
		"FYI above a forwarded message": {
			`{"text":"FYI","attachments":[{"is_share":true,"is_msg_unfurl":true,"author_name":"Ada","text":"Nurses leave our wards","fallback":"[May 2nd, 2026 9:12 AM] ada: Nurses leave our wards","message_blocks":[{"team":"T1","channel":"C1","ts":"1.1","message":{"blocks":[{"type":"rich_text","elements":[` + section + `{"type":"text","text":"Nurses leave our wards"}]}]}]}}]}]}`,
			"FYI", "Nurses leave our wards",
		},
		"forwarded twice, with a file": {
			`{"attachments":[{"message_blocks":[{"message":{"text":"see below","attachments":[{"message_blocks":[{"message":{"text":"Wells are dry","files":[{"filetype":"email","title":"Wells","plain_text":"The pump broke"}]}}]}]}}]}]}`,
			"", "see below\nWells are dry\nThe pump broke",
		},
		"only a fallback of a forwarded message": {`{"attachments":[{"fallback":"[May 2nd, 2026 9:12 AM] ada: Nurses leave"}]}`, "", "Nurses leave"},
		"files": {
			`{"text":"","files":[{"name":"scan.pdf","title":"scan.pdf"},{"filetype":"email","title":"Rents","plain_text":"Rents rise in Lyon","preview":"Rents rise in Ly…"},{"mode":"snippet","preview":"wages fall"},{"transcription":{"status":"complete","preview":{"content":"nobody answers the phone"}}},{"alt_txt":"a long queue"}]}`,
			"", "Rents rise in Lyon\nwages fall\nnobody answers the phone\na long queue",
		},
	} {
		t.Run(name, func(t *testing.T) {
			got := message(t, tc.message).Words()
			if got.Own != tc.own {
				t.Errorf("own %q\nwant %q", got.Own, tc.own)
			}
			if got.Quoted != tc.quoted {
				t.Errorf("quoted %q\nwant %q", got.Quoted, tc.quoted)
			}
		})
	}
}

func TestWords_OfSlackAreNone(t *testing.T) {
	for _, s := range []string{
		"This content can't be displayed.", "This content can’t be displayed", "This message contains interactive elements.",
		"[no preview available]", "This message was deleted.", "_This message can't be displayed._", "This file cannot be previewed.",
	} {
		if got := (Message{Text: s}).Words(); got.All() != "" {
			t.Errorf("%q: %q", s, got.All())
		}
	}
	for _, s := range []string{"This content can't be displayed in our museum.", "No preview", "The results can't be displayed by small firms."} {
		if got := (Message{Text: s}).Words(); got.Own != s {
			t.Errorf("%q: %q", s, got.Own)
		}
	}
}

func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		"<@U0BOT> tenders":                                             "tenders",
		"<@U0BOT|precedent> tenders":                                   "tenders",
		"call <tel:+48221234567|+48 22 123 45 67> now":                 "call  +48 22 123 45 67  now",
		"mail <mailto:a@x.org|a@x.org>":                                "mail  a@x.org",
		"mail <mailto:a@x.org>":                                        "mail",
		"see <https://x.org/a%7Cb|the report>":                         "see  the report",
		"see <https://x.org>":                                          "see",
		"<slack://channel?team=T1&amp;id=C1|open it>":                  "open it",
		"<slack://open>":                                               "",
		"in <#C123|housing> and <#C123>":                               "in  housing  and",
		"<!here> <!channel|channel> <!subteam^S1|@us>":                 "",
		"due <!date^1392734382^{date}^https://x.org|18 February 2014>": "due  18 February 2014",
		"a &lt; b &amp;&amp; c &gt; d":                                 "a < b && c > d",
		"&lt;@U0BOT&gt; as typed":                                      "<@U0BOT> as typed",
		"<b>bold</b> <nothing of Slack's>":                             "<b>bold</b> <nothing of Slack's>",
		"<@U0BOT|precedent>: tenders &amp; &lt;bids&gt;":               ": tenders & <bids>",
		"*small* firms, _late_ ~never~ paid":                           "small firms, late never paid",
		"*a* *b* (_c d_)":                                              "a b (c d)",
		"`code` and ```more code```":                                   "code and more code",
		"Lehrer*innen, snake_case_word, 5*3*2, ~100 firms":             "Lehrer*innen, snake_case_word, 5*3*2, ~100 firms",
		":thinking_face: and :blue_heart:":                             ":thinking_face: and :blue_heart:",
		"* one\n* two":                                                 "* one\n* two",
		"a < b and c > d":                                              "a < b and c > d",
		"a\u202eb\u200bc\ufeff":                                        "abc",
	} {
		if got := Plain(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestWords_Bounded: no message costs more than its bounds.
func TestWords_Bounded(t *testing.T) {
	deep := strings.Repeat(`{"type":"container","child_blocks":[`, 2000) + `{"type":"section","text":{"type":"mrkdwn","text":"deep"}}` + strings.Repeat("]}", 2000)
	many := strings.Repeat(`{"type":"section","text":{"type":"mrkdwn","text":"ż b c d e f"}},`, 50_000)
	forwards := strings.Repeat(`{"message_blocks":[{"message":{"text":"more","attachments":[`, 500) + strings.Repeat("]}}]}", 500)
	for name, m := range map[string]Message{
		"deep":     {Blocks: json.RawMessage("[" + deep + "]")},
		"many":     {Blocks: json.RawMessage("[" + strings.TrimSuffix(many, ",") + "]")},
		"long":     {Text: strings.Repeat("ż ", maxWords)},
		"forwards": {Attachments: json.RawMessage("[" + forwards + "]")},
	} {
		if got := m.Words().All(); len(got) > maxWords || !utf8.ValidString(got) {
			t.Errorf("%s: %d bytes, valid %v", name, len(got), utf8.ValidString(got))
		}
	}
}

func FuzzPlain(f *testing.F) {
	f.Add("<@U1|x> <!here> <#C1|y> <https://a|b> &lt;!channel&gt;")
	f.Fuzz(func(t *testing.T, s string) {
		if got := Plain(s); strings.TrimSpace(got) != got || utf8.ValidString(s) && len(got) > len(s)+2*strings.Count(s, "<") {
			t.Errorf("%q became %q", s, got)
		}
	})
}

func FuzzWords(f *testing.F) {
	f.Add("FYI", `[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"a"}]}]}]`, `[{"text":"b","fields":[{"value":"c"}]}]`, `[{"plain_text":"d"}]`)
	f.Add("<@U1> <tel:1|2> <!date^1^{date}|x>", `{"type":"markdown","text":"[a](b)"}`, `[{"fallback":"[a] b: c","message_blocks":[{"message":{"text":"e"}}]}]`, `[]`)
	golden, err := filepath.Glob("../view/testdata/*.json")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range golden[:min(len(golden), 20)] {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add("", string(data), "", "")
	}
	f.Fuzz(func(t *testing.T, text, blocks, attachments, files string) {
		m := Message{text, json.RawMessage(blocks), json.RawMessage(attachments), json.RawMessage(files)}
		got := m.Words()
		if len(got.All()) > maxWords+maxParts {
			t.Errorf("%d bytes", len(got.All()))
		}
		if again := m.Words(); again != got {
			t.Errorf("%q, then %q", got, again)
		}
		if utf8.ValidString(text) && !utf8.ValidString(got.Own) {
			t.Errorf("no text: %q", got.Own)
		}
	})
}
