package chart

import (
	_ "embed"
	"strings"
	"sync"
)

// world has a square for each country, so placed that its neighbours are near it and the world is
// known again. It was laid out by hand for this program. Countries without a square, small islands
// and territories, are named below the map where they have cases.
//
//go:embed world.txt
var world string

// square is a place on the map.
type square struct{ column, row int }

// squares are the squares of countries by their codes, with how many columns and rows there are.
var squares = sync.OnceValue(func() (m struct {
	of            map[string]square
	columns, rows int
}) {
	m.of = map[string]square{}
	for line := range strings.Lines(world) {
		for column, code := range strings.Fields(line) {
			m.columns = max(m.columns, column+1)
			if code != ".." {
				m.of[code] = square{column, m.rows}
			}
		}
		m.rows++
	}
	return m
})
