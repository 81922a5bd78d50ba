package lexicon_test

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"precedent/recommend"
	"precedent/recommend/rank/ranktest"
	"precedent/recommend/understand"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/lexicon"
)

// framedCase is a statement of a public body with the problem in it, or a problem about
// public bodies, which is all kept.
type framedCase struct{ text, problem string }

// readFramed reads testdata/frames, a file a language: statements with "=>" and the problem
// in each, its parts set apart by " / ", and problems that have no frame.
func readFramed(t *testing.T) map[string][]framedCase {
	t.Helper()
	files, err := filepath.Glob("testdata/frames/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]framedCase{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		code := strings.TrimSuffix(filepath.Base(file), ".txt")
		for line := range strings.Lines(string(data)) {
			line = strings.TrimSpace(line)
			if line == "" {
				continue
			}
			text, problem, framed := strings.Cut(line, " => ")
			if !framed {
				problem = text
			}
			all[code] = append(all[code], framedCase{strings.ReplaceAll(text, `\n`, "\n"), problem})
		}
	}
	return all
}

// parts are what is left of a text, its parts between frames, without punctuation around.
func parts(text string) string {
	var list []string
	for part := range strings.SplitSeq(text, lexicon.ClauseEnd+" ") {
		if part = strings.Join(strings.Fields(strings.Trim(part, " .,:;?¿!¡()–-\n")), " "); part != "" {
			list = append(list, part)
		}
	}
	return strings.Join(list, " / ")
}

func TestFrames(t *testing.T) {
	e := ranktest.Engine(t)
	all := readFramed(t)
	for code, cases := range all {
		language := e.Understander().English
		if code != "en" {
			var err error
			if language, err = e.Understander().Foreign[code](); err != nil {
				t.Fatal(err)
			}
		}
		framed, plain := 0, 0
		for _, c := range cases {
			got, frames := language.WithoutFrames(c.text)
			if c.text == c.problem {
				plain++
				if len(frames) > 0 {
					t.Errorf("%s: of the problem %q, %q is left out", code, c.text, frames)
				}
				continue
			}
			framed++
			if parts(got) != c.problem {
				t.Errorf("%s: %q\nis about %q\nwant     %q\nleft out %q", code, c.text, parts(got), c.problem, frames)
			}
			if len(got) != len(c.text) {
				t.Errorf("%s: %q has %d bytes without its frames, %d with them", code, c.text, len(got), len(c.text))
			}
		}
		if framed < 15 || plain < 8 {
			t.Errorf("%s: only %d statements and %d problems", code, framed, plain)
		}
	}
	if len(all) != 8 {
		t.Errorf("statements in %d languages", len(all))
	}
}

// TestUnderstand_Frames looks at what statements of public bodies are searched by: nothing
// of the frame, and all that the bare problem is.
func TestUnderstand_Frames(t *testing.T) {
	e := ranktest.Engine(t)
	for _, c := range []struct{ text, problem string }{
		{"This Council notes the rise of fly tipping and calls on the Cabinet to act.", "the rise of fly tipping"},
		{"To ask the Minister of Health what steps are being taken to cut waiting lists", "cut waiting lists"},
		{"Written question E-001234/2023: bullying in schools", "bullying in schools"},
		{"Proposed by Cllr Smith, seconded by Cllr Jones: empty homes", "empty homes"},
		{"Der Rat der Stadt Köln stellt fest, dass Wohnungen leer stehen", "Wohnungen leer stehen"},
	} {
		r, err := understand.ParseRequest(e.Vocabulary(), c.text)
		if err != nil {
			t.Fatal(err)
		}
		q, err := e.Understand(r)
		if err != nil {
			t.Fatal(err)
		}
		alone, err := e.Understand(recommend.Request{Problem: c.problem})
		if err != nil {
			t.Fatal(err)
		}
		if len(q.LeftOut) == 0 || q.MuchLeftOut {
			t.Errorf("%q: left out %q, much %v", c.text, q.LeftOut, q.MuchLeftOut)
		}
		q.LeftOut = nil
		if !reflect.DeepEqual(q, alone) {
			t.Errorf("%q is understood as %+v, its problem alone as %+v", c.text, q, alone)
		}
	}
}

// FuzzFrames sees to it that any text keeps the place of every word that is not in a frame,
// in every language.
func FuzzFrames(f *testing.F) {
	for _, seed := range []string{
		"Council notes potholes and calls on the Cabinet to act", "1. (a) notes that: ; and", "To ask the Minister of", "what steps is the council of the council, and the council",
		"M. le ministre", "Motion n.º 12", "and and and that that", "Proposed by Cllr (X", "Der Rat fordert daher die", "WHEREAS;\nWHEREAS", "\xff* | \t",
	} {
		f.Add(seed)
	}
	e := ranktest.Engine(f)
	languages := []*lexicon.Lexicon{e.Understander().English}
	for _, code := range []string{"de", "es", "fr", "it", "nl", "pl", "pt"} {
		t, err := e.Understander().Foreign[code]()
		if err != nil {
			f.Fatal(err)
		}
		languages = append(languages, t)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text, _ = analysis.Truncate(text, recommend.MaxProblem)
		for _, language := range languages {
			got, frames := language.WithoutFrames(text)
			if len(got) != len(text) {
				t.Fatalf("%s: %q has %d bytes without its frames, %d with them", language.Code, text, len(got), len(text))
			}
			at := 0
			for _, frame := range frames {
				i := strings.Index(text[at:], frame)
				if i < 0 || frame == "" {
					t.Fatalf("%s: %q is left out of %q", language.Code, frame, text)
				}
				at += i + len(frame)
			}
			if len(frames) > 0 && len(analysis.Tokenize(got)) == 0 {
				t.Fatalf("%s: nothing is left of %q", language.Code, text)
			}
		}
	})
}
