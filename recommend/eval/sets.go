package eval

import (
	"bytes"
	"embed"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

//go:embed dev train none
var embedded embed.FS

// Names of the judged sets inside the binary, which are also the folders they stand in.
const (
	// SetDev has 60 problems of six kinds, four that no case treats, and English twins
	// of the foreign ones. Cases were read before some of them were written.
	SetDev = "dev"
	// SetEnglish has 64 problems in English, four of them treated by no case, worded in the
	// style of many askers before any case was read.
	SetEnglish = "train/english"
	// SetLanguages has 56 problems in seven languages with their English twins, worded
	// likewise.
	SetLanguages = "train/languages"
	// SetNone has problems that no case of the library treats, of many fields and lengths,
	// some in other languages: what an honest answer to them says is that there is nothing.
	SetNone = "none"
	// SetNear has problems that no case of the library treats either, by another author, of
	// the fields that cases are about and in their words: what may look like an answer to
	// them only touches on them.
	SetNear = "none/near"
	// SetShort has problems of one to four words that no case of the library treats. Most
	// are compounds whose words cases have one by one, far apart and in other senses: that
	// the words are met says nothing of the subject.
	SetShort = "none/short"
)

// SetNames are the judged sets inside the binary, the first of which stands for all where
// one is wanted.
func SetNames() []string {
	return []string{SetDev, SetEnglish, SetLanguages, SetNone, SetNear, SetShort}
}

// Set is a set of problems with what was judged of them. No two sets inside the binary have
// a problem of the same id.
type Set struct {
	Name    string // "" where it comes from files
	Queries []Query
	Qrels   Qrels
}

// BuiltinSet returns one of the judged sets inside the binary.
func BuiltinSet(name string) (Set, error) {
	if !slices.Contains(SetNames(), name) {
		return Set{}, fmt.Errorf("there is no judged set %q; there are %s", name, strings.Join(SetNames(), ", "))
	}
	queries, err := readBuiltin(name+"/queries.jsonl", "the queries of "+name, ReadQueries)
	if err != nil {
		return Set{}, err
	}
	qrels, err := readBuiltin(name+"/qrels.txt", "the judgements of "+name, ReadQrels)
	return Set{name, queries, qrels}, err
}

func readBuiltin[T any](path, name string, read func(io.Reader, string) (T, error)) (T, error) {
	text, err := embedded.ReadFile(path)
	if err != nil {
		var none T
		return none, fmt.Errorf("open %s: %w", name, err)
	}
	return read(bytes.NewReader(text), name)
}

// Together returns the problems of several sets as one.
func Together(sets []Set) ([]Query, Qrels) {
	var queries []Query
	qrels := Qrels{}
	for _, s := range sets {
		queries = append(queries, s.Queries...)
		maps.Copy(qrels, s.Qrels)
	}
	return queries, qrels
}

// MeasureSets holds a run against several sets: the report of the first, with that of
// each that has a name beside it.
func MeasureSets(sets []Set, run Run) Report {
	var first Report
	each := map[string]Report{}
	for i, s := range sets {
		r := Measure(s.Queries, s.Qrels, run)
		if i == 0 {
			first = r
		}
		if s.Name != "" {
			each[s.Name] = r
		}
	}
	first.Sets = each
	return first
}
