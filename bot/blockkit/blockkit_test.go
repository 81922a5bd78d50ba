package blockkit

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// rep is a JSON string of n letters.
func rep(n int) string { return `"` + strings.Repeat("x", n) + `"` }

// times is n JSON values joined by commas; %d in the format is the running number.
func times(n int, format string) string {
	items := make([]string, n)
	for i := range items {
		items[i] = strings.ReplaceAll(format, "%d", fmt.Sprint(i))
	}
	return strings.Join(items, ",")
}

func plain(text string) string { return `{"type":"plain_text","text":` + text + `}` }

func mrkdwn(text string) string { return `{"type":"mrkdwn","text":` + text + `}` }

func option(n string) string { return `{"text":` + plain(`"o`+n+`"`) + `,"value":"v` + n + `"}` }

func actions(elements string) string { return `{"type":"actions","elements":[` + elements + `]}` }

func button(fields string) string {
	return actions(`{"type":"button","text":` + plain(`"Go"`) + `,` + fields + `}`)
}

func input(element string) string {
	return `{"type":"input","label":` + plain(`"Name"`) + `,"element":` + element + `}`
}

func richText(elements string) string { return `{"type":"rich_text","elements":[` + elements + `]}` }

func leaf(leaf string) string {
	return richText(`{"type":"rich_text_section","elements":[` + leaf + `]}`)
}

func picture(fields string) string { return `{"type":"image","alt_text":"a map",` + fields + `}` }

func chart(payload string) string {
	return `{"type":"data_visualization","title":"Cases","chart":` + payload + `}`
}

func axes(kind, categories, series string) string {
	return `{"type":` + kind + `,"axis_config":{"categories":[` + categories + `],"x_label":"x"},"series":[` + series + `]}`
}

func layout(row string) string { return `{"type":"layout","label":"a","rows":[` + row + `]}` }

const rawText = `{"type":"raw_text","text":"a"}`

const actionCell = `{"type":"action_cell","element":{"type":"button","text":{"type":"plain_text","text":"Go"}},"fallback":` + rawText + `}`

func table(rows string) string { return `{"type":"table","rows":[` + rows + `]}` }

func dataTable(rows, more string) string {
	return `{"type":"data_table","rows":[` + rows + `]` + more + `}`
}

const divider = `{"type":"divider"}`

// checkOn checks blocks alone, without the message or the view around them.
func checkOn(s surface, blocks json.RawMessage) error {
	c := newChecker(s, codeBlocks)
	checkRawBlocks(c, blocks)
	return errors.Join(c.faults...)
}

