package bot_test

import (
	"encoding/json"
	"strings"
	"sync"
	"testing"

	"precedent/bot/slackfake"
	"precedent/bot/view"
	"precedent/corpus"
	"precedent/recommend/rank"
)

// spellings are emoji and signs as people type and paste them and as Slack hands them
// over.
var spellings = []string{
	"🙏", "👩🏽‍💻", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🇵🇱", "1️⃣", "✔", "☎", "★", "➡", "⚠️", "ℹ️", "↔️", "▶", "🏠", "❤️‍🔥", "©️",
	":pray:", ":thinking_face:", ":wave::skin-tone-3:", ":ministry-logo:", ":größe:", ":+1::tada:",
}

// headers are the texts of the headers among blocks.
func headers(t testing.TB, blocks json.RawMessage) (texts []string) {
	t.Helper()
	var list []struct {
		Type string `json:"type"`
		Text struct {
			Text string `json:"text"`
		} `json:"text"`
	}
	if err := json.Unmarshal(blocks, &list); err != nil {
		t.Fatal(err)
	}
	for _, b := range list {
		if b.Type == "header" {
			texts = append(texts, b.Text.Text)
		}
	}
	return texts
}

// TestEmoji_CostNoButtons: an answer to a question with emoji has all that another one
// has. Its header says the question without them, its text with them.
func TestEmoji_CostNoButtons(t *testing.T) {
	w := newWorkspace(t, setup{})
	for n, emoji := range spellings {
		w.slash(slackfake.General, emoji+" small firms cannot win "+emoji+" public tenders"+emoji)
		r := w.answer(n + 1)
		if ids := caseIDs(t, r); len(ids) != 5 || !strings.Contains(string(r.Blocks), `"action_id":"share"`) {
			t.Errorf("%s: %d cases\n%s", emoji, len(ids), r.Blocks)
			continue
		}
		if h := headers(t, r.Blocks); len(h) != 1 || !strings.Contains(strings.ReplaceAll(strings.ReplaceAll(h[0], "1 ", ""), "© ", ""), "small firms cannot win public tenders") {
			t.Errorf("%s: headers %q", emoji, h)
		}
		bare := strings.NewReplacer("\ufe0f", "") // which only asks for the coloured form
		if !strings.Contains(bare.Replace(r.Text), bare.Replace(emoji)) {
			t.Errorf("%s: it says %q", emoji, r.Text)
		}
	}
	w.noErrors()
}

// TestEmoji_InWhatIsSaidBack: a question without an answer is said back as it was typed,
// and Slack shows the emoji in it.
func TestEmoji_InWhatIsSaidBack(t *testing.T) {
	w := newWorkspace(t, setup{})
	w.slash(slackfake.General, ":pray: packs of stray dogs bite children")
	if r := w.answer(1); !strings.Contains(string(r.Blocks), `"emoji":true,"text":"You asked: :pray: packs`) && !strings.Contains(string(r.Blocks), `"text":"You asked: :pray: packs of stray dogs bite children","emoji":true`) {
		t.Errorf("%s", r.Blocks)
	}
	w.noErrors()
}

// pictured is a case of somebody's own with emoji in its texts.
var (
	pictured = corpus.Case{
		ID: "pictured", Title: "🏠 Quillwort houses :tada: for nurses ✔", Summary: "Quillwort houses were built for nurses 🙏 by the town.", Countries: []string{"PL"},
		URL: "https://example.org/pictured",
	}
	onlyPictures   = corpus.Case{ID: "only-pictures", Title: "🏠🙏", Summary: "Quillwort homes were given to nurses.", Countries: []string{"PL"}, URL: "https://example.org/only"}
	picturedEngine = sync.OnceValue(func() *rank.Engine { return grownEngine(pictured) })
	picturesEngine = sync.OnceValue(func() *rank.Engine { return grownEngine(onlyPictures) })
)

// TestEmoji_InATitle does with a case of one's own, which has emoji in its title, all that
// can be done with a case.
func TestEmoji_InATitle(t *testing.T) {
	for _, c := range []corpus.Case{pictured, onlyPictures} {
		t.Run(c.ID, func(t *testing.T) {
			engine := map[string]func() *rank.Engine{pictured.ID: picturedEngine, onlyPictures.ID: picturesEngine}[c.ID]
			w, _ := remembering(t, setup{engine: engine()})
			w.slash(slackfake.General, "Quillwort")
			r := w.answer(1)
			if !strings.Contains(string(r.Blocks), "act:"+c.ID) {
				t.Fatalf("not found: %s", r.Blocks)
			}
			w.press(r, view.ActionDetails, "act:"+c.ID)
			w.wait("the window is open", func(slackfake.Snapshot) bool { _, open := w.TopView(slackfake.Ada); return open })
			details, _ := w.TopView(slackfake.Ada)
			switch h := headers(t, details.Blocks); {
			case c.ID == pictured.ID && (len(h) != 1 || h[0] != "Quillwort houses for nurses"):
				t.Errorf("headers %q", h)
			case c.ID == onlyPictures.ID && (len(h) != 0 || !strings.Contains(string(details.Blocks), c.Title)):
				t.Errorf("headers %q in %s", h, details.Blocks)
			}
			w.closeWindow()
			w.fills(r, view.ActionShare, "act:"+c.ID, view.CallbackShare,
				slackfake.Values{view.BlockShareTo: {slackfake.General}, view.BlockNote: {"Look :eyes:"}}, "Shared in")
			n := len(answers(w.Snapshot()))
			w.press(r, view.ActionSave, "act:"+c.ID)
			wantText(t, w.answer(n+1), "Saved to the list")
			w.press(r, view.ActionLike, "act:"+c.ID)
			wantText(t, w.answer(n+2), map[string]string{pictured.ID: "Quillwort houses :tada:", onlyPictures.ID: "similar"}[c.ID])
			w.slash(slackfake.General, "list")
			wantText(t, w.answer(n+3), c.Title)
			w.slash(slackfake.General, "watch :house: Quillwort 🏠")
			wantText(t, w.answer(n+4), "Quillwort")
			w.noErrors()
		})
	}
}
