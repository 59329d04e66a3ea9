package history_test

import (
	"fmt"
	"slices"
	"testing"

	"chs/internal/history"
)

func TestSomeAccountsAreRead(t *testing.T) {
	onEachEngine(t, func(t *testing.T, place string) {
		s := open(t, place)
		r := loadRubric(t, rubricText)
		var all []history.Account
		var ids []string
		for i := range 1100 {
			all = append(all, account(fmt.Sprint("a", i), float64(i%90)))
			ids = append(ids, fmt.Sprint(" a", i, " "))
		}
		store(t, s, history.Head{Portfolio: "q", Day: day1, Rubric: r}, account("a1", 99), account("elsewhere", 99))
		store(t, s, history.Head{Portfolio: "p", Day: day1, Rubric: r}, all...)
		snapshots, _ := stored(t, s)
		read := func(ids ...string) (got []string) {
			err := s.Some(t.Context(), &snapshots[0], ids, func(a *history.Account) { got = append(got, fmt.Sprint(a.ID, " ", a.Score)) })
			if err != nil {
				t.Fatal(err)
			}
			slices.Sort(got)
			return got
		}
		want := []string{fmt.Sprint("a1 ", all[1].Score), fmt.Sprint("a7 ", all[7].Score)}
		if got := read("a7", "elsewhere", "a1", "nowhere"); !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
		if got := slices.Compact(read(ids...)); len(got) != len(all) {
			t.Errorf("of %d accounts %d were read", len(all), len(got))
		}
		if got := read(); got != nil {
			t.Errorf("of no ids %v were read", got)
		}
	})
}
