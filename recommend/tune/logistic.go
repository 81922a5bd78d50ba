package tune

import (
	"math"

	"precedent/recommend"
)

// row is one observation for a logistic regression: figures, the first of them 1, whether
// what is estimated is so, and for how many observations it stands.
type row struct {
	figures []float64
	so      bool
	counts  float64
}

// Limits of a fit. ridge keeps coefficients from growing where few rows speak for them;
// it is on the scale of figures of variance 1 and leaves the constant alone.
const (
	ridge      = 3
	maxSteps   = 50
	nearEnough = 1e-9
	minSpread  = 1e-9
)

// fit finds the coefficients of a logistic regression over the rows by Newton's method.
// lowers tells which figures can only lower the estimate; all others can only raise it. A
// figure whose coefficient comes out with the other sign gets none, the worst first, and
// the rest is fitted anew. The same rows give the same coefficients.
func fit(rows []row, lowers func(figure int) bool) []float64 {
	if len(rows) == 0 {
		return nil
	}
	n := len(rows[0].figures)
	mean, spread := moments(rows, n)
	scaled := make([][]float64, len(rows))
	for i, r := range rows {
		scaled[i] = make([]float64, n)
		scaled[i][0] = 1
		for k := 1; k < n; k++ {
			scaled[i][k] = (r.figures[k] - mean[k]) / spread[k]
		}
	}
	by := make([]float64, n)
	left := make([]bool, n) // figures without a coefficient
	for {
		newton(rows, scaled, by, left)
		worst, most := -1, 0.0
		for k := 1; k < n; k++ {
			wrong := -by[k]
			if lowers(k) {
				wrong = by[k]
			}
			if wrong > most {
				worst, most = k, wrong
			}
		}
		if worst < 0 {
			break
		}
		left[worst], by[worst] = true, 0
	}
	for k := 1; k < n; k++ { // back to the scale of the figures
		by[k] /= spread[k]
		by[0] -= by[k] * mean[k]
	}
	return by
}

func moments(rows []row, n int) (mean, spread []float64) {
	mean, spread = make([]float64, n), make([]float64, n)
	var all float64
	for _, r := range rows {
		all += r.counts
	}
	for _, r := range rows {
		for k, x := range r.figures {
			mean[k] += x * r.counts / all
		}
	}
	for _, r := range rows {
		for k, x := range r.figures {
			spread[k] += (x - mean[k]) * (x - mean[k]) * r.counts / all
		}
	}
	for k := range spread {
		spread[k] = math.Sqrt(spread[k])
		if spread[k] < minSpread {
			spread[k] = 1
		}
	}
	return mean, spread
}

// newton climbs from by to the most likely coefficients, but for those that are left out.
func newton(rows []row, scaled [][]float64, by []float64, left []bool) {
	n := len(by)
	for range maxSteps {
		gradient := make([]float64, n)
		curve := make([][]float64, n)
		for k := range curve {
			curve[k] = make([]float64, n)
		}
		for i, x := range scaled {
			p := recommend.Logistic(by, x)
			miss := -p
			if rows[i].so {
				miss++
			}
			for k := range n {
				gradient[k] += rows[i].counts * miss * x[k]
				for l := range n {
					curve[k][l] += rows[i].counts * p * (1 - p) * x[k] * x[l]
				}
			}
		}
		for k := range n {
			if k > 0 {
				gradient[k] -= ridge * by[k]
				curve[k][k] += ridge
			}
			if left[k] {
				gradient[k] = 0
				for l := range n {
					curve[k][l], curve[l][k] = 0, 0
				}
			}
			if left[k] || curve[k][k] < minSpread {
				curve[k][k] = 1
			}
		}
		step := solve(curve, gradient)
		far := 0.0
		for k := range by {
			by[k] += step[k]
			far = max(far, math.Abs(step[k]))
		}
		if far < nearEnough {
			return
		}
	}
}

// solve solves a system of linear equations by elimination; it overwrites both sides.
func solve(a [][]float64, b []float64) []float64 {
	n := len(b)
	for c := range n {
		pivot := c
		for r := c + 1; r < n; r++ {
			if math.Abs(a[r][c]) > math.Abs(a[pivot][c]) {
				pivot = r
			}
		}
		a[c], a[pivot], b[c], b[pivot] = a[pivot], a[c], b[pivot], b[c]
		for r := c + 1; r < n; r++ {
			share := a[r][c] / a[c][c]
			for k := c; k < n; k++ {
				a[r][k] -= share * a[c][k]
			}
			b[r] -= share * b[c]
		}
	}
	for c := n - 1; c >= 0; c-- {
		for k := c + 1; k < n; k++ {
			b[c] -= a[c][k] * b[k]
		}
		b[c] /= a[c][c]
	}
	return b
}
