package table

import (
	"bytes"
	"fmt"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	utf16 "golang.org/x/text/encoding/unicode"
)

var (
	littleEndian = utf16.UTF16(utf16.LittleEndian, utf16.IgnoreBOM)
	bigEndian    = utf16.UTF16(utf16.BigEndian, utf16.IgnoreBOM)
)

// Decode makes UTF-8 of a text without its byte order mark, and says what it took it for. Where
// no encoding is named it is guessed: from the mark, from where the zeros of UTF-16 stand, and
// else from whether all of it is UTF-8.
func Decode(data []byte, named string) (text []byte, name string, err error) {
	if named != "" {
		e, err := htmlindex.Get(named)
		if err != nil {
			return nil, "", fmt.Errorf("is to be read as %q, which is no encoding that is known; such as utf-8, utf-16le, windows-1252, windows-1250, iso-8859-2, shift_jis", named)
		}
		name, _ = htmlindex.Name(e) // which fails for none that Get returns
		text, err = decoded(data, e)
		return bytes.TrimPrefix(text, []byte("\ufeff")), name, err
	}
	from := func(e encoding.Encoding, name string, data []byte) ([]byte, string, error) {
		text, err := decoded(data, e)
		return text, name, err
	}
	switch even, odd := zeros(data); {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		text, name := mixed(data[3:])
		return text, name, nil
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return from(littleEndian, "UTF-16", data[2:])
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return from(bigEndian, "UTF-16", data[2:])
	case odd > 10*even && likelyUTF16(odd, data):
		return from(littleEndian, "UTF-16 by its zeros", data)
	case even > 10*odd && likelyUTF16(even, data):
		return from(bigEndian, "UTF-16 by its zeros", data)
	case utf8.Valid(data):
		return data, "UTF-8", nil
	}
	if right, wrong := multibyte(data); 4*right > wrong {
		text, name := mixed(data)
		return text, name, nil
	}
	e, name := singleByte(data)
	return from(e, name+" by guess", data)
}

// mixed reads a text in UTF-8 in which some bytes are none, as where rows were pasted from a
// file in another encoding: what is UTF-8 stays, and the rest is read as that encoding. Single
// bytes that it has nothing for, as of a character that was cut in two, become U+FFFD.
func mixed(data []byte) (text []byte, name string) {
	if utf8.Valid(data) {
		return data, "UTF-8"
	}
	var others []byte // as they would stand in a text that is not UTF-8 at all
	for rest := data; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		switch {
		case size == 1:
			others = append(others, rest[0])
		case unicode.IsLetter(r):
			others = append(others, 'a')
		default:
			others = append(others, ' ')
		}
		rest = rest[size:]
	}
	e, name := singleByte(others)
	text = make([]byte, 0, len(data)+len(data)/16)
	n, first := 0, 0
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r != utf8.RuneError || size != 1 {
			text = append(text, data[i:i+size]...)
			i += size
			continue
		}
		if r = e.DecodeByte(data[i]); unicode.IsControl(r) {
			r = utf8.RuneError
		}
		if n++; n == 1 {
			first = 1 + bytes.Count(data[:i], []byte("\n"))
		}
		text = utf8.AppendRune(text, r)
		i++
	}
	bytesAre := "1 byte that is not and is"
	if n > 1 {
		bytesAre = fmt.Sprintf("%d bytes that are not and are", n)
	}
	return text, fmt.Sprintf("UTF-8, but for %s read as %s by guess, the first in line %d", bytesAre, name, first)
}

// singleByte guesses the encoding of a text in which each byte is a character.
func singleByte(data []byte) (e *charmap.Charmap, name string) {
	switch {
	case !centralEuropean(data):
		return charmap.Windows1252, "windows-1252"
	case hasControls(data):
		return charmap.Windows1250, "windows-1250"
	}
	return charmap.ISO8859_2, "iso-8859-2"
}

func decoded(data []byte, e encoding.Encoding) ([]byte, error) {
	text, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return nil, fmt.Errorf("cannot be decoded: %w", err)
	}
	return text, nil
}

// looked are how many bytes are looked at for zeros.
const looked = 64 << 10

// zeros counts those at even and odd places.
func zeros(data []byte) (even, odd int) {
	for i, b := range data[:min(len(data), looked)] {
		if b == 0 {
			if i%2 == 0 {
				even++
			} else {
				odd++
			}
		}
	}
	return even, odd
}

// likelyUTF16 tells whether so many zeros are those of UTF-16: even a text in another script
// has line breaks and signs that set cells apart.
func likelyUTF16(zeros int, data []byte) bool { return 40*zeros >= min(len(data), looked) }

// multibyte counts the characters of several bytes that are right in UTF-8, and the bytes that
// are wrong.
func multibyte(data []byte) (right, wrong int) {
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && size == 1:
			wrong++
		case size > 1:
			right++
		}
		data = data[size:]
	}
	return right, wrong
}

// centralEuropean tells whether bytes are letters of Central Europe: where they stand between
// letters and are signs in Western Europe, as in Polish "¿ycie" and "ma³y".
func centralEuropean(data []byte) bool {
	high, letters := 0, 0
	for i, b := range data {
		if b < utf8.RuneSelf {
			continue
		}
		high++
		if i == 0 || i+1 == len(data) || !isLetter(data[i-1]) || !isLetter(data[i+1]) || unicode.IsLetter(charmap.Windows1252.DecodeByte(b)) {
			continue
		}
		if unicode.IsLetter(charmap.Windows1250.DecodeByte(b)) || unicode.IsLetter(charmap.ISO8859_2.DecodeByte(b)) {
			letters++
		}
	}
	return 20*letters > high
}

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

// hasControls tells whether there are bytes that the encodings of ISO have for controls, and
// those of Windows for letters and signs.
func hasControls(data []byte) bool {
	for _, b := range data {
		if 0x80 <= b && b <= 0x9f {
			return true
		}
	}
	return false
}
