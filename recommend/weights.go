package recommend

// Weights are all the numbers that scoring depends on. They stand here and
// nowhere else; the package comment says how they enter the formula.
type Weights struct {
	// BM25F, after Robertson, Zaragoza and Taylor (2004): what a word is worth
	// by field before saturation, how far a field's length counts, and how
	// fast more of the same word stops counting.
	Field  [NumFields]float64
	Length [NumFields]float64
	K1     float64

	// Asked is what the best of a case's asked-as sentences add, and
	// BestAsked how many of them count.
	Asked     float64
	BestAsked int

	// Borrowed is what a word is worth, before saturation, that a case without sentences
	// borrows from those of the BorrowedCases most like it: of their most telling words,
	// BorrowedTerms. Tags are BorrowedTags of that likeness and words the rest; a case
	// that is less alike than BorrowedLikeness lends nothing, and the others the more
	// the more alike they are (the power BorrowedFocus of it).
	Borrowed, BorrowedTags, BorrowedLikeness, BorrowedFocus float64
	BorrowedCases, BorrowedTerms                            int

	// Tag is what a shared topic or approach is worth, by rarity; Broader and
	// Related are the shares of it that a broader or related tag is worth.
	Tag, Broader, Related float64
	// Proposed is what something is worth that was proposed for a case, against what its record
	// says: a topic or approach, and a country, level or year that is wished for. It is
	// not tuned: most of these are right (see package propose), and 1 would find records with
	// proposals as well as those that say it themselves (tune.MeasureStripped loses 0.004 here).
	Proposed float64
	// TagOneWord is the trust in a tag met by one single word, against a
	// phrase of several, which is more surely meant.
	TagOneWord float64
	// TagSmallWords is the trust in a tag met by a phrase that says it by its small
	// words, such as "opt out".
	TagSmallWords float64

	// Guess is what the topics and approaches are worth that the words of the problem
	// stand under, together and by rarity; GuessCalm how little a word changes their odds;
	// GuessPrior by how many cases of the usual kind each is evened out.
	Guess, GuessCalm, GuessPrior float64

	// Feedback from the best FeedbackCases: the weight of their FeedbackTerms most telling
	// words together, against that of the words asked; of a tag of theirs; and how much more
	// the better of them count (the power of their score).
	Feedback, FeedbackTags, FeedbackFocus float64
	FeedbackCases, FeedbackTerms          int

	// Alike is the share of what the cases most like it score on average that a case gains.
	Alike float64

	// What meeting a wish is worth. Limits are not worth anything: a case that
	// does not meet them is left out.
	Country, Level, Period float64

	// What it is worth that a case is from the person's own country, or else the
	// same region of the world, and from the same level of government: each less than
	// the wish of its kind, and together no more than three percent of the best score
	// of nine in ten judged problems (1.5 of the median). For six workplaces that changes
	// the order of the first five of one answer in fifteen.
	WorkplaceCountry, WorkplaceRegion, WorkplaceLevel float64

	// Refused is how much of what the words and tags of a subject would add is taken
	// off for a case about it, where the person does not want it.
	Refused float64

	// Repeated is how much more a word counts that the problem says again: times the
	// natural logarithm of how often it does, which maxRepeated bounds.
	Repeated float64

	// Equivalent is what it is worth that a word is met by an equivalent of it, as refuse
	// is of rubbish, against the word itself.
	Equivalent float64
	// Rendering is how far an English rendering of a foreign word is trusted against the
	// one before it in the glossary, where nothing else tells; RenderingFocus how much more
	// the surest counts than others (the power of trust); RenderingPrior by how many cases of
	// the usual kind the cases with a rendering are evened out. From RenderingMet on, a case
	// with a rendering has the word. RenderingLength is how much each further word of a
	// phrase that a word is searched as counts, against a word of its own.
	Rendering, RenderingFocus, RenderingPrior, RenderingMet, RenderingLength float64
	// SameWord is the trust in a foreign word that the glossary lacks and the
	// library has as it stands, such as "internet"; Untranslated in one that
	// nothing has, which may be a gap of the glossary's.
	SameWord, Untranslated float64
	// Name is the trust in a name, such as that of a city: more a wish than a word
	// of the problem.
	Name float64
	// Origin is what it is worth that a case names a town as the problem does, or where people
	// come from: that it is about Syrian refugees.
	Origin float64

	// CaseName is what it is worth that the problem has the case's own name: more
	// than everything else together, since whoever gives a name looks for that case.
	// Where several cases bear it, the rest of the score decides among them.
	CaseName float64

	// FeedbackFit is how much being like the best matches adds to how well a case meets
	// the problem itself (see scorer.own), which makes its fit.
	FeedbackFit float64
	// OnlyTags is what a case that has all tags asked for meets, where nothing else of the
	// problem can be met.
	OnlyTags float64
	// Treated and Fits are the coefficients, by feature, of the two estimates that strength
	// is made from, as precedent eval --calibrate finds them: they belong to the weights
	// above and are to be found anew when those change.
	Treated ProblemFeatures
	Fits    CaseFeatures
	// Strong, Fair and Weak are the probabilities from which on a case is called so. Below
	// Weak it is not shown.
	Strong, Fair, Weak float64
	// FewWords is up to how many words a problem is held to each of its main words and
	// topics by a strong case.
	FewWords int
	// FitCases and FitBest describe the library on whose scale fit is: its size, and
	// what a word earns on average (the saturated part of BM25F) in the case that has
	// most of it.
	FitCases int
	FitBest  float64
	// LeastIDF is what a word counts at least for fit, so that the very subject
	// of a library, which stands in all of its cases, counts for something.
	LeastIDF float64
	// MainWords is how many words of a problem can be its main ones, and MainShare what
	// each must weigh of the heaviest.
	MainWords int
	MainShare float64
	// FullWords is how many words and tags a case must meet to be trusted fully.
	FullWords float64
}

