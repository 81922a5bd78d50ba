package importing

import "precedent/corpus"

// CountryCode is the code of the country that a name in any of the languages stands for, or a code
// of two or three letters or digits; "" for none.
func (r *Reader) CountryCode(name string) string { return r.countryCode(name) }

// Level is the id of the level of government with a name in any of the languages, "" for none.
func (r *Reader) Level(name string) string { return r.level(name) }

// Tag is the id of the topic or approach with that id, or with that label in any of the languages;
// "" for none.
func (r *Reader) Tag(name string) string { return r.tags[corpus.PlainLetters(name)] }

// Address is the address of a page that a text holds, which may lack what browsers add; "" for none.
func Address(text string) string { return address(text) }
