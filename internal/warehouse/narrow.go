package warehouse

import (
	"regexp"
	"slices"
	"strings"
)

// word is what may be the name of a step's column.
var word = regexp.MustCompile(`[A-Za-z_][A-Za-z0-9_]*`)

// readLater returns for each step which columns of those before it are read behind it.
func (p *plan) readLater() [][]string {
	read := map[string]bool{}
	later := make([][]string, len(p.steps))
	for i, s := range slices.Backward(p.steps) {
		for _, before := range p.steps[:i] {
			for _, c := range before.columns {
				if read[c.name] {
					later[i] = append(later[i], c.name)
				}
			}
		}
		for _, c := range s.columns {
			for _, name := range word.FindAllString(c.value.sql, -1) {
				read[name] = true
			}
		}
	}
	return later
}

// wrapped joins names, on as many lines as they need.
func wrapped(names []string) string {
	var b strings.Builder
	start := 0 // of the line
	for i, name := range names {
		switch {
		case i == 0:
		case b.Len()-start+len(name) > width:
			b.WriteString(",\n    ")
			start = b.Len()
		default:
			b.WriteString(", ")
		}
		b.WriteString(name)
	}
	return b.String()
}
