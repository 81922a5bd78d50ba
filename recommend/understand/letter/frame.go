package letter

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"precedent/corpus"
)

// Public bodies put a problem in a frame: "This Council notes the rise of fly tipping
// and calls on the Cabinet to act". Who speaks, who is asked, the verbs that declare and
// request, and what is asked for in general say nothing of the problem; what stands
// between them is it. A body is no frame by itself, since problems are about councils
// and ministries too. The rules, all of them at the beginning of a clause:
//
//   - A body with a verb that declares: "Council notes". Some verbs need a "that" behind
//     them: auditors find fraud, but found that something is wrong.
//   - A verb that requests with the body it is addressed to: "calls on the Cabinet to".
//   - The same verbs without a body where a frame stands before them, or "that" behind
//     them: "and resolves to", "2. notes that".
//   - Openers ("how might we", "whereas"), labels with a colon or a number ("Challenge:",
//     "Motion 12"), and who proposes and seconds.
//   - Behind any of these, what is asked for in general: "to take action to reduce".
//
// Where nothing else is said, nothing is a frame.

// frameKind is what a phrase does in a frame, a bit for each.
type frameKind uint32

const (
	frameBody frameKind = 1 << iota
	frameAsked
	frameArticle
	frameAround
	frameOf
	frameOffice
	frameTitle
	framePronoun
	frameAnd
	frameAdverb
	frameDeclare
	frameDeclareThat
	frameRequested
	frameRequest
	frameThat
	frameTo
	frameNotBefore
	frameOpener
	frameLabel
	frameMover
	frameAct
	frameEnd
)

// frameVerbs are the kinds of phrases that are verbs.
const frameVerbs = frameDeclare | frameDeclareThat | frameRequested | frameRequest

// slot is the word of a phrase that stands for a body: "calls on * to".
const slot = "*"

// framePhrase is a phrase of frames, folded, without its first word.
type framePhrase struct {
	rest string // with one blank between its words
	kind frameKind
}

// What stands in a line of [PackFrames].
const (
	frameWordEnd   = "\t" // behind the first word
	framePhraseEnd = "|"
)

// PackFrames writes the phrases of frames as lines to be looked up in, in the order of
// their bytes: a first word, a tab, and the phrases that begin with it, the longest first.
// fold brings a word to the form that is compared.
func PackFrames(words corpus.Frames, fold func(string) string) string {
	byFirst := map[string][]framePhrase{}
	for _, list := range []struct {
		kind    frameKind
		phrases []string
	}{
		{frameBody, words.Bodies}, {frameAsked, words.Asked}, {frameArticle, words.Articles}, {frameAround, words.Around}, {frameOf, words.Of}, {frameOffice, words.Offices},
		{frameTitle, words.Titles}, {framePronoun, words.Pronouns}, {frameAnd, words.And}, {frameAdverb, words.Adverbs},
		{frameDeclare, words.Declare}, {frameDeclareThat, words.DeclareThat}, {frameRequested, words.Requested}, {frameRequest, words.Request}, {frameThat, words.That}, {frameTo, words.To},
		{frameNotBefore, words.NotBefore}, {frameOpener, words.Openers}, {frameLabel, words.Labels}, {frameMover, words.Movers},
		{frameAct, words.Acts}, {frameEnd, words.Ends},
	} {
		for _, text := range list.phrases {
			first, rest, _ := strings.Cut(foldPhrase(text, fold), " ")
			known := byFirst[first]
			i := slices.IndexFunc(known, func(p framePhrase) bool { return p.rest == rest })
			if i < 0 {
				i = len(known)
				known = append(known, framePhrase{rest: rest})
			}
			known[i].kind |= list.kind
			byFirst[first] = known
		}
	}
	var b strings.Builder
	for _, first := range slices.Sorted(maps.Keys(byFirst)) {
		phrases := byFirst[first]
		slices.SortStableFunc(phrases, func(p, q framePhrase) int { return len(strings.Fields(q.rest)) - len(strings.Fields(p.rest)) })
		var texts []string
		for _, p := range phrases {
			texts = append(texts, fmt.Sprintf("%d %s", p.kind, p.rest))
		}
		b.WriteString(first + frameWordEnd + strings.Join(texts, framePhraseEnd) + "\n")
	}
	return b.String()
}

