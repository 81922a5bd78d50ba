package corpus

import (
	"hash/crc32"

	"precedent/corpus/pack"
)

// pack describes a record. A test holds it against the fields of Case.
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

// digestTable is that of the sum that processors have an instruction for.
var digestTable = crc32.MakeTable(crc32.Castagnoli)

// Digest tells records apart: of those with one id, two with the same digest say the
// same. It stays what it is for as long as [Case] has the same fields.
func (c *Case) Digest() uint64 {
	data := pack.Write(c.pack)
	return uint64(len(data))<<32 | uint64(crc32.Checksum(data, digestTable))
}
