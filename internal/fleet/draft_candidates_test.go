package fleet_test

import (
	"math"
	"strings"
	"testing"

	"chs/internal/fleet"
	"chs/rubric"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// candidates returns those of rows.
func candidates(header []string, rows [][]string) (*fleet.Candidates, []fleet.Candidate, error) {
	c, err := draft(header, rows).Candidates("accounts.csv")
	if err != nil {
		return nil, nil, err
	}
	for _, row := range rows {
		c.Add(func(i int) string { return row[i] })
	}
	return c, c.List(), nil
}

func TestCandidatesAreWhatMayBeJudged(t *testing.T) {
	header := strings.Split("account_id,company,csm,churned,gender,logins,last_login,mood,notes,one,renewal,rating_of_x", ",")
	var rows [][]string
	for i := range 40 {
		note := strings.Repeat("x", i)
		rows = append(rows, []string{"A" + count(40)[i], "Co " + note, []string{"kim", "lee"}[i%2], "no", "f", count(40)[i],
			[]string{"2026-01-01", "", "2026-01-05", "2026-01-11"}[i%4], []string{"calm", "unknown", "angry-ish"}[i%3], note, "1",
			"2026-12-" + []string{"01", "02"}[i%2], []string{"n/a", "3", "4", "4"}[i%4]})
	}
	c, list, err := candidates(header, rows)
	if err != nil {
		t.Fatal(err)
	}
	if id, ok := c.ID(); id != 0 || !ok {
		t.Errorf("the id is column %d, %t", id, ok)
	}
	nan := math.NaN()
	for i := range list {
		list[i].Values = list[i].Values[:4]
	}
	want := []fleet.Candidate{
		{Name: "Logins", Values: []float64{0, 1, 2, 3}},
		{Name: "Last login", Values: []float64{11, nan, 7, 1}}, // days to the one after the newest
		{Name: "Mood", Values: []float64{1, nan, 0, 1}, Levels: []string{"angry-ish", "calm"}},
		{Name: "Rating of x", Values: []float64{nan, 3, 4, 4}},
	}
	if diff := cmp.Diff(want, list, cmp.Comparer(func(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) })); diff != "" {
		t.Errorf("the candidates are other ones (-want +got):\n%s", diff)
	}
}

func TestRubricOfCandidates(t *testing.T) {
	header := []string{"id", "logins", "mood", "coins", "flag"}
	var rows [][]string
	for i := range 30 {
		rows = append(rows, []string{"a" + count(30)[i], count(30)[i], []string{"calm", "wild", "odd"}[i%3], count(30)[29-i], count(2)[i%2]})
	}
	c, _, err := candidates(header, rows)
	if err != nil {
		t.Fatal(err)
	}
	drafted, err := c.Rubric("accounts.csv", []string{"Of evidence."}, []fleet.Chosen{
		{Candidate: 1, Ratings: []int{5, 2, 1}, Weight: 60, Evidence: []string{"AUC alone 0.7."}},
		{Candidate: 0, Cuts: rubric.Cuts{At: [4]float64{20, 20, 10, 5}, LowerIsBetter: true}, Weight: 30},
		{Candidate: 3, Cuts: rubric.Cuts{At: [4]float64{0, 0, 0, 0}, LowerIsBetter: true}, Weight: 10},
	}, []fleet.Passed{{Candidate: 2, Why: "adds nothing"}})
	if err != nil {
		t.Fatal(err)
	}
	want := `# A first rubric for accounts.csv, chosen by what became of the accounts.
#
# Of evidence.
chs: 1
name: Accounts
version: "1"

id: id

criteria:
  # Levels by the share that left.
  # AUC alone 0.7.
  - name: Mood
    column: mood
    weight: 60
    levels: {wild: 1, odd: 2, calm: 5}

  # Less is better, by the outcomes, beside the criteria above, though its name tells the other way:
  # look twice.
  # 0 to 29, half of the accounts below 15.
  - name: Logins
    column: logins
    weight: 30
    cuts: [20, 20, 10, 5]

  # Less is better, by the outcomes, beside the criteria above.
  # 0 to 1, half of the accounts below 1.
  - name: Flag
    column: flag
    weight: 10
    levels: {"0": 5, "1": 1}

bands:
  - {name: red,    from: 0,  symbol: "▼", action: call within two days}
  - {name: yellow, from: 50, symbol: "◆", action: agree on a plan this month}
  - {name: green,  from: 75, symbol: "▲", action: keep the rhythm and look for growth}

# Columns that no criterion reads:
# - adds nothing: coins
`
	if diff := cmp.Diff(want, string(drafted.Text)); diff != "" {
		t.Errorf("the rubric is another one (-want +got):\n%s", diff)
	}
}

// A file may know little of the accounts whose outcome is known.
func TestCandidatesOfFewRows(t *testing.T) {
	header := []string{"id", "arr", "tickets", "seats", "last_login"}
	c, err := draft(header, [][]string{{"a", "100", "1", "5", "2026-01-01"}, {"b", "200", "2", "", "2026-01-02"}, {"c", "", "3", "", ""}, {"d", "", "4", "", ""}}).Candidates("accounts.csv")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range [][]string{{"c", "", "3", "", ""}, {"d", "", "4", "", ""}} {
		c.Add(func(i int) string { return row[i] })
	}
	if list := c.List(); len(list) != 0 {
		t.Errorf("there are candidates %v", list)
	}
}

// Whatever is chosen of whatever file, the rubric loads and reads every cell.
func TestRubricsOfCandidatesScoreTheirFile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		header, rows := drawFile(t)
		c, err := draft(header, rows).Candidates("accounts.csv")
		if err != nil {
			return
		}
		for _, row := range rows[rapid.IntRange(0, len(rows)-1).Draw(t, "unknown"):] {
			c.Add(func(i int) string { return row[i] })
		}
		list := c.List()
		if len(list) == 0 {
			return // nothing to judge by
		}
		var chosen []fleet.Chosen
		for _, i := range rapid.SliceOfNDistinct(rapid.IntRange(0, len(list)-1), 1, 6, rapid.ID).Draw(t, "chosen") {
			x := fleet.Chosen{Candidate: i, Weight: 1}
			for range list[i].Levels {
				x.Ratings = append(x.Ratings, rapid.IntRange(1, 5).Draw(t, "rating"))
			}
			cut := rapid.Float64().Draw(t, "cut")
			x.Cuts = rubric.Cuts{At: [4]float64{cut, cut, cut, cut}, LowerIsBetter: rapid.Bool().Draw(t, "lower")}
			chosen = append(chosen, x)
		}
		drafted, err := c.Rubric("accounts.csv", nil, chosen, nil)
		if err != nil {
			t.Fatal(err)
		}
		checkScores(t, drafted.Rubric, header, rows)
	})
}
