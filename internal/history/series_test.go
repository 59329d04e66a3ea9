package history_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chs/internal/history"
)

// An account's series has the snapshots of its portfolio that have it, by day,
// each with what it says of the account.
func TestSeriesIsOfOneAccount(t *testing.T) {
	onEachEngine(t, func(t *testing.T, place string) {
		s := open(t, place)
		first := loadRubric(t, rubricText)
		second := loadRubric(t, strings.Replace(rubricText, `"1"`, `"2"`, 1))
		later, renamed := account("a", 30), account("a", 20)
		renamed.Label = "Acme"
		store(t, s, history.Head{Portfolio: "p", Day: day1 + 7, Rubric: second}, unscored("a"), account("b", 1))
		store(t, s, history.Head{Portfolio: "p", Day: day1, Rubric: first, Chs: "1.2.3"}, account("b", 2), later)
		store(t, s, history.Head{Portfolio: "p", Day: day1 + 1, Rubric: first}, account("b", 3))
		store(t, s, history.Head{Portfolio: "p", Day: day1 + 2, Rubric: first}, renamed)
		store(t, s, history.Head{Portfolio: "q", Day: day1 + 3, Rubric: first}, account("a", 90))
		series, err := s.Series(t.Context(), "p", "a")
		if err != nil {
			t.Fatal(err)
		}
		of := func(day int, version, chs string, accounts int, a history.Account) history.Moment {
			return history.Moment{Snapshot: &history.Snapshot{
				Portfolio: "p", Day: day, RubricName: "Small", RubricVersion: version, Chs: chs, Accounts: accounts,
			}, Account: a}
		}
		want := []history.Moment{
			of(day1, "1", "1.2.3", 2, later), of(day1+2, "1", "", 1, renamed), of(day1+7, "2", "", 2, unscored("a")),
		}
		for i := range series {
			r, err := s.Rubric(t.Context(), series[i].Snapshot)
			if err != nil || r.Version != series[i].RubricVersion {
				t.Errorf("rubric: %v, %v", r, err)
			}
			series[i].RubricHash = ""
		}
		if diff := cmp.Diff(want, series, sameSnapshots); diff != "" {
			t.Error(diff)
		}
		for _, unknown := range [][2]string{{"p", "c"}, {"r", "a"}} {
			if series, err := s.Series(t.Context(), unknown[0], unknown[1]); series != nil || err != nil {
				t.Errorf("%q: %v, %v", unknown, series, err)
			}
		}
	})
}

// A series is found without reading other accounts.
func TestSeriesIsFoundByKeys(t *testing.T) {
	place := filepath.Join(t.TempDir(), "h.db")
	open(t, place)
	statement := strings.NewReplacer("portfolios.name = ?", "portfolios.name = 'p'", "accounts.id = ?", "accounts.id = 'a'").Replace(history.SeriesQuery())
	plan := strings.Join(query(t, place, "EXPLAIN QUERY PLAN "+statement), "\n")
	if strings.Contains(plan, "SCAN") || strings.Contains(plan, "TEMP B-TREE") ||
		!strings.Contains(plan, "SEARCH scores USING PRIMARY KEY (snapshot=? AND account=?)") {
		t.Error(plan)
	}
}
