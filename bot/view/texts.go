package view

import (
	"slices"
	"strings"
	"sync"

	"precedent/recommend/wording/catalogue"
)

// Keys of the texts that several files or packages use. All others stand where they are
// used, and a test holds every key against the catalogue.
const (
	ButtonShare     = "button.share"
	ButtonLike      = "button.like"
	ButtonDetails   = "button.details"
	ButtonSave      = "button.save"
	LabelAnswerInDM = "label.answer-in-dm"
	LabelCompareTwo = "label.compare-two"
	LabelSomebody   = "label.somebody"

	ProblemBusy         = "problem.busy"
	ProblemNoChannel    = "problem.no-channel"
	ProblemCaseGone     = "problem.case-gone"
	ProblemNothingAsked = "problem.nothing-asked"
	ProblemNotOnList    = "problem.not-on-list"
	ProblemNoMore       = "problem.no-more"
	ProblemNoWindow     = "problem.no-window"
	ProblemOldButton    = "problem.old-button"
	ProblemPeriod       = "problem.period"

	labelNoProblem   = "label.no-problem"
	labelShareNote   = "label.share-note"
	labelLeft        = "label.left-library"
	labelCountry     = "label.country"
	labelLevel       = "label.level"
	labelYear        = "label.year"
	labelLink        = "label.link"
	labelEvidence    = "label.evidence"
	labelField       = "label.field"
	labelBriefSource = "label.brief-source"
	labelNoLink      = "label.no-link"
	labelProblem     = "record.problem"
	labelDone        = "record.done"
	labelResults     = "record.results"
	labelCase        = "label.case"
	buttonMore       = "button.more"
	buttonBrief      = "button.brief"
	buttonCompare    = "button.compare"
	buttonCancel     = "button.cancel"

	// Words that ask for something else than cases, with commas between them.
	TypedHelp    = "typed.help"
	TypedList    = "typed.list"
	TypedWatches = "typed.watches"
)

// typedWords are the words with a key in all languages. A language that cannot be read has
// none.
var typedWords = sync.OnceValue(func() map[string][]string {
	words := map[string][]string{}
	set := catalogue.Builtin()
	for _, code := range set.Languages() {
		texts, err := set.In(code)
		if err != nil {
			continue
		}
		for _, key := range []string{TypedHelp, TypedList, TypedWatches} {
			words[key] = append(words[key], strings.Split(texts.Text(key), ", ")...)
		}
	}
	return words
})

// Typed tells whether a text is one of the words with a key, in whatever language.
func Typed(key, text string) bool {
	return slices.ContainsFunc(typedWords()[key], func(word string) bool { return strings.EqualFold(word, text) })
}
