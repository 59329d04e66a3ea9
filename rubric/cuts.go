package rubric

import (
	"cmp"
	"slices"
	"strings"

	yaml "go.yaml.in/yaml/v4"
)

// judge reads how the metric becomes a rating, but for levels.
func (l *loader) judge(subject string, c *Criterion, cuts, better *yaml.Node) {
	direction := l.better(better, subject)
	switch {
	case cuts == nil:
		if better != nil {
			l.faults.add(place(better), "%s: better goes with cuts", subject)
		}
	case c.Judge == ByLevels:
		l.faults.add(place(cuts), "%s has levels and cuts; want one of them", subject)
	default:
		if cuts = l.follow(cuts, subject+": cuts"); cuts == nil {
			return
		}
		if cuts.Kind == yaml.ScalarNode && strings.TrimSpace(cuts.Value) == "quintiles" {
			c.Judge, c.Cuts.LowerIsBetter = ByQuintiles, direction == "lower"
			return
		}
		c.Judge = ByCuts
		l.directedCuts(cuts, subject+": cuts", direction, c)
	}
}

// directedCuts reads a criterion's cuts. The direction is the one that better
// names, or "".
func (l *loader) directedCuts(n *yaml.Node, subject, better string, c *Criterion) {
	at, shown, ok := l.cuts(n, subject, "four numbers, such as [25, 50, 65, 80], or quintiles")
	switch {
	case !ok:
	case shown == "" && better == "":
		l.faults.add(place(n), "%s are all equal; say better: higher or better: lower", subject)
	case shown != "" && better != "" && shown != better:
		l.faults.add(place(n), "%s say %s is better, but better says %s", subject, shown, better)
	default:
		c.Cuts = Cuts{at, cmp.Or(shown, better) == "lower"}
	}
}

// better reads the direction that a criterion names: higher, lower or "".
func (l *loader) better(n *yaml.Node, subject string) string {
	if n == nil {
		return ""
	}
	text, ok := l.scalar(n, subject+": better", "higher or lower")
	if ok && text != "higher" && text != "lower" {
		l.faults.add(place(n), "%s: better: %s; want higher or lower", subject, quote(text))
		return ""
	}
	return text
}

// cuts reads four numbers in one direction and returns which metric they call
// better: higher, lower, or "" if all are equal.
func (l *loader) cuts(n *yaml.Node, subject, want string) (at [4]float64, better string, ok bool) {
	if n = l.follow(n, subject); n == nil {
		return at, "", false
	}
	if n.Kind == yaml.ScalarNode {
		l.faults.add(place(n), "%s: %s; want %s", subject, quote(n.Value), want)
		return at, "", false
	}
	items, ok := l.sequence(n, subject)
	if !ok {
		return at, "", false
	}
	if len(items) != len(at) {
		l.faults.add(place(n), "%s: %d numbers; want four, which reach the ratings 2, 3, 4 and 5", subject, len(items))
		return at, "", false
	}
	for i, item := range items {
		number, _, isNumber := l.number(item, subject)
		at[i], ok = number, ok && isNumber
	}
	better = direction(at)
	if ok && better == "mixed" {
		l.faults.add(place(n), "%s neither rise nor fall throughout; want one direction", subject)
		ok = false
	}
	return at, better, ok
}

// direction returns which metric four cuts call better: higher, lower, "" if
// all are equal, or mixed.
func direction(cuts [4]float64) string {
	rising := slices.IsSorted(cuts[:])
	falling := slices.IsSortedFunc(cuts[:], func(a, b float64) int { return cmp.Compare(b, a) })
	switch {
	case rising && falling:
		return ""
	case rising:
		return "higher"
	case falling:
		return "lower"
	}
	return "mixed"
}
