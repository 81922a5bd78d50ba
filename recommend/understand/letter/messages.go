package letter

import "strings"

// message is the lines of a text that one person wrote: a text can hold the older mails
// that it answers.
type message struct {
	lines []int
	lead  []int // the lines that say whose message it is: "On 2 May Ann wrote:"
}

// Bounds of the lines above an older message, in words and lines.
const (
	maxAttribution = 30 // "On 12 May 2015 at 10:30, Ann Smith <ann@example.org> wrote:"
	maxAfterVerb   = 8  // "schrieb Ann Smith <ann@example.org>:"
	maxSeparator   = 8  // "----- Original Message from Ann Smith -----"
)

// messages splits a text into the messages that it holds, the newest, which is the
// writer's own, first.
func (l *laid) messages() []message {
	all := []message{{}}
	current := 0   // the message that lines belong to
	quoted := -1   // the message of the run of quoted lines that goes on
	own := false   // whether the writer's own message has begun
	var lead []int // lines above the next message
	begin := func(led []int) int {
		all = append(all, message{lead: led})
		return len(all) - 1
	}
	for i := 0; i < len(l.lines); i++ {
		n := l.lines[i]
		if n.quoted {
			switch {
			case quoted >= 0:
			case len(lead) > 0:
				quoted, lead = begin(lead), nil
			case current == 0 && !own && l.attribution(i) == 0:
				quoted = 0 // somebody quotes what they ask about
			default:
				quoted = begin(nil)
			}
			all[quoted].lines = append(all[quoted].lines, i)
			continue
		}
		if !n.blank && quoted >= 0 {
			quoted = -1
		}
		if led := l.attribution(i); led > 0 {
			for range led {
				lead = append(lead, i)
				i++
			}
			i--
			if !l.quotedNext(i + 1) {
				current, lead = begin(lead), nil
			}
			continue
		}
		if l.separator(i) || own && l.headerBlock(i) > 1 {
			lead = append(lead, l.ruleBefore(i, &all[current])...)
			current = begin(lead)
			lead = nil
			if l.separator(i) {
				all[current].lead = append(all[current].lead, i)
				continue
			}
			for end := i + l.headerBlock(i); i < end-1; i++ {
				all[current].lines = append(all[current].lines, i)
			}
		}
		if !n.blank && current == 0 && !n.wordless() {
			own = own || l.headerLine(i) == 0
		}
		all[current].lines = append(all[current].lines, i)
	}
	return all
}

// quotedNext tells whether the first line from i on that is not blank is quoted.
func (l *laid) quotedNext(i int) bool {
	for ; i < len(l.lines); i++ {
		if !l.lines[i].blank {
			return l.lines[i].quoted
		}
	}
	return false
}

// attribution returns how many lines the words take up that say who wrote what follows
// and when, if they begin at line i; 0 where they do not. They end with a colon.
func (l *laid) attribution(i int) int {
	for _, lines := range []int{1, 2, 3} {
		if i+lines > len(l.lines) || lines > 1 && l.lines[i+lines-1].blank {
			return 0
		}
		last := l.lines[i+lines-1]
		if !strings.HasSuffix(strings.TrimRight(l.text[:last.to], " *_"), ":") || strings.TrimSpace(l.text[last.from:last.to]) == ":" && lines == 1 {
			continue
		}
		first, end := l.lines[i].first, last.last
		if end-first < 2 || end-first > maxAttribution {
			return 0
		}
		said := some(max(first, end-maxAfterVerb), end, func(w int) bool { return l.at(w, wrote) > 0 })
		dated, begins := some(first, end, l.digit), l.at(first, on) > 0 || l.digit(first)
		if said && dated && begins || (said || dated) && l.quotedNext(i+lines) {
			return lines
		}
		return 0
	}
	return 0
}

// separator tells whether a line parts a message from an older one, by what it says
// and by how it is set: between dashes, or ending with a colon.
func (l *laid) separator(i int) bool {
	n := l.lines[i]
	if n.wordless() || n.last-n.first > maxSeparator {
		return false
	}
	line := strings.TrimSpace(l.text[n.from:n.to])
	dashes := len(line) > 1 && line[0] == line[1] && strings.IndexByte("-=_#*", line[0]) >= 0
	colon := strings.HasSuffix(line, ":")
	return some(n.first, n.last, func(w int) bool {
		size := l.at(w, original)
		return size > 0 && (dashes || (colon || w+size == n.last) && w == n.first)
	})
}

// ruleBefore takes a rule (a line of underscores or dashes) from the end of a message,
// which some programs draw above an older one.
func (l *laid) ruleBefore(i int, m *message) []int {
	k := len(m.lines) - 1
	for k >= 0 && l.lines[m.lines[k]].blank {
		k--
	}
	if k < 0 {
		return nil
	}
	n := l.lines[m.lines[k]]
	if strings.Trim(l.text[n.from:n.to], " _-=*") != "" {
		return nil
	}
	rule := m.lines[k]
	m.lines = m.lines[:k]
	return []int{rule}
}

// headerLine returns how many words the name of a header has that line i begins with,
// as in "Subject: ...", and 0 where there is none.
func (l *laid) headerLine(i int) int { return l.headerAt(l.lines[i].first, l.lines[i].last) }

func (l *laid) headerAt(w, end int) int {
	if size := l.at(w, from|subject|header); size > 0 && w+size <= end && l.after(w+size-1) == ':' {
		return size
	}
	return 0
}

// headerBlock returns how many lines the block of headers has that begins at line i:
// one of who sent a mail is among them, or of what it is about. 0 where there is none.
func (l *laid) headerBlock(i int) int {
	headers, telling, end := 0, false, i
	for ; end < len(l.lines); end++ {
		n := l.lines[end]
		if l.headerLine(end) > 0 {
			headers++
			telling = telling || l.at(n.first, from|subject) > 0
			continue
		}
		if n.blank || headers == 0 || !n.indents {
			break // a header may go on in a line that is set in
		}
	}
	if headers < 2 || !telling {
		return 0
	}
	return end - i
}
