package curate

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode"

	"precedent/corpus"
)

// mostCompared is how many records before it one is held against that has the same title: a file
// may have a million with none.
const mostCompared = 64

// compare reports the cases that are there twice, each pair once, by what shows it best. The later
// record is held against the earlier, and two of the built-in library never are where that is not
// checked.
func (k *Check) compare() error {
	told := map[[2]int]bool{}
	add := func(kind Kind, earlier, later int, what string, fix bool) {
		a, b := &k.records[earlier], &k.records[later]
		if a.builtin && b.builtin || told[[2]int{earlier, later}] {
			return
		}
		told[[2]int{earlier, later}] = true
		k.found.add(kind, b.at, Finding{What: what, Other: &a.at, Fix: fix})
	}
	for _, p := range k.twice() {
		a, b := k.records[p[0]].at, k.records[p[1]].at
		spare := a.File == b.File && b.Line > 0
		if spare {
			k.spare[b.File] = append(k.spare[b.File], b.Line)
		}
		add(Twice, p[0], p[1], "says the same, but for the id, as", spare)
	}
	for _, p := range k.sameLinks() {
		add(SameLink, p[0], p[1], "has the link of", false)
	}
	near, err := k.nearTexts()
	if err != nil {
		return err
	}
	for _, p := range near {
		add(NearText, p.earlier, p.later, fmt.Sprintf("shares %d %% of its phrases with", int(100*p.alike)), false)
	}
	for _, p := range k.sameTitles() {
		add(SameTitle, p[0], p[1], "has the title of", false)
	}
	return nil
}

// pairsBy are each record with the first before it that has the same key; "" is no key.
func (k *Check) pairsBy(key func(r *record) string) (pairs [][2]int) {
	first := map[string]int{}
	for i := range k.records {
		this := key(&k.records[i])
		if this == "" {
			continue
		}
		if before, there := first[this]; there {
			pairs = append(pairs, [2]int{before, i})
			continue
		}
		first[this] = i
	}
	return pairs
}

// twice are the records that say the same in every field but the id.
func (k *Check) twice() [][2]int {
	nameless := func(c corpus.Case) corpus.Case {
		c.ID = ""
		return c
	}
	pairs := k.pairsBy(func(r *record) string {
		c := nameless(r.c)
		return fmt.Sprint(c.Digest())
	})
	return slices.DeleteFunc(pairs, func(p [2]int) bool {
		return !reflect.DeepEqual(nameless(k.records[p[0]].c), nameless(k.records[p[1]].c))
	})
}

// sameLinks are the records whose links lead to the same page, whatever their form.
func (k *Check) sameLinks() [][2]int {
	return k.pairsBy(func(r *record) string {
		full, _, ok := corpus.AddressKeys(r.c.URL)
		if !ok || frontPage(full) {
			return ""
		}
		return full
	})
}

// sameTitles are the records with the same title where country, year and organisation do not set
// them apart.
func (k *Check) sameTitles() (pairs [][2]int) {
	known := map[string][]int{}
	for i := range k.records {
		key := folded(k.records[i].c.Title)
		if key == "" {
			continue
		}
		before := known[key]
		at := slices.IndexFunc(before, func(other int) bool { return !apart(&k.records[other].c, &k.records[i].c) })
		if at >= 0 {
			pairs = append(pairs, [2]int{before[at], i})
		}
		if len(before) < mostCompared {
			known[key] = append(before, i)
		}
	}
	return pairs
}

// nearYears is how many years apart two records of one case may say that it began.
const nearYears = 1

// apart tells whether country, year or organisation say that two records are of two cases. What
// one of them lacks says nothing.
func apart(a, b *corpus.Case) bool {
	shares := func(list, other []string) bool {
		return slices.ContainsFunc(list, func(s string) bool { return slices.Contains(other, s) })
	}
	if len(a.Countries) > 0 && len(b.Countries) > 0 && !shares(a.Countries, b.Countries) {
		return true
	}
	if a.Year != 0 && b.Year != 0 && max(a.Year, b.Year)-min(a.Year, b.Year) > nearYears {
		return true
	}
	return a.Organisation != "" && b.Organisation != "" && !shares(strings.Fields(folded(a.Organisation)), strings.Fields(folded(b.Organisation)))
}

// folded are the words of a text in plain letters, a blank between each.
func folded(s string) string {
	return strings.Join(strings.FieldsFunc(corpus.PlainLetters(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}
