package letter

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"precedent/corpus"
)

// kinds are what a phrase of a letter can be, a bit for each.
type kinds uint32

const (
	hello kinds = 1 << iota
	greeting
	addressee
	closing
	courtesy
	polite
	from
	subject
	header
	reply
	on
	wrote
	original
	device
	phone
	confidential
	filterName
)

// Reader finds the letter around a question. It is read-only once made and safe for
// concurrent use.
type Reader struct {
	phrases map[string]kinds    // words, folded, with one blank between them
	longest map[string]int      // by the first word of phrases: how many words they have at most
	fold    func(string) string // brings a word to the form that is compared
	tells   func(folded string) bool
}

// NewReader makes a Reader of the words of all languages. fold brings a word to the form
// that is compared; tells says whether a word, in that form, says something of a
// problem in any of the languages.
func NewReader(letters []corpus.Letters, fold func(string) string, tells func(folded string) bool) *Reader {
	const many = 4096 // phrases, about
	r := &Reader{phrases: make(map[string]kinds, many), longest: make(map[string]int, many), fold: fold, tells: tells}
	for _, l := range letters {
		for _, list := range []struct {
			kind    kinds
			phrases []string
		}{
			{hello, l.Hello}, {greeting, l.Greetings}, {addressee, l.Addressees}, {closing, l.Closings}, {courtesy, l.Courtesies}, {polite, l.Polite},
			{from, l.From}, {subject, l.Subject}, {header, l.Headers}, {reply, l.Replies}, {on, l.On}, {wrote, l.Wrote},
			{original, l.Original}, {device, l.Devices}, {phone, l.Phones}, {confidential, l.Confidential},
		} {
			for _, p := range list.phrases {
				r.add(p, list.kind)
			}
		}
		for _, names := range l.Filters {
			for _, name := range names {
				r.add(name, filterName)
			}
		}
	}
	return r
}

func (r *Reader) add(text string, kind kinds) {
	key := text
	if strings.ContainsFunc(text, func(c rune) bool { return (c < 'a' || c > 'z') && c != ' ' }) {
		var words []string
		for _, w := range split(text) {
			words = append(words, r.fold(text[w.from:w.to]))
		}
		key = strings.Join(words, " ")
	}
	first, _, _ := strings.Cut(key, " ")
	r.phrases[key] |= kind
	r.longest[first] = max(r.longest[first], 1+strings.Count(key, " "))
}

// word is a run of letters and digits in a text.
type word struct {
	from, to int // in the text
	gap      gap // what stands before it
}

// gap is what stands between two words.
type gap uint8

const (
	comma    gap = 1 << iota // or a dash, or a bracket
	stop                     // the end of a sentence
	lineEnd                  // or the beginning of the text
	quoteEnd                 // a colon
)

// ordinal tells whether the dot at i belongs to a number such as that of a day, "3. Mai",
// and ends no sentence.
func ordinal(text string, words []word, i int) bool {
	if len(words) == 0 {
		return false
	}
	last := words[len(words)-1]
	number := strings.Trim(text[last.from:last.to], "0123456789") == "" && last.to == i && i-last.from <= 2
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(text[i+1:], " "))
	return number && unicode.IsLetter(next)
}

// split splits a text into words.
func split(text string) []word {
	words := make([]word, 0, len(text)/6+1)
	g := lineEnd
	for i := 0; i < len(text); {
		c, size := utf8.DecodeRuneInString(text[i:])
		if !wordRune(c) {
			switch c {
			case ',', '(', ')', '–', '—', '"', '“', '„', '«', '»':
				g |= comma
			case '.', '!', '?', ';', '…':
				next, _ := utf8.DecodeRuneInString(text[i+size:])
				if c != '.' || !ordinal(text, words, i) && (!wordRune(next) || g != 0) {
					g |= stop // a dot inside a name ends nothing: gov.br
				}
			case ':':
				g |= quoteEnd
			case '\n':
				g |= lineEnd
			}
			i += size
			continue
		}
		end := i + size
		for end < len(text) {
			c, size := utf8.DecodeRuneInString(text[end:])
			if !wordRune(c) {
				break
			}
			end += size
		}
		words = append(words, word{from: i, to: end, gap: g})
		g, i = 0, end
	}
	return words
}

