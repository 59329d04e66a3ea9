package history_test

import (
	"fmt"
	"testing"

	"chs/internal/history"

	"github.com/google/go-cmp/cmp"
)

// A portfolio's scores are read by the numbers of its accounts, wherever blocks
// and other portfolios' accounts lie between them.
func TestScoresAreReadByNumber(t *testing.T) {
	onEachEngine(t, func(t *testing.T, place string) {
		s := open(t, place)
		r := loadRubric(t, rubricText)
		var others []history.Account
		for n := range 20000 { // more than a block
			others = append(others, account(fmt.Sprint(n), 1))
		}
		store(t, s, history.Head{Portfolio: "p", Day: day1, Rubric: r}, account("a", 12), unscored("b"))
		store(t, s, history.Head{Portfolio: "q", Day: day1, Rubric: r}, others...)
		store(t, s, history.Head{Portfolio: "p", Day: day1 + 1, Rubric: r}, account("b", 30), account("c", 40))

		roster, err := s.Roster(t.Context(), "p")
		if err != nil {
			t.Fatal(err)
		}
		all, err := s.Snapshots(t.Context(), "p")
		if err != nil {
			t.Fatal(err)
		}
		var got [][]int16
		for _, n := range all {
			scores, err := s.Scores(t.Context(), &n, roster.Numbers)
			if err != nil {
				t.Fatal(err)
			}
			var row []int16
			for _, id := range []string{"a", " b ", "c"} {
				i, ok := roster.Find(id)
				if !ok {
					t.Fatalf("%s is not found", id)
				}
				row = append(row, scores[i])
			}
			got = append(got, row)
		}
		want := [][]int16{{1200, history.Unscored, history.Absent}, {history.Absent, 3000, 4000}}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		if _, ok := roster.Find("19999"); ok {
			t.Error("an account of another portfolio is found")
		}
		wantInOrder(t, s)
	})
}

// Packed scores that are not those of the rows are found.
func TestPackedScoresAreChecked(t *testing.T) {
	for statement, broken := range map[string]bool{
		"UPDATE scores SET label = 'x'":                      false,
		"UPDATE scores SET score = score - 1":                true,
		"UPDATE packed SET scores = x'0000'":                 true,
		"UPDATE packed SET block = 1":                        true,
		"DELETE FROM packed":                                 true,
		"INSERT INTO packed SELECT 1, 1, scores FROM packed": true,
	} {
		place := t.TempDir() + "/h.db"
		s := open(t, place)
		store(t, s, history.Head{Portfolio: "p", Day: day1, Rubric: loadRubric(t, rubricText)}, account("a", 12))
		execSQL(t, place, statement)
		if wrong, err := s.Check(t.Context()); err != nil || (wrong != nil) != broken {
			t.Errorf("%s: %q, %v", statement, wrong, err)
		}
	}
}
