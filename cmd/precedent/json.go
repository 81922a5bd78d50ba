package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"strconv"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/wording"
)

// The types below are the objects that similar --json and show --json print.
// Programs read them: their names, their order, and that lists are never null are
// promised. The README says what each field holds, and a test that it names all.

type answerJSON struct {
	Query       string         `json:"query"`
	Understood  understoodJSON `json:"understood"`
	Total       int            `json:"total"`
	Similar     int            `json:"similar"` // of total, those that are strong or fair
	Cases       []caseJSON     `json:"cases"`
	Suggestions []string       `json:"suggestions"`
}

type understoodJSON struct {
	Language     string              `json:"language"`
	Topics       []string            `json:"topics"`
	Approaches   []string            `json:"approaches"`
	Countries    valuesJSON          `json:"countries"`
	Levels       valuesJSON          `json:"levels"`
	Period       periodJSON          `json:"period"`
	Corrections  map[string]string   `json:"corrections"`
	Translations map[string][]string `json:"translations"`
	Libraries    []string            `json:"libraries,omitempty"` // names of those that cases are limited to
	Except       []string            `json:"except,omitempty"`    // countries left out: "not in Poland"
	LeftOut      []string            `json:"left_out"`            // what of the text is not its question, in its order
	Unmet        []string            `json:"unmet"`               // wishes and limits that no case meets: places, levels, a period
	UnknownWords []string            `json:"unknown_words"`       // words of the problem that no record has
	Refused      []string            `json:"refused,omitempty"`   // subjects not wanted, as typed: "but not prisons"
}

type valuesJSON struct {
	Values []string `json:"values"`
	Limit  bool     `json:"limit"`
}

type periodJSON struct {
	Since corpus.OptInt `json:"since"`
	Until corpus.OptInt `json:"until"`
	Limit bool          `json:"limit"`
}

// recordJSON is what is said of a case wherever one is printed.
type recordJSON struct {
	ID           string        `json:"id"`
	Title        string        `json:"title"`
	URL          string        `json:"url"`
	Source       string        `json:"source"`
	Countries    []string      `json:"countries"`
	Level        string        `json:"level"`
	Year         corpus.OptInt `json:"year"`
	Organisation string        `json:"organisation"`
	Problem      string        `json:"problem"`
	Summary      string        `json:"summary"`
	Results      string        `json:"results"`
	Language     string        `json:"language,omitempty"` // as a record of somebody's own says, or its words tell beyond doubt
	Topics       []string      `json:"topics"`
	Approaches   []string      `json:"approaches"`
	Library      string        `json:"library"` // name of the library that it is of
}

type caseJSON struct {
	Rank int `json:"rank"`
	recordJSON
	Proposed proposedJSON `json:"proposed"`
	Score    float64      `json:"score"`
	Strength string       `json:"strength"`
	Why      whyJSON      `json:"why"`
	Also     []alsoJSON   `json:"also,omitempty"` // cases that tell nearly the same
}

// proposedJSON is what was found for a record that does not say it.
type proposedJSON struct {
	Topics     []string            `json:"topics"`
	Approaches []string            `json:"approaches"`
	Countries  []string            `json:"countries,omitempty"`
	Level      string              `json:"level,omitempty"`
	Year       corpus.OptInt       `json:"year,omitempty"`
	Words      map[string][]string `json:"words,omitempty"` // of the record that led to each, by its id, code or year, where the record has them
}

// proposedObject is what was proposed for a case, with these topics and approaches.
func proposedObject(c *corpus.Case, tags recommend.Tags) proposedJSON {
	p := proposedJSON{
		Topics: list(tags.Topics), Approaches: list(tags.Approaches), Words: map[string][]string{},
		Countries: c.ProposedCountries(), Level: c.ProposedLevel(), Year: c.ProposedYear(),
	}
	if c.Proposed == nil {
		return p
	}
	led := func(to string, words []string) {
		if len(words) > 0 {
			p.Words[to] = words
		}
	}
	for _, of := range slices.Concat(c.Proposed.Topics, c.Proposed.Approaches, c.Proposed.Countries) {
		if slices.Contains(tags.Topics, of.ID) || slices.Contains(tags.Approaches, of.ID) || slices.Contains(p.Countries, of.ID) {
			led(of.ID, of.Words)
		}
	}
	if p.Level != "" {
		led(p.Level, c.Proposed.Level.Words)
	}
	if p.Year != 0 {
		led(strconv.Itoa(int(p.Year)), c.Proposed.Year.Words)
	}
	return p
}