// foldPhrase folds the words of a phrase, and keeps its slots.
func foldPhrase(text string, fold func(string) string) string {
	var words []string
	for i, part := range strings.Split(text, slot) {
		if i > 0 {
			words = append(words, slot)
		}
		for _, w := range split(part) {
			words = append(words, fold(part[w.from:w.to]))
		}
	}
	return strings.Join(words, " ")
}

// Framer finds frames in texts of one language. It is read-only once made and safe for
// concurrent use.
type Framer struct {
	Find         func(first string) (phrases string, ok bool) // looks a first word up in what [PackFrames] made
	Fold         func(string) string                          // brings a word to the form that is compared
	Tells        func(folded string) bool                     // says whether a word says something of a problem
	CapitalNouns bool                                         // every noun has a capital letter, so that one tells no name
}

// phrases are those that begin with a word, the longest first; never nil.
func (f *Framer) phrases(first string) []framePhrase {
	text, ok := f.Find(first)
	if !ok {
		return []framePhrase{}
	}
	list := make([]framePhrase, 0, 1+strings.Count(text, framePhraseEnd))
	for one := range strings.SplitSeq(text, framePhraseEnd) {
		number, rest, _ := strings.Cut(one, " ")
		kind, err := strconv.Atoi(number)
		if err != nil {
			continue // not what PackFrames wrote
		}
		list = append(list, framePhrase{rest, frameKind(kind)})
	}
	return list
}

// Bounds of what is read of a frame, in words.
const (
	maxFrameBefore = 6  // before the noun of a body: "the Leeds city"
	maxFrameTail   = 14 // behind it: "of housing, communities and local government"
	maxFrameLower  = 2  // unknown words without a capital before it
	maxFrameNames  = 3  // of a name that has a title, or that stands behind a body
	maxFrameMover  = 12 // names of who proposes
)

// Frames finds the frames in a plain text, in their order.
func (f *Framer) Frames(text string) []Span {
	s := &framing{Framer: f, wordText: newWordText(text, f.Fold), cased: strings.ContainsFunc(text, unicode.IsLower)}
	s.begun = make([][]framePhrase, len(s.words))
	var spans []Span
	for i := 0; i < len(s.words); {
		end := 0
		switch {
		case s.begins(i):
			end = s.frame(i)
		case s.found:
			if e := s.match(i, frameEnd); e > 0 && s.bounds(e) {
				end = e
			}
		}
		if end <= i {
			i++
			continue
		}
		spans, s.found = append(spans, Span{s.words[i].from, s.words[end-1].to}), true
		for ; i < end; i++ {
			s.words[i].gap |= framedGap
		}
	}
	said := func(i int) bool { return s.words[i].gap&framedGap == 0 && s.Tells(s.folded(i)) && !s.digit(i) }
	if !some(0, len(s.words), said) {
		return nil
	}
	return spans
}

// framing is a text whose frames are being found.
type framing struct {
	*Framer
	*wordText
	begun [][]framePhrase // by word: the phrases that begin with it, nil where they have not been looked up yet
	cased bool            // the text is not all in capitals
	found bool            // a frame stands before
}

// framedGap marks a word that belongs to a frame.
const framedGap gap = 1 << 7

const anyGap = comma | stop | lineEnd | quoteEnd

func (s *framing) capital(i int) bool { return s.cased && unicode.IsUpper(s.initial(i)) }

