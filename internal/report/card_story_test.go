package report

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"chs/internal/fleet"
	"chs/internal/history"
	"chs/rubric"
	"chs/scoring"
)

// drawStory draws what a history says of accounts of cardRubric.
func drawStory(t *rapid.T) func(string, *scoring.Result) *fleet.Story {
	r, err := rubric.Load("rubric.yaml", []byte(cardRubric))
	if err != nil {
		t.Fatal(err)
	}
	account := func(what string) *history.Account {
		band := rapid.IntRange(scoring.None, 1).Draw(t, what+" band")
		nan := math.NaN()
		a := history.Account{
			Scored: band != scoring.None, Band: band, Segment: scoring.None, Cap: scoring.None, Value: nan,
			Metrics: [rubric.MaxCriteria]float64{nan, nan, nan, nan, nan, nan},
		}
		if a.Scored {
			a.Score = rapid.IntRange(0, 10000).Draw(t, what+" score")
		}
		for i := range r.Criteria {
			a.Ratings[i] = int8(rapid.IntRange(1, 5).Draw(t, what+" rating"))
		}
		return &a
	}
	story := &fleet.Story{AtLeast: rapid.Bool().Draw(t, "at least")}
	if !story.AtLeast {
		story.Before = rapid.SampledFrom(append(r.BandNames(), rubric.Unscored)).Draw(t, "before")
	}
	for range rapid.IntRange(0, 2).Draw(t, "changes") {
		d := fleet.NewStoredDiff(r, r, 0)
		c := fleet.StoryChange{Change: d.Compare(account("old"), account("new")), Diff: d.Diff}
		c.Better = c.Old.Scored() && rapid.Bool().Draw(t, "better")
		story.Changes = append(story.Changes, c)
	}
	return func(string, *scoring.Result) *fleet.Story { return story }
}

func TestStoriesFitTheTerminal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := CardOptions{Width: rapid.IntRange(minWidth, 120).Draw(t, "width"), Story: drawStory(t)}
		for line := range strings.Lines(drawn(t, cardRubric, FormatTable, o, []plainCells{drawAccount(t)})) {
			if got := textWidth(strings.TrimSuffix(line, "\n")); got > o.Width {
				t.Fatalf("a line of %d columns; want at most %d:\n%s", got, o.Width, line)
			}
		}
	})
}

// The parts of each change sum to it in JSON, and so do those of the criteria.
func TestJSONStoriesSum(t *testing.T) {
	type card struct {
		History struct {
			Changes []struct {
				Change   *float64
				Parts    map[string]float64
				Criteria []struct{ Change, Data, Missing, Others, Rubric float64 }
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		out := drawn(t, cardRubric, FormatJSON, CardOptions{Story: drawStory(t)}, []plainCells{drawAccount(t)})
		var cards []card
		if err := json.Unmarshal([]byte(out), &cards); err != nil {
			t.Fatal(err)
		}
		for _, c := range cards[0].History.Changes {
			if c.Change == nil {
				continue
			}
			sum, whole := 0.0, c.Parts["caps"]
			for _, part := range c.Parts {
				sum += part
			}
			for _, by := range c.Criteria {
				whole += by.Change
				if hundredths(by.Data+by.Missing+by.Others+by.Rubric) != hundredths(by.Change) {
					t.Fatalf("the parts of a criterion do not sum: %v", by)
				}
			}
			if want := hundredths(*c.Change); hundredths(sum) != want || hundredths(whole) != want {
				t.Fatalf("parts sum to %v, criteria to %v:\n%s", sum, whole, out)
			}
		}
	})
}
