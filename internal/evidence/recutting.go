package evidence

import (
	"cmp"
	"slices"

	"chs/rubric"
)

// Cuts are found in at most so many rounds, and taken if, out of so many folds of
// the accounts that they are fitted to, they gain enough log-loss an account. A
// stretch holds one in so many of the accounts whose metric is known.
const (
	maxRounds  = 3
	innerFolds = 5
	leastGain  = 0.0005
	leastShare = 20
)

// A recutting is the search for cuts that fit some accounts.
type recutting struct {
	codes    coding
	table    *Table
	cohorts  []cohort
	fitted   func(c *cohort, some []Row, similar model) model // returns one that fits some accounts; a similar one, or nil, may help
	accounts []account
	fold     []uint8  // by account
	code     []uint32 // by account, of its ratings by the cuts found so far
	found    [rubric.MaxCriteria]finding
	models   [innerFolds + 1][]model // of all accounts but a fold's, then of all; by cohort
	rows     [][]Row                 // all accounts by their ratings; by cohort
	loss     [innerFolds]float64     // of the accounts of a fold, by its model
}

// A finding is cuts of a criterion, as stretches of its prebins.
type finding struct {
	Stretches
	gain float64 // of log-loss an account
}

// newRecutting returns the search for cuts that fit accounts of the table, which
// are in order, by models that are fitted so.
func (t *Table) newRecutting(cohorts []cohort, accounts []account, fitted func(*cohort, []Row, model) model) *recutting {
	r := &recutting{
		codes: newCoding(len(t.Rubric.Criteria), len(cohorts)),
		table: t, cohorts: cohorts, fitted: fitted,
		accounts: accounts, fold: deal(accounts, innerFolds), code: make([]uint32, len(accounts)),
	}
	ofRow := make([]uint32, len(t.Rows))
	for i, c := range cohorts {
		for _, row := range c.rows {
			ofRow[row] = r.codes.of(i, &t.Rows[row].Ratings)
		}
	}
	for i, a := range accounts {
		r.code[i] = ofRow[a.row]
	}
	r.refit()
	return r
}

// run takes cuts of one criterion after the other: in rounds, in each of which the
// criteria come in the order of what they would gain at its beginning.
func (r *recutting) run() {
	for range maxRounds {
		var first [rubric.MaxCriteria]finding
		var order []int
		for _, k := range r.table.metrics.criteria {
			if first[k] = r.find(k); first[k].gain >= leastGain {
				order = append(order, k)
			}
		}
		slices.SortStableFunc(order, func(j, k int) int { return cmp.Compare(first[k].gain, first[j].gain) })
		for i, k := range order {
			found := first[k]
			if i > 0 { // the ratings of others have changed
				found = r.find(k)
			}
			if found.gain >= leastGain {
				r.take(k, found)
			}
		}
		if len(order) == 0 {
			return
		}
	}
}

// find finds cuts of a criterion anew, given the ratings of all others. Their gain
// over those that there are is judged in each fold by cuts and models of the
// accounts of the others.
func (r *recutting) find(k int) finding {
	sums := r.prebins(k)
	found := finding{Stretches: join(sums[innerFolds])}
	if found.byPrebin() == nil {
		return found
	}
	for fold := range innerFolds {
		stretches := join(sums[fold])
		ratings := stretches.byPrebin()
		if ratings == nil {
			continue
		}
		others, those := r.counts(fold, func(i int) uint32 { return r.recoded(i, k, ratings) })
		found.gain += r.loss[fold] - r.lossOf(r.fit(others, r.models[fold]), those)
	}
	found.gain /= float64(len(r.accounts))
	return found
}

// join joins prebins to stretches of enough accounts.
func join(bins []Prebin) Stretches {
	accounts := 0
	for _, bin := range bins {
		accounts += bin.Accounts
	}
	return Join(bins, max(1, (accounts+leastShare-1)/leastShare))
}

