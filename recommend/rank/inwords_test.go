package rank_test

import (
	"precedent/corpus"
	"precedent/recommend/rank"
	"precedent/recommend/wording"
)

func init() {
	rank.InWords = func(v *corpus.Vocabulary) rank.Words { return wording.InEnglish(v) }
}
