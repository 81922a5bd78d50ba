package recommend

import (
	"cmp"
	"fmt"

	"precedent/corpus"
)

// Wording says things about cases and answers in one of the languages that people
// are spoken to in. It is read-only and safe for concurrent use.
type Wording struct {
	vocabulary *corpus.Vocabulary
	texts      map[string]string // by the English; nil for English itself
	local      *corpus.Language  // names of places; nil for English
	labels     corpus.Labels     // of tags; nil for English
}

// SpokenTo are the languages that there is a Wording in.
var SpokenTo = []string{corpus.English, "fr"}

// catalogues hold the texts of this package in the languages that are not English.
var catalogues = map[string]map[string]string{"fr": inFrench}

// NewWording makes a Wording in a language of SpokenTo. The first use of a
// language other than English reads the names of its places.
func NewWording(v *corpus.Vocabulary, language string) (*Wording, error) {
	if language == corpus.English {
		return InEnglish(v), nil
	}
	texts := catalogues[language]
	if texts == nil {
		return nil, fmt.Errorf("no wording in the language %q", language)
	}
	local, err := v.Language(language)
	if err != nil {
		return nil, fmt.Errorf("read the names of the language %s: %w", language, err)
	}
	labels, err := v.Labels(language)
	if err != nil {
		return nil, fmt.Errorf("read the names of the language %s: %w", language, err)
	}
	return &Wording{vocabulary: v, texts: texts, local: local, labels: labels}, nil
}

// InEnglish makes the Wording that needs nothing read.
func InEnglish(v *corpus.Vocabulary) *Wording { return &Wording{vocabulary: v} }

// say returns a text in the language.
func (w *Wording) say(english string) string { return cmp.Or(w.texts[english], english) }

func (w *Wording) sayf(english string, args ...any) string {
	return fmt.Sprintf(w.say(english), args...)
}

// Tag is the label of a topic or approach.
func (w *Wording) Tag(id string) string {
	return cmp.Or(w.labels[id], w.vocabulary.Taxonomy.Label(id))
}

// Place is the name of a country or region of the world. In other languages than
// English it is the first of its names there.
func (w *Wording) Place(id string) string {
	if w.local != nil {
		if names := w.local.Names.Names[id]; len(names) > 0 {
			return names[0]
		}
	}
	return w.vocabulary.Places.Name(id)
}

// Level is a level of government in one word.
func (w *Wording) Level(id string) string { return w.say(id) }

// LevelName is a level of government as a form names it.
func (w *Wording) LevelName(id string) string { return w.say(w.vocabulary.Taxonomy.Label(id)) }

// Strength is how well a case matches, as in "strong match".
func (w *Wording) Strength(s Strength) string { return w.sayf(sayMatch, w.say(string(s))) }

// Languages names every language that problems are understood in.
func (w *Wording) Languages() string { return w.say(languagesUnderstood) }

// languagesUnderstood has to name corpus.Languages.
const languagesUnderstood = "Dutch, English, French, German, Italian, Polish, Portuguese and Spanish"

// languageNames are the languages that are understood beside English.
var languageNames = map[string]string{
	"de": "German", "es": "Spanish", "fr": "French", "it": "Italian", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese",
}