// gapped tells whether punctuation stands before the word words[i]; a lone hyphen is a
// dash.
func (s *framing) gapped(i int) bool {
	return s.words[i].gap&anyGap != 0 || strings.Contains(s.between(i), " -")
}

// bounds tells whether a clause ends before the word words[i].
func (s *framing) bounds(i int) bool { return i >= len(s.words) || s.gapped(i) }

// begins tells whether a clause begins with the word words[i]: behind punctuation, a
// frame or a number, or with an "and".
func (s *framing) begins(i int) bool {
	return i == 0 || s.gapped(i) || s.words[i-1].gap&framedGap != 0 || s.match(i, frameAnd) > 0 || s.numbering(i-1) && s.begins(i-1)
}

// numbering tells whether a word numbers a clause: "1.", "(a)", "iv)".
func (s *framing) numbering(i int) bool {
	word := s.word(i)
	if i+1 >= len(s.words) || len(word) > 3 || !strings.ContainsAny(s.between(i+1), ".):") {
		return false
	}
	bracketed := len(word) == 1 && strings.Contains(s.between(i+1), ")") // "M. Dupont" is no number
	return s.digit(i) || bracketed || strings.Trim(word, "ivxIVX") == ""
}

// match returns the word behind the longest phrase of a kind that begins with words[i],
// 0 for none.
func (s *framing) match(i int, kind frameKind) int {
	end := 0
	s.each(i, kind, func(_ framePhrase, to int) bool {
		end = to
		return true
	})
	return end
}

// each calls a function with the phrases of a kind that begin with words[i] and the word
// behind each, the longest first, until it returns true.
func (s *framing) each(i int, kind frameKind, use func(p framePhrase, end int) bool) {
	if i < 0 || i >= len(s.words) {
		return
	}
	if s.begun[i] == nil {
		s.begun[i] = s.phrases(s.folded(i))
	}
	list := s.begun[i]
	for k := range list {
		if list[k].kind&kind != 0 && s.fill(list[k], list[k].rest, i+1, func(end int) bool { return use(list[k], end) }) {
			return
		}
	}
}

// fill matches the rest of a phrase with the text from words[i] on, in every way that its
// slots can be filled, until use returns true. Adverbs may stand between the words of a verb.
func (s *framing) fill(p framePhrase, rest string, i int, use func(end int) bool) bool {
	for rest != "" {
		var word string
		word, rest, _ = strings.Cut(rest, " ")
		if p.kind&frameVerbs != 0 && (i >= len(s.words) || s.folded(i) != word) {
			i = s.adverbs(i)
		}
		if word == slot {
			if e := s.match(i, framePronoun); e > 0 && s.fill(p, rest, e, use) {
				return true
			}
			return slices.ContainsFunc(s.bodies(i, frameBody|frameAsked), func(end int) bool {
				if (end >= len(s.words) || s.words[end].gap&(stop|lineEnd) != 0) && s.joins(rest) { // "quali misure intende adottare il Ministro?", without "per"
					return use(end)
				}
				return s.fill(p, rest, end, use)
			})
		}
		if i >= len(s.words) || s.gapped(i) || s.folded(i) != word {
			return false
		}
		i++
	}
	return use(i)
}

// joins tells whether the rest of a phrase only joins it to what is requested, "to" or
// "in order to", so that the phrase may end a clause without it.
func (f *Framer) joins(rest string) bool {
	first, more, _ := strings.Cut(rest, " ")
	return slices.ContainsFunc(f.phrases(first), func(p framePhrase) bool { return p.rest == more && p.kind&frameTo != 0 })
}

