package rubric

import yaml "go.yaml.in/yaml/v4"

// A Warning says when an account is warned of: its score has been more than
// Sigmas σ below its baseline for so many Weeks in a row.
type Warning struct {
	Sigmas   int // hundredths, 100 to 1000
	Weeks    int // 1 to 4
	Baseline int // how many weeks the baseline is the median of, 4 to 26
	AtLeast  int // how many weeks of scores it takes, over Weeks and up to Span
}

// Span returns how many of the last weeks the rule looks at: those that make
// the baseline, and as many behind them that are judged by it.
func (w Warning) Span() int { return 2 * w.Baseline }

// DefaultWarning returns the rule of a rubric that says nothing of warnings.
func DefaultWarning() Warning { return Warning{Sigmas: 250, Weeks: 2, Baseline: 12, AtLeast: 6} }

// warning reads the rule of warnings. What the last key may be hangs on those
// before it.
func (l *loader) warning(n *yaml.Node) {
	w := &l.rubric.Warning
	l.mapping(n, "warning", []field{
		{key: "sigmas", read: func(n *yaml.Node) {
			if sigmas, ok := l.hundredths(n, "warning: sigmas", 1, 10); ok {
				w.Sigmas = sigmas
			}
		}},
		{key: "weeks", read: l.weeksInto(&w.Weeks, "weeks", 1, 4)},
		{key: "baseline", read: l.weeksInto(&w.Baseline, "baseline", 4, 26)},
		{key: "at_least", read: func(n *yaml.Node) { l.weeksInto(&w.AtLeast, "at_least", w.Weeks+1, w.Span())(n) }},
	})
}

// weeksInto returns what reads a number of weeks into dst, which a fault leaves
// as it is.
func (l *loader) weeksInto(dst *int, key string, least, most int) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if weeks, ok := l.integer(n, "warning: "+key, least, most); ok {
			*dst = weeks
		}
	}
}
