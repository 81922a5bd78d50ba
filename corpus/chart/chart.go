package chart

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"precedent/corpus"
	"precedent/corpus/curate"
)

// The lengths of the picture, in its own units.
const (
	width   = 1000
	margin  = 36
	inner   = width - 2*margin
	section = 58 // from the end of a part to the heading of the next

	pitch  = 27 // of the squares of the map
	tile   = 25
	corner = 4

	barPitch  = 20
	barHeight = 12
	barLabel  = 228 // the width of the names before bars
	barCount  = 12  // beside the numbers behind them
	gutter    = 40  // between the two columns of bars

	yearsHeight = 150
)

// mostYears is how many columns there are of years; all before count in one.
const mostYears = 36

// mostBars is how many bars there are; a taxonomy has fewer topics.
const mostBars = 80

// Picture writes a picture of some numbers under a title.
func Picture(out io.Writer, title string, s curate.Stats) error {
	p := &picture{y: margin}
	p.heading(title, s)
	p.countries(s)
	p.topics(s)
	p.years(s)
	height := p.y + margin - 8
	head := fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-labelledby="title about" lang="en">
<title id="title">%s</title>
<desc id="about">%s</desc>
<style>%s</style>
<rect class="page" width="%d" height="%d" rx="12"/>
`, width, height, width, height, escaped(title), escaped(inWords(s)), styles, width, height)
	_, err := io.WriteString(out, head+p.String()+"</svg>\n")
	return err
}

// styles are the colours for light, and in their place those for dark. The steps of the map go
// from pale to strong in both.
const styles = `
text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"DejaVu Sans",sans-serif;fill:#1f2933}
.page{fill:#fff}.title{font-size:26px;font-weight:700}.lead{font-size:14px;fill:#52606d}.part{font-size:16px;font-weight:700}
.note{font-size:12px;fill:#52606d}.name{font-size:12px}.count{font-size:11.5px;fill:#52606d;font-variant-numeric:tabular-nums}
.bar{fill:#2f7d8c}.track{fill:#eef2f5}.line{stroke:#cbd2d9;stroke-width:1}.grid{stroke:#e4e7eb;stroke-width:1}
.code{font-size:9.5px;font-weight:600;letter-spacing:.2px}.in{font-size:8.5px;font-variant-numeric:tabular-nums}.top{font-size:9px;fill:#52606d;font-variant-numeric:tabular-nums}
.s0{fill:#f1f4f6}.s1{fill:#cfe8e6}.s2{fill:#93ccca}.s3{fill:#4fa3a8}.s4{fill:#23727f}.s5{fill:#0d4756}
.t0{fill:#6b7785;font-weight:400}.t1,.t2{fill:#10333b}.t3,.t4,.t5{fill:#fff}.t3{fill:#06252b}
@media (prefers-color-scheme:dark){text{fill:#e6ebf0}.page{fill:#14191f}.lead,.note,.count,.top{fill:#a3b1bf}.bar{fill:#5fb8c2}.track{fill:#212a33}
.line{stroke:#3e4c59}.grid{stroke:#27313b}.s0{fill:#1c242c}.s1{fill:#173f47}.s2{fill:#1e616b}.s3{fill:#2f8993}.s4{fill:#63b9bd}.s5{fill:#b5e6e3}
.t0{fill:#7f8e9b}.t1,.t2{fill:#d8f0f0}.t3{fill:#fff}.t4,.t5{fill:#06252b}}
`

// scales are from how many cases on a square has each colour but the first, which has none. That
// one is taken of which the last step is reached.
var scales = [][]int{
	{1, 2, 3, 4, 5}, {1, 2, 5, 10, 20}, {1, 3, 10, 30, 100}, {1, 10, 30, 100, 300}, {1, 30, 100, 300, 1000},
	{1, 100, 300, 1000, 3000}, {1, 300, 1000, 3000, 10_000}, {1, 1000, 3000, 10_000, 30_000},
}

// scaleOf is the scale for numbers up to most.
func scaleOf(most int) (scale []int) {
	scale = scales[0]
	for _, wider := range scales {
		if wider[len(wider)-1] <= most {
			scale = wider
		}
	}
	return scale
}

func stepOf(scale []int, cases int) (step int) {
	for step < len(scale) && cases >= scale[step] {
		step++
	}
	return step
}

// picture is a picture on its way to text.
type picture struct {
	strings.Builder
	y int // where the next part begins
}

func (p *picture) printf(format string, args ...any) { fmt.Fprintf(p, format, args...) }

// text writes a line of text. anchor is start, middle or end.
func (p *picture) text(x, y float64, class, anchor, text string) {
	at := ""
	if anchor != "start" {
		at = ` text-anchor="` + anchor + `"`
	}
	p.printf(`<text class="%s" x="%s" y="%s"%s>%s</text>`+"\n", class, number(x), number(y), at, escaped(text))
}

// part begins a part of the picture with its heading and a line that explains it.
func (p *picture) part(heading, note string) {
	p.text(margin, float64(p.y), "part", "start", heading)
	p.text(width-margin, float64(p.y), "note", "end", note)
	p.y += 14
	p.printf(`<line class="line" x1="%d" y1="%d" x2="%d" y2="%d"/>`+"\n", margin, p.y, width-margin, p.y)
	p.y += 18
}

func (p *picture) heading(title string, s curate.Stats) {
	p.y += 18
	p.text(margin, float64(p.y), "title", "start", corpus.Shorten(title, 64))
	p.y += 26
	p.text(margin, float64(p.y), "lead", "start", lead(s))
	p.y += section - 12
}

// lead says in a line what there is.
func lead(s curate.Stats) string {
	parts := []string{counted(s.Cases, "case", "cases")}
	if n := len(s.Libraries); n > 1 {
		names := make([]string, 0, n)
		for _, l := range s.Libraries[:min(n, 4)] {
			names = append(names, corpus.Shorten(l.Name, 24)+" "+grouped(l.Cases))
		}
		if n > 4 {
			names = append(names, fmt.Sprintf("%d more", n-4))
		}
		parts[0] += " (" + strings.Join(names, ", ") + ")"
	}
	countries := slices.DeleteFunc(slices.Clone(s.Countries), func(t curate.Tally) bool { return t.ID == corpus.Institutions })
	if n := len(countries); n > 0 {
		parts = append(parts, counted(n, "country", "countries"))
	}
	if n := len(s.Topics); n > 0 {
		parts = append(parts, counted(n, "topic", "topics"))
	}
	if n := len(s.Years); n > 0 {
		parts = append(parts, fmt.Sprintf("%d to %d", s.Years[0].Year, s.Years[n-1].Year))
	}
	return strings.Join(parts, " · ")
}

func (p *picture) countries(s curate.Stats) {
	p.part("By country", "one square a country, with its number of cases"+without(s.Without.Country, s.Cases, "name none"))
	if len(s.Countries) == 0 {
		p.none()
		return
	}
	cases := map[string]curate.Tally{}
	for _, c := range s.Countries {
		cases[c.ID] = c
	}
	m, most := squares(), 0
	for code := range m.of {
		most = max(most, cases[code].Cases)
	}
	scale := scaleOf(most)
	left := margin + (inner-m.columns*pitch)/2
	codes := make([]string, 0, len(m.of))
	for code := range m.of {
		codes = append(codes, code)
	}
	slices.SortFunc(codes, func(a, b string) int {
		return cmp.Or(cmp.Compare(m.of[a].row, m.of[b].row), cmp.Compare(m.of[a].column, m.of[b].column))
	})
	for _, code := range codes {
		at, c := m.of[code], cases[code]
		x, y, step := left+at.column*pitch, p.y+at.row*pitch, stepOf(scale, c.Cases)
		if step == 0 {
			p.printf(`<rect class="s0" x="%d" y="%d" width="%d" height="%d" rx="%d"/>`+"\n", x, y, tile, tile, corner)
			p.text(float64(x)+tile/2.0, float64(y)+16, "code t0", "middle", code)
			continue
		}
		p.printf(`<g><title>%s: %s</title><rect class="s%d" x="%d" y="%d" width="%d" height="%d" rx="%d"/>`+"\n", escaped(c.Name), counted(c.Cases, "case", "cases"), step, x, y, tile, tile, corner)
		p.text(float64(x)+tile/2.0, float64(y)+11, fmt.Sprintf("code t%d", step), "middle", code)
		p.text(float64(x)+tile/2.0, float64(y)+21, fmt.Sprintf("in t%d", step), "middle", short(c.Cases))
		p.WriteString("</g>\n")
	}
	bottom := p.y + m.rows*pitch
	p.legend(left, p.y+2, scale)
	p.y = bottom + 16
	p.unplaced(s.Countries, m.of)
	p.y += section - 12
}

// legend says what the colours of the map stand for, in its upper left, where there is no country.
func (p *picture) legend(x, y int, scale []int) {
	for i, from := range scale {
		said := grouped(from) + " or more"
		if i+1 < len(scale) && scale[i+1]-1 > from {
			said = grouped(from) + " to " + grouped(scale[i+1]-1)
		} else if i+1 < len(scale) {
			said = grouped(from)
		}
		if i == 0 {
			said += map[bool]string{true: " case", false: " cases"}[said == "1"]
		}
		p.printf(`<rect class="s%d" x="%d" y="%d" width="15" height="15" rx="3"/>`+"\n", i+1, x, y+22*i)
		p.text(float64(x)+22, float64(y+22*i)+12, "note", "start", said)
	}
}

// lineOf is how many characters of a note a line holds.
const lineOf = 140

// unplaced names the places with cases that have no square.
func (p *picture) unplaced(countries []curate.Tally, placed map[string]square) {
	var names []string
	for _, c := range countries {
		if _, on := placed[c.ID]; !on {
			names = append(names, corpus.Shorten(c.Name, 40)+" "+grouped(c.Cases))
		}
	}
	if len(names) == 0 {
		return
	}
	line := "Not on the map: "
	for i, name := range names {
		if i > 0 && len(line)+len(name) > lineOf {
			line += fmt.Sprintf(" and %d more", len(names)-i)
			break
		}
		if i > 0 {
			line += ", "
		}
		line += name
	}
	p.text(margin, float64(p.y), "note", "start", line)
	p.y += 18
}

func (p *picture) topics(s curate.Stats) {
	p.part("By topic", "a case can have several"+without(s.Without.Topic, s.Cases, "have none"))
	bars := s.Topics[:min(len(s.Topics), mostBars)]
	if len(bars) == 0 {
		p.none()
		return
	}
	rows := (len(bars) + 1) / 2
	column := (inner - gutter) / 2
	count := barCount + 7*len(grouped(bars[0].Cases))
	full := float64(column - barLabel - count)
	for i, bar := range bars {
		x := margin + i/rows*(column+gutter)
		y := p.y + i%rows*barPitch
		long := max(1.5, full*float64(bar.Cases)/float64(bars[0].Cases))
		p.printf(`<g><title>%s: %s</title>`+"\n", escaped(bar.Name), counted(bar.Cases, "case", "cases"))
		p.text(float64(x+barLabel-10), float64(y+10), "name", "end", corpus.Shorten(bar.Name, 33))
		p.printf(`<rect class="track" x="%d" y="%d" width="%s" height="%d" rx="3"/><rect class="bar" x="%d" y="%d" width="%s" height="%d" rx="3"/>`+"\n",
			x+barLabel, y, number(full), barHeight, x+barLabel, y, number(long), barHeight)
		p.text(float64(x+column), float64(y+10), "count", "end", grouped(bar.Cases))
		p.WriteString("</g>\n")
	}
	p.y += rows*barPitch + section - 20
}

func (p *picture) none() {
	p.text(margin, float64(p.y)+6, "note", "start", "none of the cases has one")
	p.y += section
}

// span is a column of years.
type span struct {
	label        string
	first, cases int
}

// spans are the columns: a year each, with those without a case between them, and before them all
// that are older.
func spans(years []curate.YearTally) []span {
	if len(years) == 0 {
		return nil
	}
	last := years[len(years)-1].Year
	first := max(years[0].Year, last-mostYears+1)
	var list []span
	if years[0].Year < first {
		list = append(list, span{label: fmt.Sprintf("before %d", first)})
	}
	older := len(list)
	for year := first; year <= last; year++ {
		list = append(list, span{label: fmt.Sprint(year), first: year})
	}
	for _, y := range years {
		if y.Year < first {
			list[0].cases += y.Cases
		} else {
			list[older+y.Year-first].cases += y.Cases
		}
	}
	return list
}

func (p *picture) years(s curate.Stats) {
	p.part("By year", "the year in which a case began"+without(s.Without.Year, s.Cases, "tell none"))
	list := spans(s.Years)
	if len(list) == 0 {
		p.none()
		return
	}
	most := 0
	for _, one := range list {
		most = max(most, one.cases)
	}
	p.y += 10
	bottom := p.y + yearsHeight
	class := "count"
	if most > 999 {
		class = "top"
	}
	step := min(60, float64(inner)/float64(len(list)))
	wide := step * 0.74
	p.printf(`<line class="line" x1="%d" y1="%d" x2="%d" y2="%d"/>`+"\n", margin, bottom, width-margin, bottom)
	for i, one := range list {
		x := margin + step*float64(i)
		middle := x + step/2
		tall := float64(yearsHeight-6) * float64(one.cases) / float64(most)
		p.printf(`<g><title>%s: %s</title>`+"\n", one.label, counted(one.cases, "case", "cases"))
		if one.cases > 0 {
			tall = max(tall, 1.5)
			p.printf(`<rect class="bar" x="%s" y="%s" width="%s" height="%s" rx="2"/>`+"\n", number(middle-wide/2), number(float64(bottom)-tall), number(wide), number(tall))
			p.text(middle, float64(bottom)-tall-5, class, "middle", short(one.cases))
		}
		if label := yearLabel(one, i, len(list)); label != "" {
			anchor, at := "middle", middle
			if one.first == 0 {
				anchor, at = "start", x
			}
			p.text(at, float64(bottom)+18, "note", anchor, label)
		}
		p.WriteString("</g>\n")
	}
	p.y = bottom + 30
}

// yearLabel is what stands below a column, "" where there is no room for it.
func yearLabel(one span, i, all int) string {
	switch {
	case one.first == 0:
		return one.label
	case all <= 18:
		return one.label
	case one.first%5 != 0 || i == 1: // the one before needs its room
		return ""
	}
	return one.label
}

// inWords says what the picture shows, to those who do not see it.
func inWords(s curate.Stats) string {
	said := lead(s) + "."
	for _, part := range []struct {
		what string
		list []curate.Tally
	}{{"Most cases by country", s.Countries}, {"by topic", s.Topics}} {
		var most []string
		for _, t := range part.list[:min(len(part.list), 5)] {
			most = append(most, t.Name+" "+grouped(t.Cases))
		}
		if len(most) > 0 {
			said += " " + part.what + ": " + strings.Join(most, ", ") + "."
		}
	}
	best := curate.YearTally{}
	for _, y := range s.Years {
		if y.Cases > best.Cases {
			best = y
		}
	}
	if best.Cases > 0 {
		said += fmt.Sprintf(" The year with the most cases is %d, with %s.", best.Year, grouped(best.Cases))
	}
	return said
}

// without says how many cases are not in a part.
func without(lacking, all int, verb string) string {
	if lacking == 0 {
		return ""
	}
	return "; " + grouped(lacking) + " of " + grouped(all) + " " + verb
}

func counted(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(n) + " " + more
}

// grouped is a number with its thousands set apart.
func grouped(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return grouped(n/1000) + fmt.Sprintf(",%03d", n%1000)
}

// short is a number in at most four signs, of which a title beside has all.
func short(n int) string {
	switch {
	case n < 10_000:
		return fmt.Sprint(n)
	case n < 1_000_000:
		return fmt.Sprintf("%dk", n/1000)
	}
	return fmt.Sprintf("%dM", n/1_000_000)
}

// number is a length with at most one digit behind the point.
func number(x float64) string { return strings.TrimSuffix(fmt.Sprintf("%.1f", x), ".0") }

// escaped is text inside XML, whatever it says: what XML cannot hold is left out, and so is what
// turns the direction of writing.
func escaped(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	var out strings.Builder
	if err := xml.EscapeText(&out, []byte(s)); err != nil {
		return "" // a Builder takes everything
	}
	return out.String()
}