// bodies returns the words behind the body that begins with words[i], the longest way
// to read it first. nouns are the kinds of words that name one.
func (s *framing) bodies(i int, nouns frameKind) []int {
	var ends []int
	titled, names, lower := false, 0, 0
	j, core := i, 0
	for n := 0; core == 0; n++ {
		abbreviated := titled && j < len(s.words) && s.words[j].gap == stop // "M. le ministre"
		if j >= len(s.words) || n > maxFrameBefore || j > i && s.gapped(j) && !abbreviated {
			return ends
		}
		if core = s.match(j, nouns); core > 0 {
			break
		}
		if e := s.match(j, frameTitle); e > 0 {
			titled, j = true, e
			continue
		}
		if e := max(s.match(j, frameArticle), s.match(j, frameAround)); e > 0 {
			j = e
			continue
		}
		switch {
		case s.capital(j) && (s.Tells(s.folded(j)) || j > i):
			names++
			if titled && names <= maxFrameNames {
				ends = slices.Insert(ends, 0, j+1)
			}
		case s.Tells(s.folded(j)) && lower < maxFrameLower && !s.digit(j):
			lower++
		default:
			return ends
		}
		j++
	}
	s.tail(core, nouns, func(end int) { ends = slices.Insert(ends, 0, end) })
	return ends
}

// tail reads what may stand behind the noun of a body, up to words[j]: other nouns and
// adjectives, a name, an office ("of health and sport"), and another body ("and the
// Cabinet"), of nouns. each is called with the word behind every part, and first with j.
func (s *framing) tail(j int, nouns frameKind, each func(end int)) {
	each(j)
	names, listed := 0, false // listed: behind an "of", where more may follow "and"
	for limit := j + maxFrameTail; j < len(s.words) && j < limit; {
		if e := s.bracket(j); e > 0 {
			j = e
			each(j)
			continue
		}
		parted := s.gapped(j)
		if parted && s.words[j].gap&anyGap != comma {
			return
		}
		if e := s.match(j, nouns|frameAround); e > 0 && !parted {
			j = e
			each(j)
			continue
		}
		k := j
		of, and := s.match(j, frameOf), s.match(j, frameAnd)
		switch {
		case of > 0 && !parted:
			k = of
		case and > 0:
			k = and
		}
		for e := k; e > 0 && s.match(e, frameOffice) == 0; e = s.match(k, frameArticle|frameAround) {
			k = e
		}
		if e := s.match(k, frameArticle); e > 0 && s.match(e, frameOffice) > 0 {
			k = e
		}
		if k >= len(s.words) || k > j && s.gapped(k) {
			return
		}
		office := s.match(k, frameOffice)
		if office == 0 && s.capital(k) && !(s.CapitalNouns && (parted || and > 0)) && s.Tells(s.folded(k)) && s.match(k, frameDeclare|frameDeclareThat|frameBody) == 0 {
			office = k + 1
		}
		switch body := s.match(k, nouns); {
		case body > 0 && (of > 0 || and > 0 || parted && nouns&frameAsked != 0):
			j, listed = body, of > 0
		case office > 0 && (of > 0 || listed && (and > 0 || parted)):
			j, listed = office, true
		case office == k+1 && k == j && !parted && s.capital(k) && (listed || !s.CapitalNouns) && names < maxFrameNames: // "Rada Miasta Krakowa"
			j = office
			names++
		default:
			return
		}
		each(j)
	}
}

// bracket returns the word behind a few words in brackets that begin with words[i], 0
// where none do.
func (s *framing) bracket(i int) int {
	if i >= len(s.words) || !strings.HasSuffix(s.between(i), "(") {
		return 0
	}
	for k := i + 1; k <= min(len(s.words), i+maxFrameNames); k++ {
		if strings.Contains(s.between(k), ")") {
			return k
		}
	}
	return 0
}

// frame returns the word behind the frame that a clause begins with, 0 where it has none.
func (s *framing) frame(i int) int {
	k := i
	if e := s.match(i, frameAnd); e > 0 {
		k = e
	} else if s.numbering(i) {
		k = i + 1
	}
	last, from := frameKind(0), k
	for k < len(s.words) && (k == from || s.words[k].gap&(stop|lineEnd) == 0) {
		end, kind := s.part(k, last)
		if end == 0 {
			break
		}
		k, last = end, kind
	}
	if last == 0 {
		return 0
	}
	return k
}

