package tune

import (
	"errors"
	"math"
	"reflect"
	"testing"

	"precedent/recommend"
	"precedent/recommend/eval"
)

// TestFit finds coefficients that data was made with, to within what its ridge allows.
func TestFit(t *testing.T) {
	var rows []row
	for i := range 4000 {
		x, y := float64(i%20)/10, float64(i/20%20)/10
		want := []float64{-1, 2, -1.5}
		p := recommend.Logistic(want, []float64{1, x, y})
		rows = append(rows, row{[]float64{1, x, y}, float64(i/400)/10+0.05 < p, 1}) // so in p of ten repetitions
	}
	got := fit(rows, func(k int) bool { return k == 2 })
	for k, want := range []float64{-1, 2, -1.5} {
		if math.Abs(got[k]-want) > 0.25 {
			t.Errorf("coefficient %d is %.3f, the data was made with %.1f", k, got[k], want)
		}
	}
	if again := fit(rows, func(k int) bool { return k == 2 }); !reflect.DeepEqual(again, got) {
		t.Errorf("the same rows give %v and %v", got, again)
	}
	// What would have the wrong sign counts for nothing, and the rest makes up for it.
	held := fit(rows, func(int) bool { return false })
	if held[2] != 0 || held[1] <= 0 {
		t.Errorf("with a figure that can only raise: %v", held)
	}
	if flat := fit([]row{{[]float64{1, 3}, true, 1}, {[]float64{1, 3}, false, 1}}, func(int) bool { return false }); math.Abs(recommend.Logistic(flat, []float64{1, 3})-0.5) > 1e-6 {
		t.Errorf("a figure that is always the same: %v", flat)
	}
	// A row that stands for three is as three rows.
	one := fit([]row{{[]float64{1, 3}, true, 3}, {[]float64{1, 5}, false, 1}}, func(int) bool { return true })
	three := fit([]row{{[]float64{1, 3}, true, 1}, {[]float64{1, 3}, true, 1}, {[]float64{1, 3}, true, 1}, {[]float64{1, 5}, false, 1}}, func(int) bool { return true })
	for k := range one {
		if math.Abs(one[k]-three[k]) > 1e-6 {
			t.Errorf("one row for three gives %v, three rows give %v", one, three)
		}
	}
}

// TestCalibrate learns from a part of each set. The model it finds must tell the
// problems that are treated from those that are not, and must not have seen what it is
// measured on.
func TestCalibrate(t *testing.T) {
	e := builtinEngine(t)
	var sets []eval.Set
	for _, name := range eval.SetNames() {
		s, err := eval.BuiltinSet(name)
		if err != nil {
			t.Fatal(err)
		}
		s.Queries = s.Queries[:24]
		sets = append(sets, s)
	}
	c, err := Calibrate(t.Context(), e, sets)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.LeftOut) != len(sets) {
		t.Fatalf("%d sets left out of %d", len(c.LeftOut), len(sets))
	}
	cases := 0
	for _, b := range c.Bins {
		cases += b.Cases
	}
	if cases == 0 {
		t.Errorf("nothing was predicted in %d bins", len(c.Bins))
	}
	for k, by := range c.Weights.Fits {
		if f := recommend.CaseFeature(k); f != recommend.CaseConstant && (by > 0 && f.Lowers() || by < 0 && !f.Lowers()) {
			t.Errorf("the coefficient of case feature %d is %.3f", k, by)
		}
	}
	none := c.LeftOut[len(sets)-1]
	if none.Untreated != 24 || none.Treated != 0 || none.Silent+none.OnlyTouched < 12 {
		t.Errorf("of problems that no case treats: %+v", none)
	}
	for _, s := range c.LeftOut[:2] {
		if s.Share(recommend.Strong) < s.Share(recommend.Weak) || s.Called[recommend.Strong] == 0 {
			t.Errorf("%s: strong ones are relevant in %.2f, weak ones in %.2f", s.Name, s.Share(recommend.Strong), s.Share(recommend.Weak))
		}
	}
	if _, err := Calibrate(t.Context(), e, sets[3:]); !errors.Is(err, errNothingToLearn) {
		t.Errorf("learned from problems that nothing treats: %v", err)
	}
}
