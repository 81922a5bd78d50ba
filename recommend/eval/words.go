package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// WordLookup is what one word of a language is understood as.
type WordLookup struct {
	Entry  []string // the English that the glossary has for just this word; none where it is no entry
	Terms  []string // the English words that it is searched as; none where it is not known
	Topics []string // the ids of the topics and approaches that it names
}

// Lookup looks a word of a language up.
type Lookup func(language, word string) (WordLookup, error)

// Forms are inflected forms of words, by the words.
type Forms map[string][]string

// ReadForms reads a JSON object of lists: forms of words, by the words.
func ReadForms(r io.Reader, name string) (forms Forms, err error) {
	if err := json.NewDecoder(io.LimitReader(r, maxForms)).Decode(&forms); err != nil {
		return nil, fmt.Errorf("read forms from %s: %w", name, err)
	}
	return forms, nil
}

// maxForms is how many bytes a file of forms may have.
const maxForms = 64 << 20

// FormFigures say how many forms of words are met.
type FormFigures struct {
	Words     int    // of the forms, that the glossary has
	Forms     int    // of those
	Unmet     []Form // that are searched as nothing
	Unrelated []Form // that are searched as words that have nothing in common with their own
}

// Form is an inflected form of a word, and the English words that it is searched as.
type Form struct {
	Word, Form string
	Terms      []string
}

// MeasureForms looks forms up. A form that is an entry of the glossary by itself is its own
// word, whatever it is a form of. related tells whether English words have something in common.
func MeasureForms(language string, forms Forms, look Lookup, related func(a, b []string) bool) (f FormFigures, err error) {
	for _, word := range slices.Sorted(maps.Keys(forms)) {
		own, err := look(language, word)
		if err != nil {
			return f, err
		}
		if len(own.Entry) == 0 {
			continue
		}
		f.Words++
		for _, form := range forms[word] {
			l, err := look(language, form)
			if err != nil {
				return f, err
			}
			f.Forms++
			switch {
			case len(l.Terms) == 0:
				f.Unmet = append(f.Unmet, Form{word, form, nil})
			case len(l.Entry) == 0 && !related(l.Terms, own.Entry) && !related(l.Terms, own.Terms):
				f.Unrelated = append(f.Unrelated, Form{word, form, l.Terms})
			}
		}
	}
	return f, nil
}

// Collision is two unrelated words that a stemmer joins.
type Collision struct{ Language, One, Other string }

// ReadCollisions reads unrelated words, "fr: audit ~ audition, loi ~ loyer*" a line; what
// begins with # is left out, and so is a * behind a pair. An error names its line.
func ReadCollisions(r io.Reader, name string) (list []Collision, err error) {
	err = eachLine(r, name, func(line string) error {
		if strings.HasPrefix(line, "#") {
			return nil
		}
		language, pairs, ok := strings.Cut(line, ": ")
		for pair := range strings.SplitSeq(pairs, ", ") {
			one, other, two := strings.Cut(strings.TrimSuffix(strings.TrimSpace(pair), "*"), " ~ ")
			if !ok || !two {
				return fmt.Errorf("%q are no two words; write fr: audit ~ audition", pair)
			}
			list = append(list, Collision{language, one, other})
		}
		return nil
	})
	return list, err
}

// SearchedAsEachOther are those of the pairs of which one word is searched as English that the
// glossary has for the other alone.
func SearchedAsEachOther(pairs []Collision, look Lookup) (joined []Collision, err error) {
	for _, p := range pairs {
		one, err := look(p.Language, p.One)
		if err != nil {
			return nil, err
		}
		other, err := look(p.Language, p.Other)
		if err != nil {
			return nil, err
		}
		as := func(a, b WordLookup) bool {
			return slices.ContainsFunc(a.Terms, func(term string) bool { return slices.Contains(b.Entry, term) && !slices.Contains(a.Entry, term) })
		}
		if as(one, other) || as(other, one) {
			joined = append(joined, p)
		}
	}
	return joined, nil
}

// WrongTopic is a topic or approach that a word is not to name by itself.
type WrongTopic struct{ Language, Word, Topic string }

// ReadWrongTopics reads topics that words do not name, "fr: taxi, taxis -> tax-revenue; loyer
// -> legal-regulatory-reform" a line. An error names its line.
func ReadWrongTopics(r io.Reader, name string) (list []WrongTopic, err error) {
	err = eachLine(r, name, func(line string) error {
		if strings.HasPrefix(line, "#") {
			return nil
		}
		language, parts, ok := strings.Cut(line, ": ")
		for part := range strings.SplitSeq(parts, "; ") {
			words, topic, named := strings.Cut(strings.TrimSpace(part), " -> ")
			if !ok || !named {
				return fmt.Errorf("%q names no topic; write fr: taxi -> tax-revenue", part)
			}
			for word := range strings.SplitSeq(words, ", ") {
				list = append(list, WrongTopic{language, word, topic})
			}
		}
		return nil
	})
	return list, err
}

// Named are those of the wrong topics that are named.
func Named(wrong []WrongTopic, look Lookup) (named []WrongTopic, err error) {
	for _, w := range wrong {
		l, err := look(w.Language, w.Word)
		if err != nil {
			return nil, err
		}
		if slices.Contains(l.Topics, w.Topic) {
			named = append(named, w)
		}
	}
	return named, nil
}