// part reads one part of a frame at words[k], the longest there is. last is the kind of
// the part before it, 0 where it is the first.
func (s *framing) part(k int, last frameKind) (end int, kind frameKind) {
	longest := func(e int, as frameKind) {
		if e > end {
			end, kind = e, as
		}
	}
	if last&^(frameOpener|frameLabel|frameMover) == 0 { // who speaks may still come
		longest(s.label(k), frameLabel)
		longest(s.mover(k), frameMover)
		longest(s.statement(k), frameDeclare)
	}
	if e := s.match(s.adverbs(k), frameOpener); e > 0 { // "now, therefore, be it resolved"
		longest(s.connected(e), frameOpener)
	}
	if e := s.match(k, frameRequest); e > 0 && s.slotted(k) {
		longest(s.connected(e), frameRequest)
	}
	if last&(frameDeclare|frameRequest|frameOpener|frameAct) != 0 || last == 0 && s.found {
		if e := s.match(k, frameAct); e > 0 {
			longest(s.connected(e), frameAct)
		}
	}
	return end, kind
}

// slotted tells whether the longest request at words[k] names whom it is addressed to.
func (s *framing) slotted(k int) (found bool) {
	s.each(k, frameRequest, func(p framePhrase, _ int) bool {
		found = strings.Contains(p.rest, slot)
		return true
	})
	return found
}

// label returns the word behind a label such as "Challenge:" or "Motion 12" with its
// number, 0 where words[k] begins none.
func (s *framing) label(k int) int {
	end := s.match(k, frameLabel)
	if end == 0 {
		return 0
	}
	number := end
	for number < len(s.words) && s.words[number].gap&(lineEnd|quoteEnd) == 0 && s.reference(number) {
		number++
	}
	if number > end && s.digit(number-1) {
		return s.connected(number)
	}
	end = number
	if to := s.match(end, frameTo); to > 0 { // "question to the Commission:"
		for _, body := range s.bodies(to, frameBody) {
			if body < len(s.words) && s.words[body].gap&(quoteEnd|lineEnd) != 0 {
				return body
			}
		}
	}
	if end < len(s.words) && (s.words[end].gap&(quoteEnd|lineEnd) != 0 || strings.Contains(s.between(end), " -") || strings.ContainsAny(s.between(end), "–—")) {
		return end
	}
	return 0
}

// reference tells whether a word may belong to a reference number: "E-001234/2023",
// "no. 12".
func (s *framing) reference(i int) bool {
	if s.digit(i) {
		return true
	}
	word := s.word(i)
	next := i+1 < len(s.words) && (s.digit(i+1) || s.words[i+1].gap&quoteEnd != 0) || i+2 < len(s.words) && s.digit(i+2) // "n.º 12"
	return next && utf8.RuneCountInString(word) <= 3
}

// mover returns the word behind who proposes something, "Proposed by Cllr Smith", 0 where
// words[k] begins nothing of the kind.
func (s *framing) mover(k int) int {
	end := s.match(k, frameMover)
	if end == 0 {
		return 0
	}
	titled := false
	j := end
	for j < len(s.words) && j < end+maxFrameMover {
		if e := s.bracket(j); e > 0 {
			j = e
			continue
		}
		if s.words[j].gap != 0 && j > end && !(titled && s.words[j].gap == stop) || s.words[j].gap&lineEnd != 0 {
			break
		}
		e := s.match(j, frameTitle)
		titled = e > 0
		if j > end && s.spoken(j) > 0 { // "at its meeting on 12 May the Council noted"
			break
		}
		if e == 0 {
			e = max(s.match(j, frameArticle), s.match(j, frameBody), s.match(j, frameAnd), s.match(j, frameOf))
		}
		if e == 0 {
			if s.cased && !s.capital(j) && !s.digit(j) {
				break
			}
			e = j + 1
		}
		j = e
	}
	if j == end && !s.bounds(end) {
		return 0
	}
	return j
}

