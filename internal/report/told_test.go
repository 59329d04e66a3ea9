package report

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chs/rubric"
	"chs/scoring"
)

const toldRubric = `
name: Told
id: id
value: {column: arr}
criteria:
  - {name: Usage, column: usage, weight: 2, cuts: [20, 40, 60, 80]}
  - {name: Mood, column: mood, weight: 1, levels: {bad: 1, ok: 3, great: 5}, missing: 4}
segments: [{name: new, when: age < 90, weights: {Usage: 1}}]
caps:
  - {when: late > 30, band: yellow, reason: late}
  - {when: late > 60, band: red, reason: late}
plays: [{name: Call, when: score < 50}, {name: Ask, when: mood == "great"}, {name: Mail, when: mood == "great"}]
`

// What a scored CSV says of an account is the account's result.
func TestToldIsWhatTheColumnsSay(t *testing.T) {
	r, err := rubric.Load("rubric.yaml", []byte(toldRubric))
	if err != nil {
		t.Fatal(err)
	}
	s := scoring.New(r, 0)
	o := Options{Prefix: "health_", Why: true}
	layout, _, err := NewLayout(r, nil, o)
	if err != nil {
		t.Fatal(err)
	}
	told := NewTold(r, o)
	if diff := cmp.Diff(layout.Columns, told.Columns); diff != "" {
		t.Fatal(diff)
	}
	for _, account := range []string{
		"arr=100|usage=85|mood=great|age=10|late=0", "arr=100|usage=85|mood=great|age=100|late=31", "arr=100|usage=85|mood=great|age=100|late=61",
		"arr=|usage=5|mood=bad|age=|late=", "arr=1|usage=|mood=|age=|late=", "arr=1|usage=45|mood=|age=1|late=",
	} {
		cells := make([]string, len(r.Columns))
		for field := range strings.SplitSeq(account, "|") {
			name, cell, _ := strings.Cut(field, "=")
			for i, c := range r.Columns {
				if c.Name == name {
					cells[i] = cell
				}
			}
		}
		want, got := s.NewResult(), s.NewResult()
		s.Score(cells, want)
		s.Score(cells, got)
		got.Score, got.Uncapped, got.Coverage, got.Segment, got.Cap, got.Ratings, got.Plays = 1, 2, 3, 0, 1, [6]int8{3, 3}, []int{0, 1, 2}
		var says []string
		for _, c := range layout.Columns {
			says = append(says, string(layout.appendAdded(nil, c, &Account{Result: want})))
		}
		if err := told.Tell(says, got); err != nil {
			t.Errorf("%s: %v", account, err)
		}
		said := func(r *scoring.Result) []any {
			return []any{r.Scored, r.Score, r.Uncapped, r.Coverage, r.Segment, r.Cap, r.Ratings, append([]int{}, r.Plays...)}
		}
		if diff := cmp.Diff(said(want), said(got)); diff != "" {
			t.Errorf("%s: %s", account, diff)
		}
	}
}

func TestToldIsRefusedWhereItIsNoResultOfTheRubric(t *testing.T) {
	r, err := rubric.Load("rubric.yaml", []byte(toldRubric))
	if err != nil {
		t.Fatal(err)
	}
	told := NewTold(r, Options{Prefix: "health_"})
	whole := map[string]string{
		"health_score": "62.5", "health_band": "yellow", "health_coverage": "100", "health_segment": "default", "health_uncapped": "62.50",
		"health_rating_usage": "4", "health_rating_mood": "3", "health_priority": "1", "health_plays": "Ask",
	}
	for _, test := range []struct{ column, cell, want string }{
		{"health_score", "62.5", ""},
		{"health_score", "100.01", `column "health_score": "100.01" is no score`},
		{"health_score", "NaN", `column "health_score": "NaN" is no score`},
		{"health_score", "", `column "health_band": "yellow" is not the band of the score, which is "unscored"`},
		{"health_band", "red", `column "health_band": "red" is not the band of the score, which is "yellow"`},
		{"health_coverage", "101", `column "health_coverage": "101" is no whole number up to 100`},
		{"health_segment", "old", `column "health_segment": "old" is no segment of the rubric`},
		{"health_rating_usage", "4.5", `column "health_rating_usage": "4.5" is no whole number up to 5`},
		{"health_cap", "late", `column "health_cap": "late" is no reason of the rubric to hold a score to 62.50`},
		{"health_plays", "Ask; Call", `column "health_plays": "Call" is no play of the rubric, or not in its order`},
	} {
		var cells []string
		for _, c := range told.Columns {
			if c.Name == test.column {
				cells = append(cells, test.cell)
			} else {
				cells = append(cells, whole[c.Name])
			}
		}
		said := ""
		if err := told.Tell(cells, new(scoring.Result)); err != nil {
			said = err.Error()
		}
		if said != test.want {
			t.Errorf("%s %q: %s, want %s", test.column, test.cell, said, test.want)
		}
	}
}

// A value that the engine cannot read is none, whatever it looks like here.
func TestToldKnowsNoValueWithoutPriority(t *testing.T) {
	r, err := rubric.Load("rubric.yaml", []byte(toldRubric))
	if err != nil {
		t.Fatal(err)
	}
	told := NewTold(r, Options{})
	result := &scoring.Result{Value: 7}
	cells := make([]string, len(told.Columns))
	cells[0], cells[1], cells[3] = "0", "red", "default"
	if err := told.Tell(cells, result); err != nil || !math.IsNaN(result.Value) {
		t.Errorf("%v, %v", result.Value, err)
	}
}
