package fleet

import (
	"math"
	"math/rand/v2"
	"slices"

	"chs/rubric"
)

// A simulatedFleet has scores for every day: each account's own level, noise
// around it, and a season that all share.
//
// The noise of a day is that of the day before times a constant, and something
// new: it has the same standard deviation on every day, and from week to week
// the autocorrelation that is wanted. With none, each day is new.
type simulatedFleet struct {
	autocorrelation float64                  // of days that are a week apart
	season          float64                  // how far it moves all scores up and down in a year
	sigma           func(*rand.Rand) float64 // draws an account's standard deviation
	steps           float64                  // what scores are a multiple of, in points

	days [][]float64 // by day and account; not yet within 0 to 100
}

// same returns what draws the same for all.
func same(sigma float64) func(*rand.Rand) float64 {
	return func(*rand.Rand) float64 { return sigma }
}

// fill draws a number of weeks of a number of accounts. Day 0 is a Monday.
func (f *simulatedFleet) fill(random *rand.Rand, accounts, weeks int) {
	f.days = make([][]float64, 7*weeks)
	for day := range f.days {
		f.days[day] = make([]float64, accounts)
	}
	keep := math.Pow(f.autocorrelation, 1./7)
	renew := math.Sqrt(1 - float64(keep*keep))
	for account := range accounts {
		level, sigma, noise := 40+float64(50*random.Float64()), f.sigma(random), random.NormFloat64()
		for day := range f.days {
			f.days[day][account] = level + float64(sigma*noise)
			noise = float64(keep*noise) + float64(renew*random.NormFloat64())
		}
	}
	for day := range f.days {
		season := float64(f.season * math.Sin(2*math.Pi*float64(day)/365.25))
		for account := range f.days[day] {
			f.days[day][account] += season
		}
	}
}

// snapshot returns the scores of a day, less so many points.
func (f *simulatedFleet) snapshot(day int, lost float64) []int16 {
	scores := make([]int16, len(f.days[day]))
	for account, score := range f.days[day] {
		score = max(0, min(score-lost, 100))
		if f.steps > 0 {
			score = f.steps * math.Round(score/f.steps)
		}
		scores[account] = int16(math.Round(100 * score))
	}
	return scores
}

// A schedule says on which days chs runs.
type schedule struct {
	name string
	on   func(day int) bool // 0 is a Monday
}

var (
	nightly   = schedule{"nightly", func(int) bool { return true }}
	mondays   = schedule{"Mondays", func(day int) bool { return day%7 == 0 }}
	fridays   = schedule{"Fridays", func(day int) bool { return day%7 == 4 }}
	schedules = []schedule{nightly, mondays, fridays}
)

// operate calls visit with the weekly days that chs looks at, on the first of
// its runs and then whenever they are others: of the same it says the same.
func (f *simulatedFleet) operate(runs schedule, visit func(weekly []int)) {
	const monday = 20458 // 2026-01-05
	var days, last []int
	for day := range f.days {
		if !runs.on(day) {
			continue
		}
		days = append(days, monday+day)
		weekly := Weekly(days)
		for i, index := range weekly {
			weekly[i] = days[index] - monday
		}
		if !slices.Equal(weekly, last) {
			visit(weekly)
		}
		last = weekly
	}
}

// A start says what the fleet's history has before what is looked at: the weeks
// in which the accounts were not there yet, and those in which they were. What
// is there when they are not is a fleet like theirs, as large.
type start struct{ absent, known int }

func (s start) weeks() int { return s.absent + s.known }

// judge returns the warnings of weeks in which each account is judged as if it
// were the only one that is not as usual: the only new one, or to fall.
func (s start) judge(usual *Warnings, weeks [][]int16) *Warnings {
	w := *usual
	weeks = slices.Clone(weeks)
	clear(weeks[:s.absent])
	w.weeks = weeks[w.before:]
	w.judge()
	return &w
}

// falseAlarms returns the share of accounts, in percent, of which chs warns anew
// behind the start.
func (f *simulatedFleet) falseAlarms(runs schedule, from start, rule rubric.Warning) float64 {
	alarmed, warned := make([]bool, len(f.days[0])), make([]bool, len(f.days[0]))
	var weeks [][]int16
	f.operate(runs, func(weekly []int) {
		weeks = append(weeks[:len(weekly)-1], f.snapshot(weekly[len(weekly)-1], 0))
		if len(weeks) < from.weeks() {
			return
		}
		w := NewWarnings(weeks, rule)
		if from.absent > 0 {
			w = from.judge(w, weeks)
		}
		for account := range alarmed {
			now := w.Of(account) == Warned
			if now && !warned[account] && len(weeks) > from.weeks() {
				alarmed[account] = true
			}
			warned[account] = now
		}
	})
	return share(alarmed, func(is bool) bool { return is })
}

// share returns how many of all are so, in percent.
func share[T any](all []T, is func(T) bool) float64 {
	n := 0
	for _, one := range all {
		if is(one) {
			n++
		}
	}
	return 100 * float64(n) / float64(len(all))
}

// A fall is a change for the worse.
type fall struct {
	name string
	lost func(weeks float64) float64 // points, so many weeks behind the last good snapshot
}

// delays returns for each fall and account how many weeks behind its last good
// snapshot chs warns of it, or uncaught. The fall begins behind the start, as if
// the account were the only one to fall: σ and the movements are those of the
// fleet as it is.
func (f *simulatedFleet) delays(runs schedule, falls []fall, from start, rule rubric.Warning) [][]int {
	delays := make([][]int, len(falls))
	falling := make([][][]int16, len(falls)) // the weeks of each fall
	for i := range falls {
		delays[i] = slices.Repeat([]int{uncaught}, len(f.days[0]))
	}
	var healthy [][]int16
	f.operate(runs, func(weekly []int) {
		today := weekly[len(weekly)-1]
		healthy = append(healthy[:len(weekly)-1], f.snapshot(today, 0))
		if len(weekly) <= from.weeks() {
			return
		}
		passed := today - weekly[from.weeks()-1]
		usual := NewWarnings(healthy, rule)
		for i, fall := range falls {
			falling[i] = append(falling[i], f.snapshot(today, fall.lost(float64(passed)/7)))
			w := from.judge(usual, slices.Concat(healthy[:from.weeks()], falling[i]))
			for account, delay := range delays[i] {
				if delay == uncaught && w.Of(account) == Warned {
					delays[i][account] = passed / 7
				}
			}
		}
	})
	return delays
}

// uncaught is the delay, in weeks, of what chs does not warn of.
const uncaught = 1000