// wholeJSON is the object that show --json prints: what is said of a case everywhere, and
// behind it all other fields of corpus.Case in their order, but for those of unsaidJSON. A
// field of recordJSON or unsaidJSON comes before one of that name in restJSON, which stands
// deeper.
type wholeJSON struct {
	recordJSON
	unsaidJSON
	restJSON
	Proposed *proposedJSON `json:"proposed,omitempty"` // where the record has it
}

type restJSON struct{ corpus.Case }

// unsaidJSON are the fields of a case that are not printed, since what they hold serves
// matching, or curators. They stay nil.
type unsaidJSON struct {
	Seed     *int `json:"seed,omitempty"`
	AskedAs  *int `json:"asked_as,omitempty"`
	Official *int `json:"official,omitempty"`
	Also     *int `json:"also,omitempty"`
}

type alsoJSON struct {
	ID        string   `json:"id"`
	Title     string   `json:"title"`
	URL       string   `json:"url"`
	Countries []string `json:"countries"`
}

type whyJSON struct {
	Words      []wordJSON `json:"words"`
	Topics     []string   `json:"topics"`
	Approaches []string   `json:"approaches"`
	Context    []string   `json:"context"`
	Refused    []string   `json:"refused,omitempty"` // what the case has of subjects not wanted
	Akin       bool       `json:"akin,omitempty"`    // most of the score comes from being like the best matches

	Name  string            `json:"name,omitempty"`  // the case's own name, as it stands in the problem
	Named map[string]string `json:"named,omitempty"` // tag -> the words of the problem that named it
	// topic or approach that cases with such words are often about
	Guessed string `json:"guessed,omitempty"`
	// topics of the cases that the case is like, where words met are borrowed from these
	LikeCasesOn []string `json:"like_cases_on,omitempty"`
	Quote       string   `json:"quote,omitempty"` // the sentence of the record that fits best
	Line        string   `json:"line,omitempty"`  // the line of ours on how people may ask for the case, where much of the match is by such lines
	Unmet       []string `json:"unmet,omitempty"` // main words, as typed, and ids of main topics that the case does not meet
}

type wordJSON struct {
	Asked   string `json:"asked"`
	Met     string `json:"met"`
	Hidden  bool   `json:"hidden,omitempty"`  // met stands in line, not in the record
	Keyword bool   `json:"keyword,omitempty"` // met is one of the keywords of the record
	Other   bool   `json:"other,omitempty"`   // met is a translation, or what asked is short for
}

func answerObject(problem string, a recommend.Answer, v *corpus.Vocabulary) answerJSON {
	return answerJSON{
		Query:       problem,
		Understood:  understoodObject(a, v),
		Total:       a.Total,
		Similar:     a.Similar,
		Cases:       mapped(a.Cases, func(m recommend.Match) caseJSON { return caseObject(m, v) }),
		Suggestions: list(a.Suggestions),
	}
}

