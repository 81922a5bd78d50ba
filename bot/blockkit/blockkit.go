// Package blockkit knows Slack's Block Kit: its limits, and a checker that holds the JSON of
// a message, a modal or an App Home against them before Slack does. A few rules are our
// own, for people who read with a screen reader.
//
// It makes no blocks, sends nothing and knows nothing of what the bot says.
package blockkit

import (
	"encoding/json"
	"errors"
	"strings"
)

// CheckView reports everything wrong with a whole modal or App Home view, as
// joined [Fault] values.
func CheckView(view json.RawMessage) error {
	c := newChecker(modal, codeView)
	var decoded any
	if err := json.Unmarshal(view, &decoded); err != nil {
		c.add("view", "not JSON: %v", err)
		return errors.Join(c.faults...)
	}
	obj, ok := decoded.(map[string]any)
	if !ok {
		c.add("view", "not an object")
		return errors.Join(c.faults...)
	}
	checkView(node{c, "", obj})
	return errors.Join(c.faults...)
}

// CheckMessage reports everything wrong with a message, as joined [Fault] values.
// Blocks may be empty; text may not, since notifications and screen readers show
// it in place of the blocks.
func CheckMessage(text string, blocks json.RawMessage) error {
	c := newChecker(message, codeBlocks)
	hasBlocks := len(blocks) > 0 && string(blocks) != "null" && string(blocks) != "[]"
	checkMessageText(c, text, hasBlocks)
	if hasBlocks {
		checkRawBlocks(c, blocks)
		if n := blockChars(blocks); n > MessageBlockChars {
			c.addCode(codeBlocksTooLong, "blocks", "%d characters of JSON, at most %d", n, MessageBlockChars)
		}
	}
	return errors.Join(c.faults...)
}

func newChecker(s surface, code string) *checker {
	return &checker{surface: s, code: code, blockIDs: map[string]string{}, blocks: blockKinds()}
}

func checkMessageText(c *checker, text string, hasBlocks bool) {
	switch {
	case strings.TrimSpace(text) != "":
	case hasBlocks:
		c.ownRule("text", "empty: notifications and screen readers need it")
	default:
		c.addCode(codeNoText, "text", "empty, and there are no blocks")
	}
	if n := chars(text); n > MessageTextChars {
		c.addCode(codeTextTooLong, "text", "%d characters, at most %d", n, MessageTextChars)
	}
}

func checkRawBlocks(c *checker, blocks json.RawMessage) {
	var decoded any
	if err := json.Unmarshal(blocks, &decoded); err != nil {
		c.add("blocks", "not JSON: %v", err)
		return
	}
	checkBlocks(c, decoded)
}

func checkView(n node) {
	switch n.kind() {
	case "modal":
		modalRules.check(n)
	case "home":
		n.c.surface = home
		for _, field := range []string{"title", "submit", "close"} {
			if n.has(field) {
				n.fault(field, "not in an App Home")
			}
		}
	default:
		n.fault("type", "%q is not one of modal, home", n.kind())
	}
	anyView.check(n)
	if n.c.input != "" && n.kind() == "modal" && !n.has("submit") {
		n.fault("submit", "missing, and %s is an input block", n.c.input)
	}
}

var modalRules = rules{
	must("title", plainText(ViewTitleChars)),
	may("submit", label(ViewTitleChars)),
	may("close", label(ViewTitleChars)),
	may("clear_on_close", flag),
	may("notify_on_close", flag),
}

var anyView = rules{
	may("private_metadata", str(3000)),
	may("callback_id", str(255)),
	may("external_id", str(255)),
	must("blocks", func(n node, field string) { checkBlocks(n.c, n.obj[field]) }),
}
