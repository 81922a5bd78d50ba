package analysis

// GenderedEnding is an ending of words for men, and the endings that words for women have in its
// place, as they are written out or behind a mark: "teur" of "agriculteur", "trice" of
// "agricultrice" and "rice" of "agriculteur·rice". All are folded.
type GenderedEnding struct {
	Men   string
	Women []string
}

// GenderedWords is how a language writes words for women and men.
type GenderedWords struct {
	// Endings has the longer ones first, and of equally long ones those of the plural.
	Endings []GenderedEnding
	// Joints stand before the ending for women beside those that all languages have.
	Joints string
	// Neutral letters stand in the place of an ending, before the "s" of a plural if there is one:
	// "trabajadorxs", "cittadinə".
	Neutral string
}

// Gendered is how a language writes words for women and men, empty for English.
func Gendered(code string) GenderedWords { return gendered[code] }

var gendered = map[string]GenderedWords{
	"de": {Endings: []GenderedEnding{
		{"er", []string{"erinnen", "innen", "erin", "in"}},
		{"en", []string{"innen", "in"}},
		{"e", []string{"innen", "in"}},
		{"", []string{"innen", "in"}},
	}},
	"es": {Neutral: "@x", Endings: []GenderedEnding{
		{"ores", []string{"oras", "rices"}},
		{"or", []string{"ora", "riz"}},
		{"os", []string{"as"}},
		{"es", []string{"as"}},
		{"o", []string{"a"}},
		{"e", []string{"a"}},
		{"", []string{"a"}},
	}},
	"fr": {Joints: ".-", Endings: []GenderedEnding{
		{"teurs", []string{"trices", "rices", "teuses"}},
		{"teur", []string{"trice", "rice", "teuse"}},
		{"eurs", []string{"euses", "rices", "eures"}},
		{"eur", []string{"euse", "rice", "eure"}},
		{"eux", []string{"euses", "euse"}},
		{"aux", []string{"ales"}},
		{"iers", []string{"ieres", "eres"}},
		{"ier", []string{"iere", "ere"}},
		{"ers", []string{"eres"}},
		{"er", []string{"ere"}},
		{"ens", []string{"ennes", "nes"}},
		{"en", []string{"enne", "ne"}},
		{"ons", []string{"onnes", "nes"}},
		{"on", []string{"onne", "ne"}},
		{"els", []string{"elles", "les"}},
		{"el", []string{"elle", "le"}},
		{"fs", []string{"ves"}},
		{"f", []string{"ve"}},
		{"s", []string{"es"}},
		{"", []string{"e"}},
	}},
	"it": {Neutral: "*@əɜx", Endings: []GenderedEnding{
		{"tori", []string{"trici"}},
		{"tore", []string{"trice"}},
		{"ori", []string{"rici"}},
		{"ore", []string{"rice"}},
		{"i", []string{"e", "esse"}},
		{"o", []string{"a"}},
		{"e", []string{"a", "essa"}},
	}},
	"nl": {Endings: []GenderedEnding{
		{"aren", []string{"aressen"}},
		{"aar", []string{"ares"}},
		{"epers", []string{"eepsters"}},
		{"opers", []string{"oopsters"}},
		{"egers", []string{"eegsters"}},
		{"emers", []string{"eemsters"}},
		{"eners", []string{"eensters"}},
		{"oper", []string{"oopster"}},
		{"eger", []string{"eegster"}},
		{"emer", []string{"eemster"}},
		{"ener", []string{"eenster"}},
		{"ers", []string{"sters", "essen"}},
		{"er", []string{"ster", "in", "es"}},
		{"en", []string{"innen", "essen"}},
		{"", []string{"e", "in", "es"}},
	}},
	"pl": {Endings: []GenderedEnding{
		{"niowie", []string{"nnice", "ennice"}},
		{"niami", []string{"nnicami", "ennicami"}},
		{"niow", []string{"nnic", "ennic"}},
		{"niom", []string{"nnicom", "ennicom"}},
		{"owie", []string{"ki"}},
		{"ncami", []string{"nkami"}},
		{"ncach", []string{"nkach"}},
		{"ncow", []string{"nek"}},
		{"ncom", []string{"nkom"}},
		{"ncy", []string{"nki"}},
		{"niec", []string{"nka"}},
		{"kow", []string{"czek", "c", "ek"}},
		{"kami", []string{"czkami", "cami"}},
		{"kom", []string{"czkom", "com"}},
		{"cow", []string{"czyn", "ek"}},
		{"sci", []string{"stki", "ki"}},
		{"en", []string{"ennica"}},
		{"ci", []string{"tki", "ki"}},
		{"cy", []string{"czki", "ce", "czynie", "ki"}},
		{"ami", []string{"kami"}},
		{"ach", []string{"kach"}},
		{"om", []string{"kom"}},
		{"ow", []string{"ek"}},
		{"ca", []string{"czyni"}},
		{"k", []string{"czka", "ca"}},
		{"e", []string{"ki"}},
		{"i", []string{"ki", "ek"}},
		{"y", []string{"ki", "ek"}},
		{"a", []string{"ki", "ka"}},
		{"", []string{"ka"}},
	}},
	"pt": {Neutral: "@x", Endings: []GenderedEnding{
		{"ores", []string{"oras"}},
		{"or", []string{"ora"}},
		{"oes", []string{"as", "oas", "onas"}},
		{"aos", []string{"as"}},
		{"eus", []string{"eias"}},
		{"os", []string{"as"}},
		{"es", []string{"as"}},
		{"ao", []string{"a", "oa", "ona"}},
		{"o", []string{"a"}},
		{"e", []string{"a"}},
		{"", []string{"a"}},
	}},
}

// Pair tells whether two folded words are one for men and one for women: they begin alike, and
// end as these do.
func (g GenderedWords) Pair(men, women string) bool {
	shared := Shared(men, women)
	for _, e := range g.Endings {
		begin := len(men) - len(e.Men)
		if begin < minGendered || begin > shared || men[begin:] != e.Men {
			continue
		}
		for _, w := range e.Women {
			if women[begin:] == w {
				return true
			}
		}
	}
	return false
}

// minGendered is how many letters a word for men and one for women begin with alike at least.
const minGendered = 3
