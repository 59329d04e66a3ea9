package history_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"chs/internal/history"
	"chs/rubric"
)

// A portfolio's accounts are named as a snapshot names them, and those that it
// has not, as they were first.
func TestNamesAndRatingsOfAPortfolio(t *testing.T) {
	onEachEngine(t, func(t *testing.T, place string) {
		s := open(t, place)
		r := loadRubric(t, rubricText)
		left, renamed := account("left", 10), account("a", 30)
		left.Label, renamed.Label = "Left", "Acme"
		renamed.Ratings, left.Ratings = [rubric.MaxCriteria]int8{4, 5}, [rubric.MaxCriteria]int8{1}
		store(t, s, history.Head{Portfolio: "p", Day: day1, Rubric: r}, account("a", 20), left)
		store(t, s, history.Head{Portfolio: "q", Day: day1, Rubric: r}, account("other", 20))
		store(t, s, history.Head{Portfolio: "p", Day: day1 + 1, Rubric: r}, renamed, unscored("b"))
		store(t, s, history.Head{Portfolio: "none", Day: day1, Rubric: r})
		all, err := s.Snapshots(t.Context(), "")
		if err != nil {
			t.Fatal(err)
		}
		names := map[string]string{}
		if err := s.Names(t.Context(), &all[2], func(id, label string) { names[id] = label }); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(map[string]string{"a": "Acme", "left": "Left", "b": unscored("b").Label}, names); diff != "" {
			t.Error(diff)
		}
		for i, want := range [][2][rubric.MaxCriteria]int{{}, {{3 + 1}, {2}}, {{4, 5}, {1, 1}}} {
			sums, known, err := s.RatingSums(t.Context(), &all[i])
			if diff := cmp.Diff(want, [2][rubric.MaxCriteria]int{sums, known}); diff != "" || err != nil {
				t.Errorf("%s: %s%v", all[i].Portfolio, diff, err)
			}
		}
	})
}
