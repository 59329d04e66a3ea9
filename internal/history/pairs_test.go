package history_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chs/internal/history"
)

func TestPairsMatchAccounts(t *testing.T) {
	onEachEngine(t, func(t *testing.T, place string) {
		s := open(t, place)
		r := loadRubric(t, rubricText)
		renamed := account("a", 20)
		renamed.Label, renamed.Owner = "Acme", ""
		before := []history.Account{account("gone", 12), account("a", 12), unscored("u")}
		after := []history.Account{account("new", 90), unscored("u"), renamed}
		store(t, s, history.Head{Portfolio: "q", Day: day1, Rubric: r}, account("a", 99))
		for i, accounts := range [][]history.Account{before, after} {
			store(t, s, history.Head{Portfolio: "p", Day: day1 + i, Rubric: r}, accounts...)
		}
		snapshots, _ := stored(t, s)
		type pair struct{ Before, After *history.Account }
		read := func(before, after *history.Snapshot) (all []pair) {
			err := s.Pairs(t.Context(), before, after, func(before, after *history.Account) error {
				var p pair
				if before != nil {
					p.Before = new(*before)
				}
				if after != nil {
					p.After = new(*after)
				}
				all = append(all, p)
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			return all
		}
		want := []pair{{&before[1], &after[2]}, {&before[2], &after[1]}, {nil, &after[0]}, {&before[0], nil}}
		if diff := cmp.Diff(want, read(&snapshots[0], &snapshots[1]), sameSnapshots); diff != "" {
			t.Error(diff)
		}
		want = []pair{{&after[2], &after[2]}, {&after[1], &after[1]}, {&after[0], &after[0]}}
		if diff := cmp.Diff(want, read(&snapshots[1], &snapshots[1]), sameSnapshots); diff != "" {
			t.Error(diff)
		}
		stop := errors.New("stop")
		err := s.Pairs(t.Context(), &snapshots[0], &snapshots[1], func(_, _ *history.Account) error { return stop })
		if !errors.Is(err, stop) || err.Error() != "stop" {
			t.Errorf("an error of the caller's came back as %v", err)
		}
	})
}
