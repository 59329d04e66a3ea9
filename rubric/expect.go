package rubric

import (
	"fmt"
	"slices"

	yaml "go.yaml.in/yaml/v4"
)

// expect reads what is to come out of an example.
func (l *loader) expect(n *yaml.Node, subject string) []Expected {
	x := &expecting{loader: l, subject: subject}
	before := len(l.faults.List)
	segments := l.rubric.SegmentNames()
	var reasons []string
	for _, c := range l.rubric.Caps {
		reasons = append(reasons, c.Reason)
	}
	l.mapping(n, subject, []field{
		{key: "score", read: x.score},
		{key: "band", read: x.one(ExpectBand, append(l.rubric.BandNames(), Unscored))},
		{key: "ratings", read: x.ratings},
		{key: "segment", read: x.one(ExpectSegment, segments)},
		{key: "cap", read: x.one(ExpectCap, reasons)},
		{key: "plays", read: x.plays},
	})
	if len(x.all) == 0 && len(l.faults.List) == before {
		l.faults.add(place(n), "%s: nothing; want at least one of score, band, ratings, segment, cap and plays", subject)
	}
	return x.all
}

// An expecting collects what one example expects.
type expecting struct {
	*loader
	subject string
	all     []Expected
}

func (x *expecting) add(what Expectation, n *yaml.Node, want ...string) {
	x.all = append(x.all, Expected{What: what, Want: want, Pos: place(n)})
}

// score reads the expected score.
func (x *expecting) score(n *yaml.Node) {
	if score, ok := x.hundredths(n, x.subject+": score", 0, 100); ok {
		x.add(ExpectScore, n, fmt.Sprintf("%d.%02d", score/100, score%100))
	}
}

// ratings reads the expected ratings, by the names of their criteria.
func (x *expecting) ratings(n *yaml.Node) {
	x.perCriterion(n, x.subject+": ratings", func(i int, n *yaml.Node, subject string) {
		const want = "a rating from 1 to 5, or " + MissingRating
		text, ok := x.scalar(n, subject, want)
		switch {
		case !ok:
		case x.rubric.Criteria[i].Judge == ByQuintiles:
			x.faults.add(place(n), "%s has quintiles, which rate among a run's accounts; an example is alone: leave it out", subject)
		case text != MissingRating && (len(text) != 1 || text < "1" || text > "5"):
			x.faults.add(place(n), "%s: %s; want %s", subject, asWritten(text), want)
		default:
			x.all = append(x.all, Expected{ExpectRating, i, []string{text}, place(n)})
		}
	})
}

// one returns what reads the one of names that is expected.
func (x *expecting) one(what Expectation, names []string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if name, ok := x.known(n, string(what), names); ok {
			x.add(what, n, name)
		}
	}
}

// plays reads the plays that are expected to be listed, in any order, and no
// others.
func (x *expecting) plays(n *yaml.Node) {
	items, ok := x.sequence(n, x.subject+": plays")
	var plays, listed []string
	for _, p := range x.rubric.Plays {
		plays = append(plays, p.Name)
	}
	for _, item := range items {
		name, isPlay := x.known(item, "play", plays)
		if isPlay && slices.Contains(listed, name) {
			x.faults.add(place(item), "%s: play %s is there twice", x.subject, quote(name))
		}
		listed, ok = append(listed, name), ok && isPlay
	}
	if ok {
		x.add(ExpectPlays, n, slices.DeleteFunc(plays, func(name string) bool { return !slices.Contains(listed, name) })...)
	}
}

// known reads a name that the rubric gives to something of a kind.
func (x *expecting) known(n *yaml.Node, kind string, names []string) (string, bool) {
	name, ok := x.text(n, x.subject+": "+kind)
	if ok && !slices.Contains(names, name) {
		x.faults.add(place(n), "%s: there is no %s %s%s", x.subject, kind, quote(name), wanted(name, names))
		ok = false
	}
	return name, ok
}
