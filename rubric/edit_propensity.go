package rubric

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	yaml "go.yaml.in/yaml/v4"
)

// propensity writes the probability of leaving, in the place of an earlier one
// or behind all else. Nil stands for the earlier one.
func (m *manuscript) propensity(p *Propensity) {
	if p == nil || p.same(m.rubric.Propensity) {
		return
	}
	switch old := valueOf(m.root, "propensity"); {
	case old != nil && old.Kind == yaml.MappingNode && old.Style&yaml.FlowStyle == 0:
		m.replace(old, strings.Join(p.blockLines(), m.lineEnd+strings.Repeat(" ", old.Content[0].Column-1)))
	case old != nil:
		m.replace(old, p.inFlow())
	case m.root.Style&yaml.FlowStyle != 0:
		m.insert(m.root, lastOf(m.root), "propensity: "+p.inFlow())
	default:
		lead := m.lineEnd + strings.Repeat(" ", m.root.Content[0].Column-1)
		m.addLast(lead + "propensity:  # the probability of leaving, by score" + lead + "  " + strings.Join(p.blockLines(), lead+"  "))
	}
}

// addLast writes lines, each with the end of the one before it, behind all that
// the file has, and a blank line before them.
func (m *manuscript) addLast(lines string) {
	at := len(m.text)
	for i := m.pos(m.end(m.root)).Line; i < len(m.lines); i++ {
		if strings.HasPrefix(string(m.lines[i]), "...") { // the end of the document
			at = m.starts[i]
			break
		}
	}
	before := m.text[:at]
	if !bytes.HasSuffix(before, []byte(m.lineEnd)) {
		lines = m.lineEnd + lines
	}
	if bytes.HasSuffix(before, []byte(m.lineEnd+m.lineEnd)) {
		lines = strings.TrimPrefix(lines, m.lineEnd)
	}
	m.change(at, at, lines+m.lineEnd)
}

// blockLines returns the propensity's keys and values by lines.
func (p *Propensity) blockLines() []string {
	lines := append(p.scalars(), "knots:")
	for _, k := range p.Knots {
		lines = append(lines, "  - "+k.text())
	}
	return lines
}

// inFlow returns the propensity's keys and values in one line.
func (p *Propensity) inFlow() string {
	knots := make([]string, len(p.Knots))
	for i, k := range p.Knots {
		knots[i] = k.text()
	}
	return "{" + strings.Join(append(p.scalars(), "knots: ["+strings.Join(knots, ", ")+"]"), ", ") + "}"
}

// scalars returns the propensity's keys and values but for the knots.
func (p *Propensity) scalars() []string {
	var all []string
	if p.Method != "" {
		all = append(all, "method: "+p.Method)
	}
	all = append(all, "base_rate: "+millionthsText(p.BaseRate))
	if !p.Date.IsZero() {
		all = append(all, "date: "+p.Date.Format(time.DateOnly))
	}
	if p.AUC != 0 {
		all = append(all, "auc: "+millionthsText(p.AUC))
	}
	return all
}

// text returns the knot as a file holds it, such as [50, 0.3012].
func (k Knot) text() string {
	return fmt.Sprintf("[%s, %s]", hundredthsText(k.Score), millionthsText(k.Probability))
}

// same reports whether a file holds the same for another one.
func (p *Propensity) same(other *Propensity) bool {
	return p == other || p != nil && other != nil && p.inFlow() == other.inFlow()
}

func hundredthsText(x int) string { return decimal(float64(x) / 100) }
func millionthsText(x int) string { return decimal(float64(x) / Million) }
