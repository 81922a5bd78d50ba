package corpus

import (
	"hash/crc32"
	"slices"
	"strconv"
	"sync"

	"precedent/corpus/pack"
)

// Case is one public-sector innovation case. Text fields hold plain text
// without markup. Organisation, Year, Results, Countries, and (where no
// address is known) URL and Source may be empty. A field more is read from people's own
// files, and printed by show --json, by what stands here; parts in package view says how
// people see it, under a label in the catalogue of each spoken language. What is made of the
// case files is then made anew: go test ./corpus -update, twice, since the first run still
// reads the old form.
type Case struct {
	ID           string   `json:"id"`                 // lower-case words joined by hyphens; never changes once published
	Title        string   `json:"title"`              // the name the source gives it
	URL          string   `json:"url"`                // http or https; empty when no address is known
	Source       string   `json:"source"`             // who publishes the page at URL
	Countries    []string `json:"countries"`          // ISO 3166-1 alpha-2 codes, and EU and XK
	Organisation string   `json:"organisation"`       // who ran it
	Level        string   `json:"level"`              // id of a level in the taxonomy
	Year         OptInt   `json:"year"`               // year it began
	Problem      string   `json:"problem"`            // what it answers
	Summary      string   `json:"summary"`            // what was done
	Results      string   `json:"results"`            // what came of it, with figures as the source gave them
	Language     string   `json:"language,omitempty"` // what the texts are written in, one of [Vocabulary.Languages]; empty where that is not told, and in built-in records, which are in English
	Topics       []string `json:"topics"`             // ids of topics in the taxonomy
	Approaches   []string `json:"approaches"`         // ids of approaches in the taxonomy
	Keywords     []string `json:"keywords"`           // names and terms that a search should meet
	Seed         OptInt   `json:"seed"`               // number among the documents that the project started from
	Evidence     Evidence `json:"evidence"`           // how much of the source was seen
	Checked      Checked  `json:"checked"`            // what a second look at the record against its source found
	Retrieved    string   `json:"retrieved"`          // day the sources were looked at, YYYY-MM-DD
	Added        string   `json:"added"`              // day the case joined the library, YYYY-MM-DD
	AskedAs      []string `json:"asked_as"`           // how people would put the problem; for matching only
	Official     []string `json:"official"`           // how public bodies would put it; for matching only
	Also         []string `json:"also"`               // other words for the problem; for matching only
	Library      string   `json:"library,omitempty"`  // name of the library that it was read from, set by whoever reads it; empty for a built-in one

	Proposed *Proposed `json:"proposed,omitempty"` // what was found for a record of somebody's own that does not say it; nil where nobody has looked
}

// pack describes a record as it is embedded, without its library, which all of them share, and for
// which nothing is proposed. A test holds it against the fields of Case.
func (c *Case) pack(p *pack.Coder) {
	p.String(&c.ID)
	p.String(&c.Title)
	p.String(&c.URL)
	p.String(&c.Source)
	p.Strings(&c.Countries)
	p.String(&c.Organisation)
	p.String(&c.Level)
	pack.Uint(p, &c.Year)
	p.String(&c.Problem)
	p.String(&c.Summary)
	p.String(&c.Results)
	p.String(&c.Language)
	p.Strings(&c.Topics)
	p.Strings(&c.Approaches)
	p.Strings(&c.Keywords)
	pack.Uint(p, &c.Seed)
	pack.Text(p, &c.Evidence)
	pack.Text(p, &c.Checked)
	p.String(&c.Retrieved)
	p.String(&c.Added)
	p.Strings(&c.AskedAs)
	p.Strings(&c.Official)
	p.Strings(&c.Also)
}

// packCases describes the cases as they are embedded.
func packCases(p *pack.Coder, cases *[]Case) {
	pack.List(p, cases, func(c *Case) { c.pack(p) })
}

// digestTable is that of the sum that processors have an instruction for.
var digestTable = crc32.MakeTable(crc32.Castagnoli)

// digestRooms have room for the bytes of a record, since all records are digested at once.
var digestRooms = sync.Pool{New: func() any { return new([]byte) }}

// Digest tells records apart: of those with one id, two with the same digest say the
// same, whatever library they are read from. It stays what it is for as long as [Case] has the same fields.
func (c *Case) Digest() uint64 {
	room := digestRooms.Get().(*[]byte)
	defer digestRooms.Put(room)
	*room = c.Proposed.appendTo(pack.Append((*room)[:0], c.pack))
	return uint64(len(*room))<<32 | uint64(crc32.Checksum(*room, digestTable))
}

// Evidence says what of a case's source was seen when the record was written.
type Evidence string

// The kinds of evidence. A case from somebody's own file has none.
const (
	EvidencePage    Evidence = "page"    // its own page was read, in part
	EvidenceSnippet Evidence = "snippet" // only a mention of it was read
	EvidenceListing Evidence = "listing" // only its entry in a list was seen
)

var evidences = []Evidence{EvidencePage, EvidenceSnippet, EvidenceListing}

// Checked says what a second look at a record, by other eyes than those that wrote
// it, found when it was held against its source. It is empty where nobody has taken
// one.
type Checked string

// What a second look can find.
const (
	CheckedConfirmed Checked = "confirmed" // everything stands as the source has it
	CheckedMended    Checked = "mended"    // something did not, and was put right
	CheckedUnclear   Checked = "unclear"   // something could not be settled
)

var findings = []Checked{CheckedConfirmed, CheckedMended, CheckedUnclear}

// Asked returns every sentence that puts the problem of a case, as people would and
// then as public bodies would.
func (c *Case) Asked() []string { return slices.Concat(c.AskedAs, c.Official) }

// OptInt is a positive whole number that may be unknown. Zero means unknown
// and is null in JSON.
type OptInt int

// MarshalJSON writes null for an unknown number.
func (n OptInt) MarshalJSON() ([]byte, error) {
	if n == 0 {
		return []byte("null"), nil
	}
	return strconv.AppendInt(nil, int64(n), 10), nil
}
