package catalogue

import (
	"errors"
	"fmt"

	"golang.org/x/text/feature/plural"
)

// entry is a text, with its forms for kinds of number where it depends on one.
type entry struct {
	other string // for all kinds that have no form of their own
	forms map[plural.Form]string
}

// formNames are the kinds of number as Unicode's plural rules call them.
var formNames = map[string]plural.Form{
	"zero": plural.Zero, "one": plural.One, "two": plural.Two, "few": plural.Few, "many": plural.Many, "other": plural.Other,
}

// newEntry takes what stands in a file: a text alone, or an object of its forms.
func newEntry(value any) (entry, error) {
	if text, ok := value.(string); ok {
		return entry{other: text}, nil
	}
	object, ok := value.(map[string]any)
	if !ok {
		return entry{}, errors.New("this is neither a text nor an object with its forms")
	}
	var e entry
	for name, value := range object {
		form, known := formNames[name]
		text, isText := value.(string)
		switch {
		case name == "description":
		case !known:
			return entry{}, fmt.Errorf("%q is no form of a text", name)
		case !isText:
			return entry{}, fmt.Errorf("the form %q is no text", name)
		case form == plural.Other:
			e.other = text
		default:
			if e.forms == nil {
				e.forms = map[plural.Form]string{}
			}
			e.forms[form] = text
		}
	}
	return e, nil
}

// counts tells whether the text depends on a number.
func (e *entry) counts() bool { return len(e.forms) > 0 }
