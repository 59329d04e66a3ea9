package rubric

import (
	"time"

	yaml "go.yaml.in/yaml/v4"
)

// Million is the probability or share 1 in millionths, the unit of all of a
// [Propensity]'s.
const Million = 1_000_000

// A Propensity is the probability of leaving by score, as the straight lines
// between some of its points. It was fitted to accounts whose outcome is known.
type Propensity struct {
	Method   string    // Platt or Isotonic, "" if not given
	BaseRate int       // the share of the accounts it was fitted to that left, 1 to Million − 1
	Date     time.Time // of the fit, the zero Time if not given
	AUC      int       // of the score there, 0 if not given
	Knots    []Knot    // at least two, by rising score from 0 to 100 points

	// AppliedRate is the base rate that it is applied at, 1 to Million − 1. That
	// of a file is BaseRate.
	AppliedRate int
}

// The methods that a propensity is fitted by.
const (
	Platt    = "platt"
	Isotonic = "isotonic"
)

// A Knot is a point of a propensity.
type Knot struct {
	Score       int // in hundredths of a point
	Probability int // 1 to Million − 1; never above that of a lower score
}

// propensity reads the probability of leaving.
func (l *loader) propensity(n *yaml.Node) {
	p := &Propensity{}
	l.rubric.Propensity = p
	l.mapping(n, "propensity", []field{
		{key: "method", read: func(n *yaml.Node) { p.Method = l.method(n) }},
		{key: "base_rate", required: true, read: func(n *yaml.Node) { p.BaseRate, _ = l.unsure(n, "propensity: base_rate") }},
		{key: "date", read: func(n *yaml.Node) { p.Date = l.day(n, "propensity: date") }},
		{key: "auc", read: func(n *yaml.Node) { p.AUC, _ = l.millionths(n, "propensity: auc", 0, 1) }},
		{key: "knots", required: true, read: l.knots},
	})
	p.AppliedRate = p.BaseRate
}

// method reads what a propensity was fitted by.
func (l *loader) method(n *yaml.Node) string {
	text, ok := l.text(n, "propensity: method")
	if ok && text != Platt && text != Isotonic {
		l.faults.add(place(n), "propensity: method: %s%s", quote(text), wanted(text, []string{Platt, Isotonic}))
	}
	return text
}

// unsure reads a share or probability that is neither 0 nor 1.
func (l *loader) unsure(n *yaml.Node, subject string) (int, bool) {
	return l.millionths(n, subject, 1.0/Million, 1-1.0/Million)
}

// knots reads the points of the propensity.
func (l *loader) knots(n *yaml.Node) {
	const subject = "propensity: knots"
	items, ok := l.sequence(n, subject)
	if !ok {
		return
	}
	if len(items) < 2 {
		l.faults.add(place(n), "%s: %d; want at least two, from score 0 to score 100", subject, len(items))
		return
	}
	var all []Knot
	for i, item := range items {
		k, ok := l.knot(item)
		if !ok {
			continue
		}
		switch score := decimal(float64(k.Score) / 100); {
		case i == 0 && k.Score != 0:
			l.faults.add(place(item), "%s: the first is at score %s; want 0", subject, score)
		case i == len(items)-1 && k.Score != 100_00:
			l.faults.add(place(item), "%s: the last is at score %s; want 100", subject, score)
		}
		if len(all) > 0 {
			l.follows(k, all[len(all)-1], place(item))
		}
		all = append(all, k)
	}
	l.rubric.Propensity.Knots = all
}

// knot reads one point.
func (l *loader) knot(n *yaml.Node) (k Knot, ok bool) {
	const subject = "propensity: knots"
	if n = l.follow(n, subject); n == nil {
		return k, false
	}
	if n.Kind != yaml.SequenceNode || len(n.Content) != 2 {
		l.faults.add(place(n), "%s: want a score and its probability, such as [50, 0.3012]", subject)
		return k, false
	}
	var isScore, isProbability bool
	k.Score, isScore = l.hundredths(n.Content[0], subject+": score", 0, 100)
	k.Probability, isProbability = l.unsure(n.Content[1], subject+": probability")
	return k, isScore && isProbability
}

// follows notes where a point cannot follow another.
func (l *loader) follows(k, before Knot, at Pos) {
	if k.Score <= before.Score {
		l.faults.add(at, "propensity: knots: score %s is not above the one before it; want scores that rise", decimal(float64(k.Score)/100))
	}
	if k.Probability > before.Probability {
		l.faults.add(at, "propensity: knots: probability %s is above the one before it; want probabilities that never rise",
			decimal(float64(k.Probability)/Million))
	}
}
