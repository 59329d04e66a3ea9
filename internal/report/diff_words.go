package report

import (
	"fmt"
	"strings"

	"chs/internal/fleet"
)

// A diffFact is what a diff says in a line: texts that are not broken, and what
// stands between them.
type diffFact struct {
	separator string
	texts     []string
}

// String returns the line.
func (f diffFact) String() string { return strings.Join(f.texts, f.separator) }

// facts says how many accounts crossed, moved, came and left.
func (d *Diff) facts() []diffFact {
	facts := []diffFact{{" · ", d.crossings()}}
	say := func(first string, others []string) {
		facts = append(facts, diffFact{" ", append([]string{first}, others...)})
	}
	if mean, points, ok := d.Mean(); ok && d.Moved.Accounts > 0 {
		say(fmt.Sprintf("mean change %s:", signed(mean)), parts(points))
	}
	if d.Came.Accounts > 0 {
		say(counted(d.Came, d.New)+" came:", who(d.Comers, d.Came))
	}
	if d.Left.Accounts > 0 {
		say(counted(d.Left, d.Old)+" left:", who(d.Leavers, d.Left))
	}
	return facts
}

// shownNames is how many of the accounts that came or left are named.
const shownNames = 5

// who names the first of some accounts, with commas between them.
func who(list []*fleet.Change, of fleet.Sum) []string {
	var all []string
	for _, name := range called(list[:min(shownNames, len(list))]) {
		all = append(all, cellText(name))
	}
	if more := of.Accounts - len(all); more > 0 {
		all = append(all, count(more)+" more")
	}
	return commas(all)
}

// crossings words how many accounts cross a band, and how many move.
func (d *Diff) crossings() []string {
	crossed := d.Crossed()
	said := []string{fmt.Sprintf("%s of %s %s a band",
		orNone(crossed.Accounts), accounts(d.Matched.Accounts), verb(crossed.Accounts, "crosses", "cross"))}
	for _, c := range []struct {
		how  fleet.Crossing
		word string
	}{
		{fleet.Down, "down"}, {fleet.Up, "up"}, {fleet.Renamed, "in a renamed band"},
		{fleet.BecameUnscored, "no longer scored"}, {fleet.BecameScored, "now scored"},
	} {
		if n := d.Crossing[c.how]; n.Accounts > 0 {
			said = append(said, counted(n, d.New)+" "+c.word)
		}
	}
	if d.Moved.Accounts == 0 {
		return append(said, "no score changes")
	}
	return append(said, counted(d.Moved, d.New)+verb(d.Moved.Accounts, " moves", " move"))
}

func verb(n int, one, several string) string {
	if n == 1 {
		return one
	}
	return several
}

func orNone(n int) string {
	if n == 0 {
		return "none"
	}
	return count(n)
}

// parts words the parts of a change that are not 0.
func parts(points [fleet.Causes]int) []string {
	var said []string
	for cause, part := range points {
		if part != 0 {
			said = append(said, fmt.Sprintf("%s %s", fleet.Cause(cause), signed(part)))
		}
	}
	return commas(said)
}

// commas puts a comma behind all words but the last.
func commas(words []string) []string {
	for i := range len(words) - 1 {
		words[i] += ","
	}
	return words
}