func TestCheckBlocks_Accepts(t *testing.T) {
	t.Parallel()
	web := `"image_url":"https://example.org/a.png"`
	everyLeaf := `{"type":"text","text":"a","style":{"bold":true}},{"type":"link","url":"mailto:a@example.org"},
		{"type":"user","user_id":"U1"},{"type":"usergroup","usergroup_id":"S1"},{"type":"channel","channel_id":"C1"},
		{"type":"team","team_id":"T1"},{"type":"emoji","name":"wave"},{"type":"color","value":"#fff"},
		{"type":"broadcast","range":"here"},{"type":"date","timestamp":1700000000,"format":"{date}"}`
	tests := []struct {
		name    string
		surface surface
		blocks  string
	}{
		{"no blocks", message, ``},
		{"50 blocks in a message", message, times(50, divider)},
		{"100 blocks in a modal", modal, times(100, divider)},
		{"100 blocks in an App Home", home, times(100, divider)},
		{"section", message, `{"type":"section","text":` + mrkdwn(rep(3000)) + `}`},
		{"section of fields", message, `{"type":"section","fields":[` + times(10, plain(rep(2000))) + `]}`},
		{"section with an accessory", home, `{"type":"section","text":` + plain(`"a"`) + `,"accessory":` + picture(web) + `}`},
		{"header", message, `{"type":"header","text":` + plain(rep(150)) + `}`},
		{"header with a time of day", message, `{"type":"header","text":` + plain(`"At 10:30:45"`) + `}`},
		{"context", message, `{"type":"context","elements":[` + times(10, mrkdwn(`"a"`)) + `]}`},
		{"context with an image", message, `{"type":"context","elements":[` + picture(web) + `]}`},
		{"25 buttons", message, actions(times(25, `{"type":"button","action_id":"a%d","text":`+plain(`"Go"`)+`}`))},
		{"button at its limits", message, actions(`{"type":"button","text":` + plain(rep(75)) + `,"value":` + rep(2000) +
			`,"accessibility_label":` + rep(75) + `,"style":"danger","url":"https://example.org/","action_id":` + rep(255) + `}`)},
		{"one primary button", message, button(`"style":"primary"`)},
		{"two primary buttons in a modal", modal, button(`"style":"primary"`) + "," + button(`"style":"primary"`)},
		{"same action_id in two blocks", message, button(`"action_id":"a"`) + "," + button(`"action_id":"a"`)},
		{"confirm", message, button(`"confirm":{"title":` + plain(rep(100)) + `,"text":` + mrkdwn(rep(300)) +
			`,"confirm":` + plain(rep(30)) + `,"deny":` + plain(rep(30)) + `,"style":"danger"}`)},
		{"feedback buttons", message, `{"type":"context_actions","elements":[{"type":"feedback_buttons",
			"positive_button":{"text":` + plain(`"Helpful"`) + `,"value":"yes"},
			"negative_button":{"text":` + plain(`"Not helpful"`) + `,"value":"no"}}]}`},
		{"icon button", message, `{"type":"context_actions","elements":[{"type":"icon_button","icon":"trash","text":` + plain(`"Delete"`) + `}]}`},
		{"workflow button", message, actions(`{"type":"workflow_button","text":` + plain(`"Run"`) + `,"workflow":{"trigger":{"url":"https://example.org/t"}}}`)},
		{"static select", modal, input(`{"type":"static_select","options":[` + times(100, option("%d")) + `],"initial_option":` + option("7") + `,"placeholder":` + plain(rep(150)) + `}`)},
		{"option groups", modal, input(`{"type":"multi_static_select","option_groups":[` +
			times(100, `{"label":`+plain(`"g"`)+`,"options":[`+option("%d")+`]}`) + `],"initial_options":[` + option("7") + `]}`)},
		{"external select", message, actions(`{"type":"external_select","min_query_length":2}`)},
		{"overflow", message, actions(`{"type":"overflow","options":[` + times(5, option("%d")) + `]}`)},
		{"checkboxes of mrkdwn", modal, input(`{"type":"checkboxes","options":[{"text":` + mrkdwn(`"*a*"`) + `,"value":"a","description":` + plain(`"b"`) + `}]}`)},
		{"radio buttons", home, actions(`{"type":"radio_buttons","options":[` + times(10, option("%d")) + `],"initial_option":` + option("0") + `}`)},
		{"dates and times", home, actions(`{"type":"datepicker","initial_date":"2026-11-22"},{"type":"timepicker","initial_time":"22:25"},{"type":"datetimepicker","initial_date_time":1628633820}`)},
		{"plain text input", modal, input(`{"type":"plain_text_input","min_length":0,"max_length":3000,"multiline":true,"focus_on_load":true}`)},
		{"other inputs", modal, times(1, input(`{"type":"number_input","is_decimal_allowed":false}`)) + "," +
			input(`{"type":"file_input","max_files":10}`) + "," + input(`{"type":"email_text_input"}`) + "," + input(`{"type":"url_text_input"}`)},
		{"rich text input", modal, input(`{"type":"rich_text_input","min_lines":1,"initial_value":` + leaf(`{"type":"text","text":"a"}`) + `}`)},
		{"rich text", message, richText(`{"type":"rich_text_section","elements":[` + everyLeaf + `]},
			{"type":"rich_text_list","style":"ordered","indent":8,"border":1,"elements":[{"type":"rich_text_section","elements":[` + everyLeaf + `]}]},
			{"type":"rich_text_quote","elements":[` + everyLeaf + `]},
			{"type":"rich_text_preformatted","elements":[{"type":"text","text":"a"}]}`)},
		{"image", message, picture(web + `,"title":` + plain(`"a"`))},
		{"image of a Slack file", message, picture(`"slack_file":{"id":"F1"}`)},
		{"video", message, `{"type":"video","alt_text":"a","title":` + plain(`"a"`) + `,"video_url":"https://example.org/v","thumbnail_url":"https://example.org/t"}`},
		{"markdown", message, `{"type":"markdown","text":` + rep(12000) + `}`},
		{"file", message, `{"type":"file","external_id":"a","source":"remote"}`},
		{"alert", modal, `{"type":"alert","level":"warning","text":` + plain(rep(200)) + `}`},
		{"table", message, table(times(100, `[`+times(20, `{"type":"raw_text","text":"a"}`)+`]`)) + `,` + divider},
		{"table of other cells", message, table(`[{"type":"raw_number","value":1,"text":"1"},` + leaf(`{"type":"text","text":"a"}`) + `]`)},
		{"data table", message, `{"type":"data_table","caption":"a","page_size":100,"rows":[[` + rawText + `,{"type":"raw_number","value":1}],[` + leaf(`{"type":"text","text":"a"}`) + `,` + actionCell + `]]}`},
		{"the longest data table", message, `{"type":"data_table","caption":"a","rows":[` + times(201, `[`+rawText+`]`) + `]}`},
		{"pie chart", message, chart(`{"type":"pie","segments":[` + times(6, `{"label":"s%d","value":0.5}`) + `]}`)},
		{"line chart", message, chart(axes(`"line"`, `"a","b"`, `{"name":"s","data":[{"label":"b","value":-1},{"label":"a","value":0}]}`))},
		{"plan", message, `{"type":"plan","title":"Thinking","tasks":[` + times(50, `{"task_id":"t%d","title":"a","status":"in_progress"}`) + `]}`},
		{"task card", message, `{"type":"task_card","task_id":"t","title":"a","status":"complete","details":` + leaf(`{"type":"text","text":"a"}`) + `,"sources":[{"type":"url","url":"https://example.org","text":"a"}]}`},
		{"layout", modal, layout(`{"items":[` + times(3, `{"width":"wide","horizontal_alignment":"end","block":`+divider+`}`) + `]}`)},
		{"carousel of cards", home, `{"type":"carousel","elements":[` + times(10, `{"type":"card","title":`+mrkdwn(`"a"`)+`,"icon":`+picture(web)+`,"actions":[{"type":"button","text":`+plain(`"Go"`)+`}]}`) + `]}`},
		{"container", message, `{"type":"container","title":` + plain(rep(150)) + `,"is_collapsible":true,"default_collapsed":true,"child_blocks":[` + times(10, divider) + `]}`},
		{"container with a rich title", message, `{"type":"container","rich_text_title":` + leaf(`{"type":"text","text":"a"}`) + `,"child_blocks":[` + divider + `]}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if err := checkOn(tt.surface, json.RawMessage("["+tt.blocks+"]")); err != nil {
				t.Errorf("got %v, want no fault", err)
			}
		})
	}
}

func TestCheckBlocks_Refuses(t *testing.T) {
	t.Parallel()
	web := `"image_url":"https://example.org/a.png"`
	tests := []struct {
		name    string
		surface surface
		blocks  string
		want    string
	}{
		{"51 blocks in a message", message, times(51, divider), "blocks: 51 blocks, at most 50 in a message"},
		{"101 blocks in a modal", modal, times(101, divider), "blocks: 101 blocks, at most 100 in a modal"},
		{"a block that is no object", message, `1`, "blocks[0]: not an object"},
		{"an unknown block", message, `{"type":"shiny"}`, `blocks[0].type: unknown block type "shiny"`},
		{"no type", message, `{}`, `blocks[0].type: unknown block type ""`},
		{"alert in a message", message, `{"type":"alert","text":` + plain(`"a"`) + `}`, "blocks[0].type: alert blocks cannot stand in a message"},
		{"markdown in a modal", modal, `{"type":"markdown","text":"a"}`, "blocks[0].type: markdown blocks cannot stand in a modal"},
		{"container in a modal", modal, `{"type":"container","title":` + plain(`"a"`) + `,"child_blocks":[` + divider + `]}`, "cannot stand in a modal"},
		{"long block_id", message, `{"type":"divider","block_id":` + rep(256) + `}`, "blocks[0].block_id: 256 characters, at most 255"},
		{"block_id twice", message, `{"type":"divider","block_id":"a"},{"type":"divider","block_id":"a"}`, `blocks[1].block_id: "a" is taken by blocks[0]`},
		{"block_id of a number", message, `{"type":"divider","block_id":1}`, "blocks[0].block_id: not a string"},

		{"empty section", message, `{"type":"section"}`, "blocks[0].text: missing, and there are no fields"},
		{"long section", message, `{"type":"section","text":` + mrkdwn(rep(3001)) + `}`, "blocks[0].text: 3001 characters, at most 3000"},
		{"long section of emoji", message, `{"type":"section","text":` + mrkdwn(`"`+strings.Repeat("\U0001f680", 1501)+`"`) + `}`, "blocks[0].text: 3002 characters, at most 3000"},
		{"empty text", message, `{"type":"section","text":` + mrkdwn(`""`) + `}`, "blocks[0].text: empty text"},
		{"text of a number", message, `{"type":"section","text":` + mrkdwn(`1`) + `}`, "blocks[0].text: no text"},
		{"text that is no object", message, `{"type":"section","text":"a"}`, "blocks[0].text: not an object"},
		{"text of type text", message, `{"type":"section","text":{"type":"text","text":"a"}}`, `blocks[0].text: type "text", want plain_text or mrkdwn`},
		{"verbatim plain_text", message, `{"type":"section","text":{"type":"plain_text","text":"a","verbatim":true}}`, "blocks[0].text: plain_text has no verbatim"},
		{"mrkdwn with emoji", message, `{"type":"section","text":{"type":"mrkdwn","text":"a","emoji":false}}`, "blocks[0].text: mrkdwn has no emoji"},
		{"11 fields", message, `{"type":"section","fields":[` + times(11, plain(`"a"`)) + `]}`, "blocks[0].fields: 11 items, at most 10"},
		{"no fields", message, `{"type":"section","fields":[]}`, "blocks[0].fields: 0 items, at least 1"},
		{"long field", message, `{"type":"section","fields":[` + plain(rep(2001)) + `]}`, "blocks[0].fields[0]: 2001 characters, at most 2000"},
		{"text input in a section", modal, `{"type":"section","text":` + plain(`"a"`) + `,"accessory":{"type":"plain_text_input"}}`, `blocks[0].accessory.type: section blocks cannot hold "plain_text_input"`},

		{"header of mrkdwn", message, `{"type":"header","text":` + mrkdwn(`"a"`) + `}`, `blocks[0].text: type "mrkdwn", want plain_text`},
		{"long header", message, `{"type":"header","text":` + plain(rep(151)) + `}`, "blocks[0].text: 151 characters, at most 150"},
		{"no header text", message, `{"type":"header"}`, "blocks[0].text: missing"},
		{"header with a short-code", message, `{"type":"header","text":` + plain(`"Hi :wave:"`) + `}`, "blocks[0].text: emoji in a button or header (our own rule)"},
		{"header with a pictograph", message, `{"type":"header","text":` + plain(`"Hi \u2705"`) + `}`, "blocks[0].text: emoji in a button or header (our own rule)"},
		{"11 context elements", message, `{"type":"context","elements":[` + times(11, mrkdwn(`"a"`)) + `]}`, "blocks[0].elements: 11 items, at most 10"},
		{"no context elements", message, `{"type":"context"}`, "blocks[0].elements: missing"},
		{"button in a context", message, `{"type":"context","elements":[{"type":"button"}]}`, `blocks[0].elements[0].type: context blocks cannot hold "button"`},

		{"26 actions", message, actions(times(26, `{"type":"button","text":`+plain(`"Go"`)+`}`)), "blocks[0].elements: 26 items, at most 25"},
		{"no actions", message, actions(``), "blocks[0].elements: 0 items, at least 1"},
		{"elements that are no array", message, `{"type":"actions","elements":{}}`, "blocks[0].elements: not an array"},
		{"unknown element", message, actions(`{"type":"lever"}`), `blocks[0].elements[0].type: actions blocks cannot hold "lever"`},
		{"long button text", message, actions(`{"type":"button","text":` + plain(rep(80)) + `}`), "blocks[0].elements[0].text: 80 characters, at most 75"},
		{"button of mrkdwn", message, actions(`{"type":"button","text":` + mrkdwn(`"a"`) + `}`), `blocks[0].elements[0].text: type "mrkdwn", want plain_text`},
		{"button without text", message, actions(`{"type":"button"}`), "blocks[0].elements[0].text: missing"},
		{"button with emoji", message, actions(`{"type":"button","text":` + plain(`"Go \ud83d\ude80"`) + `}`), "emoji in a button or header (our own rule)"},
		{"long value", message, button(`"value":` + rep(2001)), "blocks[0].elements[0].value: 2001 characters, at most 2000"},
		{"long url", message, button(`"url":"https://example.org/` + strings.Repeat("x", 2981) + `"`), "blocks[0].elements[0].url: 3001 characters, at most 3000"},
		{"odd url", message, button(`"url":"javascript:alert(1)"`), `blocks[0].elements[0].url: scheme "javascript" is not one of http, https, mailto`},
		{"url without host", message, button(`"url":"https:///a"`), "blocks[0].elements[0].url: an address without a host"},
		{"broken url", message, button(`"url":"https://exa mple.org"`), "blocks[0].elements[0].url: not an address"},
		{"long label", message, button(`"accessibility_label":` + rep(76)), "accessibility_label: 76 characters, at most 75"},
		{"odd style", message, button(`"style":"loud"`), `style: "loud" is not one of primary, danger`},
		{"long action_id", message, button(`"action_id":` + rep(256)), "action_id: 256 characters, at most 255"},
		{"action_id twice", message, actions(times(2, `{"type":"button","action_id":"a","text":`+plain(`"Go"`)+`}`)), `blocks[0]: action_id "a" is used twice`},
		{"two primary buttons", message, button(`"style":"primary"`) + "," + button(`"style":"primary"`), "blocks[1].elements[0].style: more than 1 primary button in a message (our own rule)"},
		{"long confirm title", message, button(`"confirm":{"text":` + plain(`"a"`) + `,"title":` + plain(rep(101)) + `}`), "confirm.title: 101 characters, at most 100"},
		{"long confirm text", message, button(`"confirm":{"text":` + plain(rep(301)) + `}`), "confirm.text: 301 characters, at most 300"},
		{"long confirm button", message, button(`"confirm":{"text":` + plain(`"a"`) + `,"confirm":` + plain(rep(31)) + `}`), "confirm.confirm: 31 characters, at most 30"},
		{"long deny button", message, button(`"confirm":{"text":` + plain(`"a"`) + `,"deny":` + plain(rep(31)) + `}`), "confirm.deny: 31 characters, at most 30"},
		{"confirm without text", message, button(`"confirm":{}`), "confirm.text: missing"},
		{"button in context_actions", message, `{"type":"context_actions","elements":[{"type":"button"}]}`, `context_actions blocks cannot hold "button"`},
		{"6 context actions", message, `{"type":"context_actions","elements":[` + times(6, `{"type":"icon_button","icon":"trash","text":`+plain(`"a"`)+`}`) + `]}`, "blocks[0].elements: 6 items, at most 5"},
		{"half of feedback buttons", message, `{"type":"context_actions","elements":[{"type":"feedback_buttons","positive_button":{"text":` + plain(`"a"`) + `,"value":"a"}}]}`, "negative_button: missing"},
		{"feedback button without value", message, `{"type":"context_actions","elements":[{"type":"feedback_buttons","positive_button":{"text":` + plain(`"a"`) + `}}]}`, "positive_button.value: missing"},
		{"icon button without icon", message, `{"type":"context_actions","elements":[{"type":"icon_button","text":` + plain(`"a"`) + `}]}`, "icon: missing"},
		{"workflow button without trigger", message, actions(`{"type":"workflow_button","text":` + plain(`"a"`) + `,"workflow":{}}`), "workflow.trigger: missing"},

		{"101 options", modal, input(`{"type":"static_select","options":[` + times(101, option("%d")) + `]}`), "element.options: 101 items, at most 100"},
		{"no options", modal, input(`{"type":"static_select"}`), "element.options: want either options or option_groups"},
		{"101 option groups", modal, input(`{"type":"static_select","option_groups":[` + times(101, `{"label":`+plain(`"a"`)+`,"options":[`+option("")+`]}`) + `]}`), "option_groups: 101 items, at most 100"},
		{"long group label", modal, input(`{"type":"static_select","option_groups":[{"label":` + plain(rep(76)) + `,"options":[` + option("") + `]}]}`), "option_groups[0].label: 76 characters, at most 75"},
		{"long option text", modal, input(`{"type":"static_select","options":[{"text":` + plain(rep(76)) + `,"value":"a"}]}`), "options[0].text: 76 characters, at most 75"},
		{"option of mrkdwn", modal, input(`{"type":"static_select","options":[{"text":` + mrkdwn(`"a"`) + `,"value":"a"}]}`), `options[0].text: type "mrkdwn", want plain_text`},
		{"long option value", modal, input(`{"type":"static_select","options":[{"text":` + plain(`"a"`) + `,"value":` + rep(76) + `}]}`), "options[0].value: 76 characters, at most 75"},
		{"no option value", modal, input(`{"type":"static_select","options":[{"text":` + plain(`"a"`) + `,"value":""}]}`), "options[0].value: empty"},
		{"long option description", modal, input(`{"type":"checkboxes","options":[{"text":` + plain(`"a"`) + `,"value":"a","description":` + plain(rep(76)) + `}]}`), "options[0].description: 76 characters, at most 75"},
		{"strange initial option", modal, input(`{"type":"static_select","options":[` + option("1") + `],"initial_option":` + option("2") + `}`), "initial_option: not among the options"},
		{"strange initial options", modal, input(`{"type":"checkboxes","options":[` + option("1") + `],"initial_options":[` + option("2") + `]}`), "initial_options[0]: not among the options"},
		{"overflow of 1", message, actions(`{"type":"overflow","options":[` + option("1") + `]}`), "options: 1 items, at least 2"},
		{"overflow of 6", message, actions(`{"type":"overflow","options":[` + times(6, option("%d")) + `]}`), "options: 6 items, at most 5"},
		{"11 checkboxes", modal, input(`{"type":"checkboxes","options":[` + times(11, option("%d")) + `]}`), "options: 11 items, at most 10"},
		{"11 radio buttons", modal, input(`{"type":"radio_buttons","options":[` + times(11, option("%d")) + `]}`), "options: 11 items, at most 10"},
		{"long placeholder", modal, input(`{"type":"plain_text_input","placeholder":` + plain(rep(151)) + `}`), "element.placeholder: 151 characters, at most 150"},
		{"min_length too big", modal, input(`{"type":"plain_text_input","min_length":3001}`), "element.min_length: 3001 is not between 0 and 3000"},
		{"max_length too big", modal, input(`{"type":"plain_text_input","max_length":3001}`), "element.max_length: 3001 is not between 1 and 3000"},
		{"min above max", modal, input(`{"type":"plain_text_input","min_length":9,"max_length":8}`), "element.min_length: more than max_length"},
		{"half a character", modal, input(`{"type":"plain_text_input","max_length":1.5}`), "element.max_length: not a whole number"},
		{"two focused elements", modal, times(2, input(`{"type":"plain_text_input","focus_on_load":true}`)), "blocks[1].element.focus_on_load: blocks[0].element has the focus already"},
		{"odd date", home, actions(`{"type":"datepicker","initial_date":"22.11.2026"}`), `initial_date: "22.11.2026" is not like 2006-01-02`},
		{"number input without decimals", modal, input(`{"type":"number_input"}`), "is_decimal_allowed: missing"},
		{"long input label", modal, `{"type":"input","element":{"type":"plain_text_input"},"label":` + plain(rep(2001)) + `}`, "blocks[0].label: 2001 characters, at most 2000"},
		{"input label of mrkdwn", modal, `{"type":"input","element":{"type":"plain_text_input"},"label":` + mrkdwn(`"a"`) + `}`, `blocks[0].label: type "mrkdwn", want plain_text`},
		{"long hint", modal, `{"type":"input","element":{"type":"plain_text_input"},"label":` + plain(`"a"`) + `,"hint":` + plain(rep(2001)) + `}`, "blocks[0].hint: 2001 characters, at most 2000"},
		{"input without element", modal, `{"type":"input","label":` + plain(`"a"`) + `}`, "blocks[0].element: missing"},
		{"button in an input", modal, input(`{"type":"button"}`), `input blocks cannot hold "button"`},
		{"optional that is no flag", modal, `{"type":"input","optional":"no","element":{"type":"plain_text_input"},"label":` + plain(`"a"`) + `}`, "blocks[0].optional: not true or false"},

		{"empty rich text", message, richText(``), "blocks[0].elements: 0 items, at least 1"},
		{"unknown rich text element", message, richText(`{"type":"text","text":"a"}`), `blocks[0].elements[0].type: unknown rich text element type "text"`},
		{"unknown leaf", message, leaf(`{"type":"mrkdwn","text":"a"}`), `blocks[0].elements[0].elements[0].type: unknown rich text leaf type "mrkdwn"`},
		{"empty leaf", message, leaf(`{"type":"text","text":""}`), "blocks[0].elements[0].elements[0].text: empty"},
		{"unknown leaf style", message, leaf(`{"type":"text","text":"a","style":{"loud":true}}`), "style.loud: unknown text style"},
		{"odd link", message, leaf(`{"type":"link","url":"file:///etc"}`), `url: scheme "file" is not one of http, https, mailto`},
		{"odd broadcast", message, leaf(`{"type":"broadcast","range":"all"}`), `range: "all" is not one of here, channel, everyone`},
		{"date without a time", message, leaf(`{"type":"date","format":"{date}"}`), "timestamp: missing"},
		{"list of leaves", message, richText(`{"type":"rich_text_list","style":"bullet","elements":[{"type":"text","text":"a"}]}`), `a rich_text_list cannot hold "text"`},
		{"list without style", message, richText(`{"type":"rich_text_list","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"a"}]}]}`), "style: missing"},
		{"deep list", message, richText(`{"type":"rich_text_list","style":"bullet","indent":9,"elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"a"}]}]}`), "indent: 9 is not between 0 and 8"},
		{"user in preformatted text", message, richText(`{"type":"rich_text_preformatted","elements":[{"type":"user","user_id":"U1"}]}`), `a rich_text_preformatted cannot hold "user"`},

		{"image without alt_text", message, `{"type":"image",` + web + `}`, "blocks[0].alt_text: missing"},
		{"image without address", message, `{"type":"image","alt_text":"a"}`, "blocks[0].image_url: want either image_url or slack_file"},
		{"image from an odd place", message, picture(`"image_url":"data:image/png;base64,AA"`), `image_url: scheme "data" is not one of http, https`},
		{"image of half a file", message, picture(`"slack_file":{}`), "slack_file: want either id or url"},
		{"video over http", message, `{"type":"video","alt_text":"a","title":` + plain(`"a"`) + `,"video_url":"http://example.org/v","thumbnail_url":"https://example.org/t"}`, `video_url: scheme "http" is not one of https`},
		{"long markdown", message, `{"type":"markdown","text":` + rep(12001) + `}`, "blocks[0].text: 12001 characters, at most 12000"},
		{"two long markdown blocks", message, times(2, `{"type":"markdown","text":`+rep(6001)+`}`), "blocks[1].text: 12002 characters of markdown so far, at most 12000"},
		{"local file", message, `{"type":"file","external_id":"a","source":"local"}`, `source: "local" is not one of remote`},
		{"long alert", modal, `{"type":"alert","text":` + plain(rep(201)) + `}`, "blocks[0].text: 201 characters, at most 200"},
		{"101 rows", message, table(times(101, `[{"type":"raw_text","text":"a"}]`)), "blocks[0].rows: 101 items, at most 100"},
		{"21 columns", message, table(`[` + times(21, `{"type":"raw_text","text":"a"}`) + `]`), "blocks[0].rows[0]: 21 cells, want 1 to 20"},
		{"row that is no array", message, table(`1`), "blocks[0].rows[0]: not an array"},
		{"long table", message, table(`[{"type":"raw_text","text":` + rep(10001) + `}]`), "blocks[0].rows: 10001 characters, at most 10000 in a message"},
		{"two tables", message, times(2, table(`[{"type":"raw_text","text":"a"}]`)), "blocks[1]: more than 1 table in a message"},
		{"unknown cell", message, table(`[{"type":"text","text":"a"}]`), `rows[0][0].type: unknown table cell type "text"`},
		{"cell without a number", message, table(`[{"type":"raw_number","text":"1"}]`), "rows[0][0].value: not a number"},
		{"data table without caption", message, dataTable(`[`+rawText+`],[`+rawText+`]`, ``), "blocks[0].caption: missing"},
		{"data table of a header alone", message, dataTable(`[`+rawText+`]`, `,"caption":"a"`), "blocks[0].rows: 1 items, at least 2"},
		{"data table of 202 rows", message, dataTable(times(202, `[`+rawText+`]`), `,"caption":"a"`), "blocks[0].rows: 202 items, at most 201"},
		{"data table with a rich header", message, dataTable(`[`+leaf(`{"type":"text","text":"a"}`)+`],[`+rawText+`]`, `,"caption":"a"`), `blocks[0].rows[0][0].type: a header cannot hold "rich_text"`},
		{"data table with a button for a header", message, dataTable(`[`+actionCell+`],[`+rawText+`]`, `,"caption":"a"`), `blocks[0].rows[0][0].type: a header cannot hold "action_cell"`},
		{"data table with a shorter row", message, dataTable(`[`+rawText+`,`+rawText+`],[`+rawText+`]`, `,"caption":"a"`), "blocks[0].rows[1]: 1 cells, and 2 in the header"},
		{"data table with a longer row", message, dataTable(`[`+rawText+`],[`+rawText+`,`+rawText+`]`, `,"caption":"a"`), "blocks[0].rows[1]: 2 cells, and 1 in the header"},
		{"data table with a menu in a cell", message, dataTable(`[`+rawText+`],[{"type":"action_cell","element":{"type":"overflow"}}]`, `,"caption":"a"`), `element.type: data_table blocks cannot hold "overflow"`},
		{"data table in a home", home, dataTable(`[`+rawText+`],[`+rawText+`]`, `,"caption":"a"`), "blocks[0].type: data_table blocks cannot stand in a home"},
		{"action cell in a table", message, table(`[` + actionCell + `]`), `unknown table cell type "action_cell"`},
		{"container in a home", home, `{"type":"container","title":` + plain(`"a"`) + `,"child_blocks":[` + divider + `]}`, "blocks[0].type: container blocks cannot stand in a home"},
		{"chart without title", message, `{"type":"data_visualization","chart":{"type":"pie","segments":[{"label":"a","value":1}]}}`, "blocks[0].title: missing"},
		{"chart without chart", message, `{"type":"data_visualization","title":"a"}`, "blocks[0].chart: missing"},
		{"chart of an unknown kind", message, chart(`{"type":"radar"}`), `blocks[0].chart.type: unknown chart type "radar"`},
		{"chart in a modal", modal, chart(`{"type":"pie","segments":[{"label":"a","value":1}]}`), "data_visualization blocks cannot stand in a modal"},
		{"pie of 7", message, chart(`{"type":"pie","segments":[` + times(7, `{"label":"s%d","value":1}`) + `]}`), "blocks[0].chart.segments: 7 items, at most 6"},
		{"pie of nothing", message, chart(`{"type":"pie","segments":[{"label":"a","value":0}]}`), "segments[0].value: not a number above 0"},
		{"chart with a long name", message, chart(`{"type":"pie","segments":[{"label":` + rep(21) + `,"value":1}]}`), "segments[0].label: 21 characters, at most 20"},
		{"bars without axes", message, chart(`{"type":"bar","series":[{"name":"s","data":[{"label":"a","value":1}]}]}`), "blocks[0].chart.axis_config: missing"},
		{"series without a point", message, chart(axes(`"bar"`, `"a","b"`, `{"name":"s","data":[{"label":"a","value":1}]}`)), "series[0].data: 1 points for 2 categories"},
		{"point of no category", message, chart(axes(`"area"`, `"a"`, `{"name":"s","data":[{"label":"z","value":1}]}`)), `data[0].label: "z" is no category, or used twice`},
		{"two series of one name", message, chart(axes(`"bar"`, `"a"`, times(2, `{"name":"s","data":[{"label":"a","value":1}]}`))), `series[1].name: "s" is used twice`},
		{"category twice", message, chart(axes(`"bar"`, `"a","a"`, `{"name":"s","data":[{"label":"a","value":1}]}`)), `categories[1]: "a" is used twice`},
		{"plan of 51 tasks", message, `{"type":"plan","title":"a","tasks":[` + times(51, `{"task_id":"t%d","title":"a"}`) + `]}`, "blocks[0].tasks: 51 items, at most 50"},
		{"plan with a task twice", message, `{"type":"plan","title":"a","tasks":[` + times(2, `{"task_id":"t","title":"a"}`) + `]}`, `blocks[0].tasks[1].task_id: "t" is used twice`},
		{"plan of other blocks", message, `{"type":"plan","title":"a","tasks":[{"type":"section","task_id":"t","title":"a"}]}`, `tasks[0].type: "section" is not one of task_card`},
		{"plan without title", message, `{"type":"plan"}`, "blocks[0].title: missing"},
		{"plan in a home", home, `{"type":"plan","title":"a"}`, "plan blocks cannot stand in a home"},
		{"task card without id", message, `{"type":"task_card","title":"a"}`, "blocks[0].task_id: missing"},
		{"task card of an odd state", message, `{"type":"task_card","task_id":"t","title":"a","status":"done"}`, `status: "done" is not one of pending, in_progress, complete, error`},
		{"task card with an odd source", message, `{"type":"task_card","task_id":"t","title":"a","sources":[{"type":"file","url":"https://example.org","text":"a"}]}`, `sources[0].type: "file", want url`},
		{"layout of 4 side by side", message, layout(`{"items":[` + times(4, `{"block":`+divider+`}`) + `]}`), "rows[0].items: 4 items, at most 3"},
		{"layout without label", message, `{"type":"layout","rows":[{"items":[{"block":` + divider + `}]}]}`, "blocks[0].label: missing"},
		{"layout of markdown", message, layout(`{"items":[{"block":{"type":"markdown","text":"a"}}]}`), `block.type: a layout cannot hold "markdown"`},
		{"layout of a file in a modal", modal, layout(`{"items":[{"block":{"type":"file","external_id":"a","source":"remote"}}]}`), "file blocks cannot stand in a modal"},
		{"empty card", message, `{"type":"card"}`, "blocks[0]: a card wants one of hero_image, title, actions, body"},
		{"long card body", message, `{"type":"card","body":` + mrkdwn(rep(201)) + `}`, "blocks[0].body: 201 characters, at most 200"},
		{"card of 4 actions", message, `{"type":"card","actions":[` + times(4, `{"type":"button","text":`+plain(`"Go"`)+`}`) + `]}`, "blocks[0].actions: 4 items, at most 3"},
		{"carousel of sections", message, `{"type":"carousel","elements":[` + divider + `]}`, `blocks[0].elements[0].type: a carousel cannot hold "divider"`},
		{"carousel of 11", message, `{"type":"carousel","elements":[` + times(11, `{"type":"card","title":`+plain(`"a"`)+`}`) + `]}`, "blocks[0].elements: 11 items, at most 10"},
		{"container without title", message, `{"type":"container","child_blocks":[` + divider + `]}`, "blocks[0].title: missing, and there is no rich_text_title"},
		{"container of 11", message, `{"type":"container","title":` + plain(`"a"`) + `,"child_blocks":[` + times(11, divider) + `]}`, "blocks[0].child_blocks: 11 items, at most 10"},
		{"container in a container", message, `{"type":"container","title":` + plain(`"a"`) + `,"child_blocks":[{"type":"container"}]}`, `blocks[0].child_blocks[0].type: a container cannot hold "container"`},
		{"container collapsed for good", message, `{"type":"container","default_collapsed":true,"title":` + plain(`"a"`) + `,"child_blocks":[` + divider + `]}`, "default_collapsed: wants is_collapsible"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			wantFault(t, checkOn(tt.surface, json.RawMessage("["+tt.blocks+"]")), tt.want)
		})
	}
}

func TestCheckBlocks_NoArray(t *testing.T) {
	t.Parallel()
	wantFault(t, checkOn(message, json.RawMessage(`{}`)), "blocks: not an array")
	wantFault(t, checkOn(message, json.RawMessage(`[`)), "blocks: not JSON")
	wantFault(t, checkOn(message, nil), "blocks: not JSON")
}

func TestCheckBlocks_NamesEveryFault(t *testing.T) {
	t.Parallel()
	err := checkOn(message, json.RawMessage(`[{"type":"shiny"},{"type":"header"}]`))
	faults := Faults(fmt.Errorf("answer: %w", err))
	if len(faults) != 2 || faults[0].Path != "blocks[0].type" || faults[1].Path != "blocks[1].text" {
		t.Errorf("got %v, want those of blocks[0].type and blocks[1].text", faults)
	}
	plan := `[{"type":"plan","title":"a","tasks":[` + times(2, `{"title":"a"}`) + `]}]`
	if faults := Faults(checkOn(message, json.RawMessage(plan))); len(faults) != 2 {
		t.Errorf("got %v, want that of each of two tasks the id is missing, and not that one id is used twice", faults)
	}
	if Faults(nil) != nil || Faults(errors.New("other")) != nil {
		t.Errorf("got %v and %v, want no faults", Faults(nil), Faults(errors.New("other")))
	}
}

func TestCheckView(t *testing.T) {
	t.Parallel()
	modal := func(fields string) string { return `{"type":"modal","title":` + plain(`"Search"`) + `,` + fields + `}` }
	tests := []struct {
		name string
		view string
		want string // empty: no fault
	}{
		{"modal", modal(`"blocks":[],"submit":` + plain(rep(24)) + `,"close":` + plain(rep(24)) + `,"private_metadata":` + rep(3000) + `,"callback_id":` + rep(255)), ""},
		{"modal with an input", modal(`"submit":` + plain(`"Go"`) + `,"blocks":[` + input(`{"type":"plain_text_input"}`) + `]`), ""},
		{"home", `{"type":"home","blocks":[` + input(`{"type":"plain_text_input"}`) + `]}`, ""},
		{"not JSON", `{`, "view: not JSON"},
		{"not an object", `[]`, "view: not an object"},
		{"no type", `{"blocks":[]}`, `type: "" is not one of modal, home`},
		{"no title", `{"type":"modal","blocks":[]}`, "title: missing"},
		{"long title", `{"type":"modal","blocks":[],"title":` + plain(rep(25)) + `}`, "title: 25 characters, at most 24"},
		{"title of mrkdwn", `{"type":"modal","blocks":[],"title":` + mrkdwn(`"a"`) + `}`, `title: type "mrkdwn", want plain_text`},
		{"long submit", modal(`"blocks":[],"submit":` + plain(rep(25))), "submit: 25 characters, at most 24"},
		{"long close", modal(`"blocks":[],"close":` + plain(rep(25))), "close: 25 characters, at most 24"},
		{"long private_metadata", modal(`"blocks":[],"private_metadata":` + rep(3001)), "private_metadata: 3001 characters, at most 3000"},
		{"long callback_id", modal(`"blocks":[],"callback_id":` + rep(256)), "callback_id: 256 characters, at most 255"},
		{"long external_id", modal(`"blocks":[],"external_id":` + rep(256)), "external_id: 256 characters, at most 255"},
		{"no blocks", modal(`"callback_id":"a"`), "blocks: missing"},
		{"101 blocks", modal(`"blocks":[` + times(101, divider) + `]`), "blocks: 101 blocks, at most 100 in a modal"},
		{"input without submit", modal(`"blocks":[` + divider + `,` + input(`{"type":"plain_text_input"}`) + `]`), "submit: missing, and blocks[1] is an input block"},
		{"home with a title", `{"type":"home","blocks":[],"title":` + plain(`"a"`) + `}`, "title: not in an App Home"},
		{"alert in a home", `{"type":"home","blocks":[{"type":"alert","text":` + plain(`"a"`) + `}]}`, "blocks[0].type: alert blocks cannot stand in a home"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			wantFault(t, CheckView(json.RawMessage(tt.view)), tt.want)
		})
	}
}