// take takes cuts of a criterion.
func (r *recutting) take(k int, found finding) {
	ratings := found.byPrebin()
	for i := range r.code {
		r.code[i] = r.recoded(i, k, ratings)
	}
	found.gain += r.found[k].gain
	r.found[k] = found
	r.refit()
}

// recoded returns the code of an account with other ratings of a criterion, by
// prebin.
func (r *recutting) recoded(account, k int, ratings []int8) uint32 {
	bin := r.accounts[account].bins[k]
	if bin == 0 {
		return r.code[account]
	}
	return r.codes.recode(r.code[account], k, ratings[bin-1])
}

// refit fits the models to the ratings that there are.
func (r *recutting) refit() {
	all := r.codes.empty()
	for fold := range innerFolds {
		others, those := r.counts(fold, func(i int) uint32 { return r.code[i] })
		r.models[fold] = r.fit(others, r.models[fold])
		r.loss[fold] = r.lossOf(r.models[fold], those)
		for code, in := range those {
			all[code].add(in)
		}
	}
	r.models[innerFolds] = r.fit(all, r.models[0])
	r.rows = nil
	for i := range r.cohorts {
		r.rows = append(r.rows, r.codes.rows(all, i))
	}
}

// counts counts the accounts of all folds but one, and those of that one, by code.
func (r *recutting) counts(fold int, code func(account int) uint32) (others, those []Tally) {
	others, those = r.codes.empty(), r.codes.empty()
	for i := range r.accounts {
		to := others
		if int(r.fold[i]) == fold {
			to = those
		}
		to[code(i)].add(one(r.accounts[i].left))
	}
	return others, those
}

// fit returns the models that fit accounts by code, by cohort, which are similar to
// others.
func (r *recutting) fit(counts []Tally, similar []model) []model {
	models := make([]model, len(r.cohorts))
	copy(models, similar)
	for i := range models {
		models[i] = r.fitted(&r.cohorts[i], r.codes.rows(counts, i), models[i])
	}
	return models
}

// lossOf returns the log-loss of accounts by code.
func (r *recutting) lossOf(models []model, counts []Tally) (loss float64) {
	for i := range models {
		for _, row := range r.codes.rows(counts, i) {
			logit := models[i].logit(&row.Ratings)
			loss += float64(float64(row.Leavers)*softplus(-logit)) + float64(float64(row.Stayers)*softplus(logit))
		}
	}
	return loss
}

// prebins returns the prebins of a criterion's metric, with what the other criteria
// expect of the accounts of all folds but one, then of all, by their models. A
// segment in which it has no weight has no part in them.
func (r *recutting) prebins(k int) (sums [innerFolds + 1][]Prebin) {
	for fold := range sums {
		sums[fold] = slices.Clone(r.table.metrics.bins[k])
		for i := range sums[fold] {
			sums[fold][i].Accounts = 0
		}
	}
	expected := r.expected(k)
	for i := range r.accounts {
		bin, code := r.accounts[i].bins[k], r.code[i]
		if bin == 0 || r.cohorts[code/r.codes.cohort].own[k] == 0 {
			continue
		}
		left := float64(one(r.accounts[i].left).Leavers)
		for fold, p := range expected[code] {
			if fold != int(r.fold[i]) {
				b := &sums[fold][bin-1]
				b.Accounts++
				b.Excess += left - p
				b.Weight += float64(p * (1 - p))
			}
		}
	}
	return sums
}

// expected returns, by code, the probabilities of leaving by all criteria but one,
// by each model.
func (r *recutting) expected(but int) [][innerFolds + 1]float64 {
	all := make([][innerFolds + 1]float64, len(r.cohorts)*int(r.codes.cohort))
	for i, rows := range r.rows {
		for j := range rows {
			ratings := &rows[j].Ratings
			if ratings[but] == 0 {
				continue
			}
			p := &all[r.codes.of(i, ratings)]
			for fold, models := range r.models {
				p[fold] = probability(models[i].without(but, ratings))
			}
		}
	}
	return all
}
