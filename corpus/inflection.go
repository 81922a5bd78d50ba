package corpus

// Inflection is how the words of one language change: from the form that a dictionary has
// to those that people write. Letters are lower case with their accents.
type Inflection struct {
	// Classes are the regular patterns, the likeliest first: where a form could be of two
	// words, it is taken for that of the earlier class.
	Classes []InflectionClass `json:"classes"`
	// Irregular has the forms of single words that no pattern has.
	Irregular map[string][]string `json:"irregular"`
	// Separable are what verbs begin with that stands apart from them, or before what a
	// pattern puts first: "an" of "anbieten", "angeboten".
	Separable []string `json:"separable,omitempty"`
	// Umlauts are nouns whose plural has dots: that of "grund" is "gründe", and "grunden" is no
	// form of it. From four letters on they stand for all that end with them, "hintergrund".
	Umlauts []string `json:"umlauts,omitempty"`
	// Clitics are pronouns written onto the end of a verb: "lo" of "hacerlo".
	Clitics []string `json:"clitics,omitempty"`
}

// InflectionClass is a set of patterns of one kind, such as those of number.
type InflectionClass struct {
	Name string `json:"name"`
	Verb bool   `json:"verb,omitempty"` // of verbs, which take clitics
	// Derived says that what the patterns make are words of their own where the glossary has
	// them, such as comparatives: "ouder" is not only older.
	Derived bool `json:"derived,omitempty"`
	// Of are, by the ending of a dictionary form, the endings that stand in its place. A "*"
	// in both stands for the same one to four consonants; what stands before a hyphen is put
	// before the word: "ge-t" of "en" makes "gemacht" of "machen".
	Of map[string][]string `json:"of"`
}
