package recommend_test

import (
	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/wording"
)

func init() {
	recommend.InWords = func(v *corpus.Vocabulary) recommend.Words { return wording.InEnglish(v) }
}