func TestCheckMessage(t *testing.T) {
	t.Parallel()
	section := `{"type":"section","text":` + mrkdwn(rep(3000)) + `}`
	tests := []struct {
		name   string
		text   string
		blocks string
		want   string // empty: no fault
		code   string
	}{
		{"text alone", "a", ``, "", ""},
		{"text and blocks", "a", `[` + divider + `]`, "", ""},
		{"text and null", "a", `null`, "", ""},
		{"the longest text", strings.Repeat("x", 40000), ``, "", ""},
		{"nothing", "", ``, "text: empty, and there are no blocks", "no_text"},
		{"no blocks and no text", " ", `[]`, "text: empty, and there are no blocks", "no_text"},
		{"blocks without text", "", `[` + divider + `]`, "text: empty: notifications and screen readers need it (our own rule)", ""},
		{"long text", strings.Repeat("x", 40001), ``, "text: 40001 characters, at most 40000", "msg_too_long"},
		{"faulty blocks", "a", `[{"type":"shiny"}]`, `blocks[0].type: unknown block type "shiny"`, "invalid_blocks"},
		{"4 long sections", "a", `[` + times(4, section) + `]`, "", ""},
		{"5 long sections", "a", `[` + times(5, section) + `]`, "blocks: 15", "msg_blocks_too_long"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			err := CheckMessage(tt.text, json.RawMessage(tt.blocks))
			wantFault(t, err, tt.want)
			if tt.want == "" {
				return
			}
			if f := Faults(err); len(f) != 1 || f[0].Code != tt.code {
				t.Errorf("got %v, want one with code %q", f, tt.code)
			}
		})
	}
}

