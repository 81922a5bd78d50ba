package main

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"precedent/recommend/eval"
	"precedent/recommend/rank"
	"precedent/recommend/understand"
)

// wordsTable says how the words of the glossaries are looked up: how many forms are met, which
// unrelated words are searched as each other, and which words name a wrong topic. each names
// each form that is not met, or met as another word.
func wordsTable(e *rank.Engine, formFiles []string, collisions, topics string, each bool) (string, error) {
	look := understand.Lookups(e.Understander())
	looked := map[string]eval.WordLookup{}
	cached := func(language, word string) (eval.WordLookup, error) {
		key := language + " " + word
		if l, ok := looked[key]; ok {
			return l, nil
		}
		l, err := look(language, word)
		looked[key] = eval.WordLookup(l)
		return looked[key], err
	}
	var out strings.Builder
	if len(formFiles) > 0 {
		var wrong strings.Builder
		rows := [][]string{{"forms", "words", "forms", "not met", "%", "as another word", "%"}}
		for _, path := range formFiles {
			forms, err := readFrom(path, "forms", eval.ReadForms)
			if err != nil {
				return "", err
			}
			language := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
			m, err := eval.MeasureForms(language, forms, cached, understand.SameEnglish)
			if err != nil {
				return "", err
			}
			share := func(n int) string { return strconv.FormatFloat(100*float64(n)/float64(max(1, m.Forms)), 'f', 2, 64) }
			rows = append(rows, []string{
				plain(language), strconv.Itoa(m.Words), strconv.Itoa(m.Forms), strconv.Itoa(len(m.Unmet)), share(len(m.Unmet)), strconv.Itoa(len(m.Unrelated)), share(len(m.Unrelated)),
			})
			if each {
				for _, f := range slices.Concat(m.Unmet, m.Unrelated) {
					fmt.Fprintf(&wrong, "%s: %s, of %s: %s\n", plain(language), plain(f.Form), plain(f.Word), cmp.Or(plain(strings.Join(f.Terms, ", ")), "not met"))
				}
			}
		}
		out.WriteString(table(rows) + "\n" + wrong.String())
	}
	if collisions != "" {
		pairs, err := readFrom(collisions, "collisions", eval.ReadCollisions)
		if err != nil {
			return "", err
		}
		joined, err := eval.SearchedAsEachOther(pairs, cached)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&out, "%d of %d pairs of unrelated words are searched as each other.\n", len(joined), len(pairs))
		for _, p := range joined {
			fmt.Fprintf(&out, "%s: %s ~ %s\n", plain(p.Language), plain(p.One), plain(p.Other))
		}
	}
	if topics != "" {
		wrong, err := readFrom(topics, "topics", eval.ReadWrongTopics)
		if err != nil {
			return "", err
		}
		named, err := eval.Named(wrong, cached)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&out, "%d of %d words name a topic that they should not.\n", len(named), len(wrong))
		for _, w := range named {
			fmt.Fprintf(&out, "%s: %s -> %s\n", plain(w.Language), plain(w.Word), plain(w.Topic))
		}
	}
	return out.String(), nil
}