// Every text of Wording stands here, in English.
const (
	sayReadAs     = "read as %s"
	sayTypedAs    = "%s read as %s"
	sayQuoted     = "\"%s\""
	sayOnly       = "only %s"
	sayFirst      = "%s first"
	sayOr         = " or "
	sayNot        = "not %s"
	sayTouches    = "but it also has %s"
	sayAnd        = " and "
	sayNamedBy    = "%s (%s)"
	sayUnread     = "Not understood as a limit: %s"
	sayPeriod     = "%s to %s"
	saySince      = "since %s"
	sayUntil      = "until %s"
	sayName       = "you named it: %s"
	sayBothAbout  = "both are about %s"
	saySpeaks     = "it speaks of %s"
	sayKeywords   = "among its keywords: %s"
	sayFurther    = "its whole record speaks of %s"
	sayOurLine    = "as people may put it (our words): %s"
	sayOurWords   = "other words for it (ours): %s"
	sayGuessed    = "it is about %s, as cases with such words often are"
	sayClose      = "it is about %s, close to %s"
	sayAsWished   = "as you wished: %s"
	sayLikeCases  = "it is like cases on %s that are asked for in such words"
	sayLikeBest   = "much like the best matches"
	sayNotInIt    = "not in its record: %s"
	sayNotFiled   = "not filed under %s"
	sayAlsoIn     = "Also in %s"
	saySeeAlso    = "See also"
	sayOwnCountry = "same country: %s"
	sayOwnRegion  = "same region: %s"
	sayAlsoNat    = "also at national level"
	sayAlsoReg    = "also at regional level"
	sayAlsoLocal  = "also at local level"
	sayAlsoAcross = "also across countries"
	sayAlsoOther  = "also another kind of body"
	sayMore       = "%d more"
	sayMatch      = "%s match"
	sayNational   = "national"
	sayRegional   = "regional"
	sayLocal      = "local"
	sayAcross     = "international"
	sayOther      = "other"
	sayStrong     = "strong"
	sayFair       = "fair"
	sayWeak       = "weak"
	sayNationalGv = "National or federal government"
	sayRegionalGv = "State, region or province"
	sayLocalGv    = "City, municipality or district"
	sayAcrossGv   = "Across countries"
	sayOtherGv    = "Other bodies"
	sayDutch      = "Dutch"
	sayEnglish    = "English"
	sayFrench     = "French"
	sayGerman     = "German"
	sayItalian    = "Italian"
	sayPolish     = "Polish"
	sayPortuguese = "Portuguese"
	saySpanish    = "Spanish"

	saySimilarTo      = "%d cases similar to %s"
	sayOneSimilarTo   = "1 case similar to %s"
	saySimilar        = "%d similar cases; %s"
	sayOneSimilar     = "1 similar case; %s"
	sayTouch          = "%d more touch on %s"
	sayTouchOne       = "1 more touches on %s"
	sayNoneTouch      = "No case is similar; %d only touch on %s"
	sayNoneTouchOne   = "No case is similar; 1 only touches on %s"
	sayLittleLike     = "%d more are a little like %s"
	sayLittleLikeOne  = "1 more is a little like %s"
	sayNoneLike       = "No case is similar; %d are a little like %s"
	sayNoneLikeOne    = "No case is similar; 1 is a little like %s"
	sayTheseTouch     = "These only touch on the problem:"
	sayThisTouches    = "This one only touches on the problem:"
	sayTheseLike      = "These are only a little like it:"
	sayThisLike       = "This one is only a little like it:"
	sayTheProblem     = "the problem"
	sayCompared       = "%s, compared with %s"
	sayFurtherCases   = "More cases: %d to %d of %d"
	sayFurtherSimilar = "More similar cases: %d to %d of %d"
	sayFurtherMixed   = "More cases: %d to %d of %d, %d of them similar"
	sayFurtherTouch   = "More that only touch on the problem: %d to %d of %d"
	sayOutside        = "Outside the limits: %s."
	sayOneFits        = "1 case that fits"
	sayFit            = "%d cases that fit, newest first"
	sayFitSome        = "%d of %d cases that fit, newest first"

	sayProblem   = "Problem"
	sayDone      = "What was done"
	sayResults   = "What came of it"
	sayNoResults = "No result reported."
	sayLabelled  = "%s: %s"

	sayNoCaseFrom    = "No case in the library is from %s"
	sayNoneFrom      = "None of these cases is from %s, though the library has %d from there"
	sayNoneFromOne   = "None of these cases is from %s, though the library has 1 from there"
	sayNearest       = " (of the same part of the world: %s)"
	sayNoneIs        = "None of these cases fits what was wished for: %s"
	sayBeyond        = "Outside one of the limits: %s"
	sayBeyondBefore  = "%d more before %d"
	sayBeyondAfter   = "%d more after %d"
	sayBeyondPlace   = "%d more from other places"
	sayBeyondExcept  = "%d more from the places left out"
	sayBeyondLevel   = "%d more at other levels"
	sayBeyondTag     = "%d more on other topics"
	sayUnknown       = "No case has %s in its record"
	sayNoneSpeaks    = "None of these cases speaks of %s"
	sayNoneFiled     = "None of these cases is filed under %s"
	sayInTheRest     = "%s; they are similar in the rest of the problem"
	sayOneNotFrom    = "This case is not from %s, though the library has %d from there"
	sayOneNotFromOne = "This case is not from %s, though the library has 1 from there"
	sayOneIsNot      = "This case does not fit what was wished for: %s"
	sayOneNotSpeaks  = "This case does not speak of %s"
	sayOneNotFiled   = "This case is not filed under %s"
	sayOneInTheRest  = "%s; it is similar in the rest of the problem"
	sayNotKnown      = "Not known here, and so not searched for: %s"
)