// wordText is a text split into words.
type wordText struct {
	text  string
	words []word
	fold  func(string) string
	folds []string // of the words, "" where it has not been needed yet
}

func newWordText(text string, fold func(string) string) *wordText {
	words := split(text)
	return &wordText{text: text, words: words, fold: fold, folds: make([]string, len(words))}
}

// word is the word words[i] as it is typed.
func (t *wordText) word(i int) string { return t.text[t.words[i].from:t.words[i].to] }

// folded is the word words[i] in the form that is compared.
func (t *wordText) folded(i int) string {
	if t.folds[i] == "" {
		t.folds[i] = t.fold(t.word(i))
	}
	return t.folds[i]
}

// initial is the first character of a word.
func (t *wordText) initial(i int) rune {
	c, _ := utf8.DecodeRuneInString(t.text[t.words[i].from:])
	return c
}

// digit tells whether a word begins with a digit.
func (t *wordText) digit(i int) bool { return unicode.IsDigit(t.initial(i)) }

// between is what stands before the word words[i].
func (t *wordText) between(i int) string {
	from, to := 0, len(t.text)
	if i > 0 {
		from = t.words[i-1].to
	}
	if i < len(t.words) {
		to = t.words[i].from
	}
	return t.text[from:to]
}

// behindMark is where the first mark of a kind ends that stands behind the word words[i].
func (t *wordText) behindMark(i int, mark byte) int {
	to := t.words[i].to
	return to + strings.IndexByte(t.text[to:], mark) + 1
}

// some tells whether one of the words from i to end is of a kind.
func some(i, end int, is func(i int) bool) bool {
	for ; i < end; i++ {
		if is(i) {
			return true
		}
	}
	return false
}

// laid is a text laid out in words and lines.
type laid struct {
	*wordText
	r     *Reader
	lines []line
}

// line is one line of a text: its bytes, and its words.
type line struct {
	from, to       int // without the line break
	first, last    int // words[first:last]
	quoted         bool
	blank, indents bool
}

// wordless tells whether a line has no words.
func (n line) wordless() bool { return n.first == n.last }

func (r *Reader) lay(text string) *laid {
	l := &laid{r: r, wordText: newWordText(text, r.fold)}
	w, at := 0, 0
	for one := range strings.SplitSeq(text, "\n") {
		end := at + len(one)
		n := line{from: at, to: end, first: w}
		for w < len(l.words) && l.words[w].from < end {
			w++
		}
		n.last = w
		trimmed := strings.TrimLeft(one, " ")
		n.blank = strings.TrimRight(trimmed, " ") == ""
		n.indents = len(trimmed) < len(one)
		n.quoted = strings.HasPrefix(trimmed, ">")
		l.lines = append(l.lines, n)
		at = end + 1
	}
	return l
}

// at returns how many words the longest phrase of a kind has that begins at words[i],
// 0 for none. No phrase runs over a line, a sentence or a comma, but dots are allowed,
// as in "z. B.".
func (l *laid) at(i int, kind kinds) int {
	if i < 0 || i >= len(l.words) {
		return 0
	}
	key := l.folded(i)
	most := l.r.longest[key]
	found := 0
	for n := 1; n <= most; n++ {
		if n > 1 {
			if i+n > len(l.words) || l.words[i+n-1].gap&(comma|lineEnd|quoteEnd) != 0 {
				break
			}
			key += " " + l.folded(i+n-1)
		}
		if l.r.phrases[key]&kind != 0 {
			found = n
		}
	}
	return found
}

// after returns the first character that is no blank after the word words[i], and 0
// where the text ends.
func (l *laid) after(i int) rune {
	c, size := utf8.DecodeRuneInString(strings.TrimLeft(l.text[l.words[i].to:], " *_"))
	if size == 0 {
		return 0
	}
	return c
}

// capital tells whether a word begins with a capital letter or is a number.
func (l *laid) capital(i int) bool { return unicode.IsUpper(l.initial(i)) || l.digit(i) }
