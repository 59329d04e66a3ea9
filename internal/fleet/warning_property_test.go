package fleet

import (
	"slices"
	"testing"

	"chs/rubric"

	"pgregory.net/rapid"
)

// drawWeeks draws the weeks of a few accounts, between 40 and 60 points. Some
// fall, and some have no score in some weeks.
func drawWeeks(t *rapid.T) [][]int16 {
	weeks := make([][]int16, rapid.SampledFrom([]int{24, 30, 16, 8, 1, 0}).Draw(t, "weeks"))
	for range rapid.SampledFrom([]int{7, 10, 1, 0}).Draw(t, "accounts") {
		level := rapid.SampledFrom([]int16{51_00, 55_00, 59_00}).Draw(t, "level")
		falls := len(weeks) - rapid.IntRange(0, 8).Draw(t, "weeks since the fall")
		fall := rapid.SampledFrom([]int16{0, 5_00, 10_00, 2_00, 0}).Draw(t, "fall")
		gaps := rapid.Bool().Draw(t, "gaps")
		for week := range weeks {
			score := level + rapid.Int16Range(-1_00, 1_00).Draw(t, "noise")
			if week >= falls {
				score -= fall
			}
			if gaps && rapid.IntRange(0, 3).Draw(t, "gap") == 0 {
				score = rapid.Int16Range(-2, -1).Draw(t, "none")
			}
			weeks[week] = append(weeks[week], score)
		}
	}
	return weeks
}

func drawRule(t *rapid.T) rubric.Warning {
	rule := rubric.Warning{
		Sigmas: rapid.IntRange(100, 300).Draw(t, "sigmas"), Weeks: rapid.IntRange(1, 4).Draw(t, "in a row"),
		Baseline: rapid.IntRange(4, 14).Draw(t, "baseline"),
	}
	rule.AtLeast = rapid.IntRange(rule.Weeks+1, rule.Span()).Draw(t, "at least")
	return rule
}

// What moves all accounts changes nothing, if in each week some account has a
// score that had one before.
func TestCommonMovementIsNoWarning(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		weeks, rule := drawWeeks(t), drawRule(t)
		for i, scores := range weeks {
			weeks[i] = append(scores, rapid.Int16Range(40_00, 60_00).Draw(t, "always there"))
		}
		w := NewWarnings(weeks, rule)
		moved := make([][]int16, len(weeks))
		for i, scores := range weeks {
			moves := rapid.Int16Range(-20_00, 20_00).Draw(t, "move")
			for _, score := range scores {
				if score >= 0 {
					score += moves
				}
				moved[i] = append(moved[i], score)
			}
		}
		m := NewWarnings(moved, rule)
		if w.sigma != m.sigma {
			t.Fatalf("σ is %d, and was %d", m.sigma, w.sigma)
		}
		for i := range w.standing {
			if w.Of(i) != m.Of(i) {
				t.Errorf("account %d: %d, was %d", i, m.Of(i), w.Of(i))
			}
			if v := w.Of(i); v != Clear && v != Warned {
				continue
			}
			if is, was := m.Fall(i), w.Fall(i); is.Depth() != was.Depth() || is.Since != was.Since {
				t.Errorf("account %d: %v, was %v", i, is, was)
			}
		}
	})
}

// The order of the accounts changes nothing, and neither does it where those
// without a score at the end of a week are left away.
func TestOrderIsNoMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		weeks, rule := drawWeeks(t), drawRule(t)
		w := NewWarnings(weeks, rule)
		order := make([]int, len(w.standing))
		for i := range order {
			order[i] = i
		}
		order = rapid.Permutation(order).Draw(t, "order")
		others := make([][]int16, len(weeks))
		for i, scores := range weeks {
			for _, account := range order[:min(len(order), len(scores))] {
				others[i] = append(others[i], scores[account])
			}
			for n := len(others[i]); n > 0 && others[i][n-1] < 0; n-- {
				others[i] = others[i][:n-1]
			}
		}
		o := NewWarnings(others, rule)
		for i, account := range order[:len(o.standing)] {
			if o.Of(i) != w.Of(account) {
				t.Errorf("account %d: %d, was %d", account, o.Of(i), w.Of(account))
			}
		}
		if o.sigma != w.sigma {
			t.Errorf("σ is %d, and was %d", o.sigma, w.sigma)
		}
	})
}

// A warning holds if the last weeks are lower, and has weeks enough that say so.
func TestWarnedIsBelow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		weeks, rule := drawWeeks(t), drawRule(t)
		w := NewWarnings(weeks, rule)
		for i := range w.standing {
			if v := w.Of(i); v != Clear && v != Warned {
				continue
			}
			f, low := w.Fall(i), 0
			for week := f.Since; week >= 0 && week < len(weeks); week++ {
				if weeks[week][i] >= 0 {
					low++
				}
			}
			if (w.Of(i) == Warned) != (low >= rule.Weeks) {
				t.Errorf("account %d: verdict %d, %v, low in %d weeks", i, w.Of(i), f, low)
			}
			if (low > 0) != (100*f.Depth() > rule.Sigmas*w.sigma) {
				t.Errorf("account %d: %v, σ %d, low in %d weeks", i, f, w.sigma, low)
			}
		}
	})
}

func TestTally(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.OneOf(rapid.IntRange(-3, 3), rapid.IntRange(-12000, 12000)), 1, 50).Draw(t, "values")
		var one, other, all tally
		for i, v := range values {
			if i%3 == 0 {
				one.add(v)
			} else {
				other.add(v)
			}
			values[i] = max(-maxScore, min(v, maxScore))
		}
		all.addAll(&one)
		all.addAll(&other)
		slices.Sort(values)
		for place, want := range values {
			if got := all.at(place); got != want {
				t.Fatalf("at %d is %d, want %d", place, got, want)
			}
		}
	})
}
