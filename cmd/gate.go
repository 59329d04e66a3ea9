package cmd

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"chs/internal/pipeline"
	"chs/rubric"
)

// A gate is the tests of --fail-on. If one of them comes true the run exits
// with 3.
type gate []gateTest

// A gateTest compares a count, or its share of all, with a number.
type gateTest struct {
	name    string
	op      string
	number  float64
	percent bool
}

var gateForm = regexp.MustCompile(`^(.*?)\s*(<=|>=|==|!=|<|>)\s*([0-9]+(?:\.[0-9]+)?)\s*(%?)$`)

// parseGate reads all that --fail-on says, in tests of what has one of the names.
func parseGate(texts, names []string) (gate, error) {
	var g gate
	if texts == nil {
		return nil, nil
	}
	for part := range strings.SplitSeq(strings.Join(texts, " or "), " or ") {
		found := gateForm.FindStringSubmatch(strings.TrimSpace(part))
		if found == nil || strings.ContainsAny(found[1], "<=>!") && !slices.Contains(names, strings.Trim(found[1], `"`)) {
			return nil, &usageError{err: fmt.Errorf("--fail-on %q: want NAME > NUMBER or NAME > NUMBER%%, joined by or", part)}
		}
		name := strings.Trim(found[1], `"`)
		if !slices.Contains(names, name) {
			return nil, &usageError{err: fmt.Errorf("--fail-on: there is no %q; %s", name, wantOf(name, names))}
		}
		number, err := strconv.ParseFloat(found[3], 64)
		if err != nil {
			return nil, &usageError{err: fmt.Errorf("--fail-on %q: the number is out of range", part)}
		}
		g = append(g, gateTest{name, found[2], number, found[4] != ""})
	}
	return g, nil
}

// check returns an error that says which test is the first to come true, or nil.
// counted returns how many there are of a name, and of how many in all.
func (g gate) check(counted func(name string) (count, all int)) error {
	for _, t := range g {
		count, all := counted(t.name)
		measured, unit := float64(count), ""
		if t.percent {
			unit = "%"
			measured = 0
			if all > 0 {
				measured = 100 * float64(count) / float64(all)
			}
		}
		if !t.isTrue(measured) {
			continue
		}
		said := fmt.Sprintf("%d", count)
		if t.percent {
			said = fmt.Sprintf("%d of %d (%.2f%%)", count, all, measured)
		}
		return &gateError{fmt.Sprintf("--fail-on: %s is %s; the gate is %s %s %s%s", t.name, said, t.name, t.op,
			strconv.FormatFloat(t.number, 'f', -1, 64), unit)}
	}
	return nil
}

// scoreGateNames are those of the gates of chs score.
func scoreGateNames(r *rubric.Rubric, compares bool) []string {
	names := append(r.BandNames(), rubric.Unscored, "rejected", "problems")
	if compares {
		names = append(names, pastGateNames...)
	}
	return names
}

// scoreGateCount returns how many there are of a name, and of how many in all:
// accounts wanted for bands, rows read for the others.
func scoreGateCount(s *pipeline.Summary, bands []rubric.Band, name string) (count, all int) {
	i := slices.IndexFunc(bands, func(b rubric.Band) bool { return b.Name == name })
	switch {
	case i < 0 && name == "rejected":
		return s.Rejected, s.Read
	case i < 0 && name == "problems":
		return s.Problems, s.Read
	case i < 0:
		i = len(bands) // the unscored
	}
	return s.Tally.Bands[i].Accounts, s.Tally.Accounts()
}

func (t gateTest) isTrue(measured float64) bool {
	switch t.op {
	case "<":
		return measured < t.number
	case "<=":
		return measured <= t.number
	case ">":
		return measured > t.number
	case ">=":
		return measured >= t.number
	case "==":
		return measured == t.number
	}
	return measured != t.number
}
