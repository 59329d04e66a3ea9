package fleet

import (
	"fmt"
	"slices"
	"strings"

	"chs/rubric"
)

// bands returns the template's bands without those that no account could be in
// by the criteria and caps that fit, which it notes. The first band stays: the
// scores begin with it.
func (m *match) bands(text string, fitted []criterion, caps string) (string, error) {
	var p page
	p.line("name: " + scalar(m.own.Name))
	p.line("id: " + scalar(m.roles.id.name))
	if m.roles.value != nil {
		p.value(m.roles)
	}
	p.criteria(fitted)
	p.line(text)
	p.WriteString(caps)
	r, err := rubric.Load("the fitted criteria", []byte(p.String()))
	if err != nil {
		return "", fmt.Errorf("the rubric that chs proposes does not load; please report this: %w", err)
	}
	lines := strings.Split(text, "\n")
	for i, used := range usedBands(r) {
		if !used && i > 0 {
			name := r.Bands[i].Name
			m.unused = append(m.unused, name)
			lines = slices.DeleteFunc(lines, func(line string) bool { return strings.Contains(line, "{name: "+name+",") })
		}
	}
	return strings.Join(lines, "\n"), nil
}