func TestBlockChars(t *testing.T) {
	t.Parallel()
	tests := []struct {
		blocks string
		want   int
	}{
		{`[ ]`, 2},
		{`["a&b"]`, 7},
		{`["\u0026"]`, 5},
		{`["` + "\U0001f680" + `"]`, 6},
		{`[`, 1},
	}
	for _, tt := range tests {
		if got := blockChars(json.RawMessage(tt.blocks)); got != tt.want {
			t.Errorf("blockChars(%s) = %d, want %d", tt.blocks, got, tt.want)
		}
	}
}

func FuzzCheckBlocks(f *testing.F) {
	for _, seed := range []string{
		`[]`, `{}`, `null`, `[null]`, `[` + divider + `]`,
		`[{"type":"section","text":1,"fields":[1],"accessory":[]}]`,
		`[{"type":"actions","elements":[{"type":"static_select","option_groups":[{"options":[null]}]}]}]`,
		`[{"type":"rich_text","elements":[{"type":"rich_text_list","elements":[{"type":"rich_text_section","elements":[{"type":"date"}]}]}]}]`,
		`[{"type":"table","rows":[[{"type":"rich_text"}],1]},{"type":"container","child_blocks":[{"type":"input"}]}]`,
		`[{"type":"carousel","elements":[{"type":"card","actions":[{"type":"button","url":"%zz"}]}]}]`,
		`[{"type":"data_table","rows":[1,[null],[{"type":"action_cell","element":1,"fallback":{"type":"raw_number"}}]]}]`,
		`[{"type":"data_visualization","chart":{"type":"bar","axis_config":{"categories":[1,"a"]},"series":[{"data":[1,{"label":2}]}]}}]`,
		`[{"type":"plan","tasks":[1,{"sources":[{}],"details":1}]},{"type":"layout","rows":[{"items":[{"block":{"type":"layout"}}]}],"fallback":[1]}]`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, blocks []byte) {
		for _, s := range []surface{message, modal, home} {
			if err := checkOn(s, blocks); err != nil && len(Faults(err)) == 0 {
				t.Errorf("an error without faults: %v", err)
			}
		}
		_ = CheckView(blocks)
		_ = CheckMessage("text", blocks)
	})
}

// wantFault wants a fault whose text holds want, or none where want is empty.
func wantFault(t *testing.T, err error, want string) {
	t.Helper()
	switch {
	case want == "" && err != nil:
		t.Errorf("got %v, want no fault", err)
	case want != "" && err == nil:
		t.Errorf("got no fault, want %q", want)
	case want != "" && !strings.Contains(err.Error(), want):
		t.Errorf("got\n%v\nwant %q", err, want)
	}
}