func understoodObject(a recommend.Answer, v *corpus.Vocabulary) understoodJSON {
	q := a.Query
	u := understoodJSON{
		Language:     q.Language,
		Corrections:  map[string]string{},
		Translations: map[string][]string{},
		Except:       v.Places.Codes(q.Limits.Except),
		LeftOut:      list(q.LeftOut),
		Unmet:        list(wording.InEnglish(v).Unmet(a)),
		UnknownWords: list(a.UnknownWords()),
		Refused:      mapped(q.Refused, func(r recommend.Refusal) string { return r.Asked }),
		Libraries:    list(q.Limits.Libraries),
		Countries:    wishedOrLimited(v.Places.Codes(q.Wishes.Places), v.Places.Codes(q.Limits.Places)),
		Levels:       wishedOrLimited(q.Wishes.Levels, q.Limits.Levels),
	}
	maps.Copy(u.Corrections, q.Corrections)
	maps.Copy(u.Translations, q.Translations)
	u.Topics, u.Approaches = list(q.Limits.Topics), list(q.Limits.Approaches)
	for _, c := range q.Concepts {
		into := &u.Topics
		if v.Taxonomy.IsApproach(c.ID) {
			into = &u.Approaches
		}
		if !slices.Contains(*into, c.ID) {
			*into = append(*into, c.ID)
		}
	}
	u.Period = periodJSON{corpus.OptInt(q.Wishes.Since), corpus.OptInt(q.Wishes.Until), false}
	if f := q.Limits; f.Since != 0 || f.Until != 0 {
		u.Period = periodJSON{corpus.OptInt(f.Since), corpus.OptInt(f.Until), true}
	}
	return u
}

// wishedOrLimited are the values that make a limit, where there are such, and otherwise
// those that are wished for.
func wishedOrLimited(wished, limited []string) valuesJSON {
	if len(limited) > 0 {
		return valuesJSON{list(limited), true}
	}
	return valuesJSON{list(wished), false}
}

func caseObject(m recommend.Match, v *corpus.Vocabulary) caseJSON {
	return caseJSON{
		Rank: m.Rank, recordJSON: recordObject(m.Case), Proposed: proposedObject(m.Case, m.Proposed),
		Score:    rounded(m.Score),
		Strength: string(m.Strength),
		Why: whyJSON{
			Words:  mapped(m.Why.Words, func(w recommend.WordReason) wordJSON { return wordJSON(w) }),
			Topics: list(m.Why.Topics), Approaches: list(m.Why.Approaches), Context: mapped(m.Why.Context, v.Places.Name),
			Refused: m.Why.Refused, Akin: m.Why.Akin, Name: m.Why.Name, Named: m.Why.Named, Guessed: m.Why.Guessed,
			LikeCasesOn: m.Why.LikeCasesOn, Quote: m.Why.Quote, Line: m.Why.Line, Unmet: m.Why.Unmet.List(),
		},
		Also: mapped(m.Duplicates, func(c *corpus.Case) alsoJSON { return alsoJSON{c.ID, c.Title, c.URL, list(c.Countries)} }),
	}
}

func recordObject(c *corpus.Case) recordJSON {
	return recordJSON{
		ID: c.ID, Title: c.Title, URL: c.URL, Source: c.Source,
		Countries: list(c.Countries), Level: c.Level, Year: c.Year, Organisation: c.Organisation,
		Problem: c.Problem, Summary: c.Summary, Results: c.Results, Language: c.Language,
		Topics: list(c.Topics), Approaches: list(c.Approaches), Library: c.From(),
	}
}

func wholeObject(c *corpus.Case) wholeJSON {
	rest := *c
	record := reflect.ValueOf(&rest).Elem()
	for i := range record.NumField() {
		if field := record.Field(i); field.Kind() == reflect.Slice && field.IsNil() {
			field.Set(reflect.MakeSlice(field.Type(), 0, 0)) // no list is null
		}
	}
	w := wholeJSON{recordJSON: recordObject(c), restJSON: restJSON{rest}}
	if c.Proposed != nil {
		p := proposedObject(c, recommend.Tags{Topics: c.ProposedTopics(), Approaches: c.ProposedApproaches()})
		w.Proposed = &p
	}
	return w
}

// list copies a list, so that nothing is null and nothing is shared.
func list(items []string) []string { return append([]string{}, items...) }

func rounded(x float64) float64 { return math.Round(x*1e4) / 1e4 }

func (a *app) printJSON(object any) error {
	text, err := encodeJSON(object)
	if err != nil {
		return err
	}
	return a.print(text)
}

// encodeJSON writes an object for people and programs alike: indented, and
// with < and & as they are.
func encodeJSON(object any) (string, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(object); err != nil {
		return "", fmt.Errorf("encode the answer: %w", err)
	}
	return out.String(), nil
}
