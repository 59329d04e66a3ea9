package fleet

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"chs/rubric"
	"chs/scoring"
)

// Examples say what came out of a rubric's examples.
type Examples struct {
	Run, Held int            // all examples, and those that came out as expected
	Differing []rubric.Fault // what did not, and cells that cannot be read, in the order of the places
}

// RunExamples scores the examples of a rubric. Criteria with quintiles count
// as missing in them: an example is alone, and has no place among others.
func RunExamples(r *rubric.Rubric) Examples {
	all, alone := Examples{Run: len(r.Examples)}, withoutQuintiles(r)
	for i := range r.Examples {
		differing := runExample(alone, &r.Examples[i])
		if len(differing) == 0 {
			all.Held++
		}
		all.Differing = append(all.Differing, differing...)
	}
	inOrder(all.Differing)
	return all
}

// withoutQuintiles returns a rubric whose criteria with quintiles have nothing
// to judge.
func withoutQuintiles(r *rubric.Rubric) *rubric.Rubric {
	alone := *r
	alone.Criteria = slices.Clone(r.Criteria)
	for i := range alone.Criteria {
		if c := &alone.Criteria[i]; c.Judge == rubric.ByQuintiles {
			c.Column, c.Formula = "", &rubric.Formula{Root: rubric.NilLit{}}
		}
	}
	return &alone
}

// runExample scores one example and returns what came out otherwise.
func runExample(r *rubric.Rubric, e *rubric.Example) []rubric.Fault {
	cells, places := make([]string, len(r.Columns)), make([]rubric.Pos, len(r.Columns))
	for _, given := range e.Given {
		cells[given.Column], places[given.Column] = given.Text, given.Pos
	}
	scorer := scoring.New(r, scoring.Day(e.AsOf))
	result := scorer.NewResult()
	scorer.Score(cells, result)
	var found []rubric.Fault
	add := func(pos rubric.Pos, format string, args ...any) {
		message := fmt.Sprintf("example %q: ", e.Name) + fmt.Sprintf(format, args...)
		found = append(found, rubric.Fault{Pos: pos, Message: message})
	}
	for _, p := range result.Problems {
		if p.Column == scoring.None {
			add(e.Pos, "criterion %q: %q is not %s", r.Criteria[p.Criterion].Name, p.Value, p.Wanted)
		} else {
			add(places[p.Column], "column %q: %q is not %s", r.Columns[p.Column].Name, p.Value, p.Wanted)
		}
	}
	for _, x := range e.Expect {
		if got := outcome(r, result, x); !slices.Equal(got, x.Want) {
			add(x.Pos, "%s", difference(r, x, got))
		}
	}
	return found
}

// outcome returns what came out where x was expected, in the words of x.Want:
// nothing for the score of an unscored account, or for no cap.
func outcome(r *rubric.Rubric, result *scoring.Result, x rubric.Expected) []string {
	switch x.What {
	case rubric.ExpectScore:
		if result.Scored {
			return []string{scoring.FormatPoints(result.Score)}
		}
	case rubric.ExpectBand:
		if !result.Scored {
			return []string{rubric.Unscored}
		}
		return []string{r.Bands[result.Band].Name}
	case rubric.ExpectRating:
		if result.Ratings[x.Criterion] == 0 {
			return []string{rubric.MissingRating}
		}
		return []string{strconv.Itoa(int(result.Ratings[x.Criterion]))}
	case rubric.ExpectSegment:
		return []string{r.SegmentName(result.Segment)}
	case rubric.ExpectCap:
		if result.Scored && result.Cap != scoring.None {
			return []string{r.Caps[result.Cap].Reason}
		}
	case rubric.ExpectPlays:
		return playNames(r, result)
	}
	return nil
}

// playNames returns the names of the plays that apply.
func playNames(r *rubric.Rubric, result *scoring.Result) []string {
	var names []string
	for _, i := range result.Plays {
		names = append(names, r.Plays[i].Name)
	}
	return names
}

// difference words what came out instead of what x expects.
func difference(r *rubric.Rubric, x rubric.Expected, got []string) string {
	what := string(x.What) + " is"
	switch x.What {
	case rubric.ExpectRating:
		what = fmt.Sprintf("rating of %q is", r.Criteria[x.Criterion].Name)
	case rubric.ExpectPlays:
		what = "plays are"
	}
	return fmt.Sprintf("%s %s; want %s", what, inWords(x.What, got), inWords(x.What, x.Want))
}

// inWords joins what came out, names in quotes.
func inWords(what rubric.Expectation, texts []string) string {
	switch {
	case len(texts) == 0:
		return "none"
	case what == rubric.ExpectScore || what == rubric.ExpectRating:
		return texts[0]
	}
	quoted := make([]string, len(texts))
	for i, text := range texts {
		quoted[i] = strconv.Quote(text)
	}
	return strings.Join(quoted, ", ")
}