// statement returns the word behind a body and its verb, or a verb alone, 0 where
// words[k] begins neither.
func (s *framing) statement(k int) int {
	if e := s.match(k, frameThat); e > 0 && !s.bounds(e) { // "That this Council notes"
		if end := s.spoken(e); end > 0 {
			return end
		}
	}
	if end := s.spoken(k); end > 0 {
		return end
	}
	if e := s.match(k, framePronoun); e > 0 && s.found { // "It recommends"
		if end := s.verb(e, true); end > 0 {
			return end
		}
	}
	return s.verb(k, false)
}

// spoken returns the word behind a body and its verb.
func (s *framing) spoken(k int) int {
	for _, end := range s.bodies(k, frameBody) {
		verb := end
		switch {
		case end >= len(s.words):
			continue
		case s.words[end].gap&anyGap == comma: // "the Council, noting that"
			if e := s.match(end, frameOpener); e > 0 {
				return s.connected(e)
			}
		case s.words[end].gap&quoteEnd != 0 && s.numbering(end): // "Council: 1. notes"
			verb = end + 1
		}
		if s.gapped(verb) && s.words[verb].gap&quoteEnd == 0 && verb == end && s.adverbs(end) == end { // but "the Council, therefore, notes"
			continue
		}
		if e := s.verb(verb, true); e > 0 {
			return e
		}
	}
	for _, end := range s.bodies(k, frameBody|frameAsked) {
		if e := s.match(s.adverbs(end), frameRequested); e > 0 {
			return s.connected(s.adverbs(e))
		}
	}
	return 0
}

// verb returns the word behind a verb that declares or requests, with its adverbs and
// what joins it to what follows. spoken tells whether a body stands before it.
func (s *framing) verb(k int, spoken bool) (end int) {
	j := s.adverbs(k)
	s.each(j, frameDeclare|frameDeclareThat|frameRequest, func(p framePhrase, to int) bool {
		behind := s.adverbs(to)
		that := behind < len(s.words) && (s.match(behind, frameThat) > 0 || s.words[behind].gap&quoteEnd != 0)
		joined := that || s.match(behind, frameTo) > 0
		free := behind >= len(s.words) || s.match(behind, frameNotBefore) == 0
		switch {
		case that && (spoken || s.found || k == 0 || s.numbering(k-1)):
		case p.kind&frameRequest != 0 && (spoken || strings.Contains(p.rest, slot)):
		case p.kind&frameDeclare != 0 && spoken && (joined || free):
		case p.kind&frameDeclare != 0 && s.found && s.parted(k) && (joined || free):
		default:
			return false
		}
		end = s.connected(behind)
		return true
	})
	return end
}

// parted tells whether a clause begins with words[k] for sure: at the end of a sentence
// or line, behind a number, or behind an "and" with something that a verb governs.
func (s *framing) parted(k int) bool {
	return s.words[k].gap&(stop|lineEnd|quoteEnd) != 0 || k > 0 && (s.numbering(k-1) || s.match(k-1, frameAnd) > 0)
}

// adverbs returns the word behind adverbs that begin with words[k], k where none do.
func (s *framing) adverbs(k int) int {
	for e := k; e > 0; e = s.match(k, frameAdverb) {
		k = e
	}
	return k
}

// connected returns the word behind what joins a verb to what it declares, "that the" or
// "the need to", from words[k] on; k where nothing does.
func (s *framing) connected(k int) int {
	for k < len(s.words) && s.words[k].gap&^(comma|quoteEnd) == 0 {
		e := s.match(k, frameThat|frameTo)
		if e == 0 || s.match(k, frameAct|frameOpener|frameRequest) > e { // "to report back"
			break
		}
		k = e
	}
	return k
}
