package lexicon_test

import (
	"slices"
	"testing"

	"precedent/recommend"
	"precedent/recommend/rank/ranktest"
)

// TestSmallWords_Accents: a word that is a small one but for accents is the word that was typed,
// where there is such a one, and otherwise the small one.
func TestSmallWords_Accents(t *testing.T) {
	e := ranktest.Engine(t)
	for _, c := range []struct {
		text, word string
		searched   bool
	}{
		{"la sécheresse détruit le maïs", "maïs", true},
		{"la sécheresse détruit les champs mais personne n'aide", "mais", false},
		{"une tente pour chaque sans-abri", "tente", true},
		{"nous avons tenté une réforme des écoles", "tenté", false},
		{"wer prüft die Ware an der Grenze", "Ware", true},
		{"es wäre gut, wenn Schulen länger öffnen", "wäre", false},
		{"es ware gut, wenn Schulen offen bleiben", "gut", false},
		{"apoio aos pais de alunos", "pais", true},
		{"las escuelas de nuestro país están vacías", "país", false},
		{"las escuelas de nuestro pais estan vacias", "pais", false},
		{"pokaz sprzętu w szkołach", "pokaz", true},
		{"pokaż przykłady ze szkół", "pokaż", false},
		{"na ktorej ulicy sa dziury", "sa", false},
	} {
		q, err := e.Understand(recommend.Request{Problem: c.text})
		if err != nil {
			t.Fatal(err)
		}
		got := slices.ContainsFunc(q.Words, func(w recommend.Word) bool { return w.Asked == c.word })
		if got != c.searched {
			t.Errorf("%q (%s): %q is searched: %v, want %v; all words are %+v", c.text, q.Language, c.word, got, c.searched, q.Words)
		}
	}
}