// DefaultWeights are those that Precedent runs with.
func DefaultWeights() Weights {
	return Weights{
		Field:            [NumFields]float64{FieldTitle: 3, FieldKeywords: 2.5, FieldProblem: 2, FieldSummary: 1, FieldAsked: 1, FieldOfficial: 1},
		Length:           [NumFields]float64{FieldTitle: 0.75, FieldKeywords: 0.75, FieldProblem: 0.75, FieldSummary: 0.75, FieldAsked: 0.75, FieldOfficial: 0.75},
		K1:               2,
		Asked:            0.5,
		BestAsked:        3,
		Borrowed:         1.2,
		BorrowedTags:     0.13,
		BorrowedLikeness: 0.085,
		BorrowedFocus:    2,
		BorrowedCases:    10,
		BorrowedTerms:    200,
		Tag:              1,
		Broader:          0.5,
		Related:          0.15,
		Proposed:         0.95,
		TagOneWord:       0.6,
		TagSmallWords:    0.3,
		Repeated:         0.7,
		Guess:            0.6,
		GuessCalm:        2,
		GuessPrior:       2,
		Feedback:         1,
		FeedbackTags:     0.4,
		FeedbackFocus:    4,
		FeedbackCases:    6,
		FeedbackTerms:    30,
		Alike:            0.25,
		Country:          4,
		Level:            0.5,
		Period:           1,
		WorkplaceCountry: 1,
		WorkplaceRegion:  0.5,
		WorkplaceLevel:   0.4,
		Refused:          3,
		Equivalent:       0.15,
		Rendering:        0.8,
		RenderingFocus:   2,
		RenderingPrior:   20,
		RenderingLength:  0.5,
		RenderingMet:     0.5,
		SameWord:         0.7,
		Untranslated:     0.5,
		Name:             0.3,
		Origin:           4,
		CaseName:         1000,
		FeedbackFit:      0.75,
		OnlyTags:         4.5,
		Treated:          ProblemFeatures{ProblemConstant: -18.6, ProblemOwn: 4.925, ProblemFit: 3.881, ProblemMain: 1.36},
		Fits:             CaseFeatures{CaseConstant: -3.421, CaseFit: 0.8268, CaseRecord: 1.079, CaseLike: 1.248, CaseLikeTags: 0.2829, CaseAlike: 0.8013, CaseAhead: 2.167, CaseTopics: -0.76},
		Strong:           0.74,
		Fair:             0.6,
		Weak:             0.15,
		FewWords:         4,
		FitCases:         430,
		FitBest:          1.755,
		LeastIDF:         2,
		MainWords:        4,
		MainShare:        0.5,
		FullWords:        3,
	}
}

// Field is a part of the record with a weight and a length of its own.
type Field int

// The fields that words are scored in. Weights says what each is worth.
const (
	FieldTitle    Field = iota
	FieldKeywords       // keywords, and other words for the problem
	FieldProblem
	FieldSummary  // what was done, and what came of it
	FieldAsked    // how people put the problem
	FieldOfficial // and how public bodies do
	NumFields
)

// Without says which parts of understanding are switched off, for measuring what
// they add.
type Without struct {
	Concepts      bool // topics and approaches
	Spelling      bool
	Abbreviations bool
	Glossary      bool // other languages than English
	Frames        bool // leaving out what public bodies put around a problem
}
