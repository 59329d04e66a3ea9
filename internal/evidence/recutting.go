package evidence

import (
	"cmp"
	"math"
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
	loss     []float64               // by account, by the model that does not know it
}

// A finding is cuts of a criterion, as stretches of its prebins.
type finding struct {
	stretches
	gain float64 // of log-loss an account, over the cuts that there are; 0 if there is none beyond chance
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

// find finds cuts of a criterion anew, given the ratings of all others. They must
// gain over those that there are, and over rating all accounts the same: where
// weights are kept, the latter alone makes the score better if the criterion tells
// nothing.
func (r *recutting) find(k int) finding {
	sums := r.prebins(k)
	found := finding{stretches: join(sums[innerFolds])}
	if found.byPrebin() == nil {
		return found
	}
	var by [innerFolds][]int8
	for fold := range by {
		joined := join(sums[fold])
		by[fold] = joined.byPrebin()
	}
	_, anew := r.outOfFold(k, by)
	if found.gain = sureGain(r.loss, anew); found.gain < leastGain {
		return found
	}
	for fold := range by {
		by[fold] = slices.Repeat([]int8{3}, len(sums[fold]))
	}
	if _, same := r.outOfFold(k, by); sureGain(same, anew) < leastGain {
		found.gain = 0
	}
	return found
}

// sureGain returns by how much losses are less than they were of the same accounts,
// on average; 0 if that is not more than its standard error.
func sureGain(before, after []float64) float64 {
	n, sum, squares := float64(len(before)), 0.0, 0.0
	for i := range before {
		sum += before[i] - after[i]
	}
	mean := sum / n
	for i := range before {
		off := before[i] - after[i] - mean
		squares += float64(off * off)
	}
	if mean <= math.Sqrt(squares)/n {
		return 0
	}
	return mean
}

// join joins prebins to stretches of enough accounts.
func join(bins []prebin) stretches {
	accounts := 0
	for _, bin := range bins {
		accounts += bin.Accounts
	}
	return joinAtLeast(bins, max(1, (accounts+leastShare-1)/leastShare))
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
// prebin, if there are any.
func (r *recutting) recoded(account, k int, ratings []int8) uint32 {
	bin := r.accounts[account].bins[k]
	if bin == 0 || ratings == nil {
		return r.code[account]
	}
	return r.codes.recode(r.code[account], k, ratings[bin-1])
}

// refit fits the models to the ratings that there are.
func (r *recutting) refit() {
	r.models, r.loss = r.outOfFold(0, [innerFolds][]int8{})
	all := r.codes.empty()
	for i, a := range r.accounts {
		all[r.code[i]].add(one(a.left))
	}
	r.models[innerFolds] = r.fit(all, r.models[0])
	r.rows = nil
	for i := range r.cohorts {
		r.rows = append(r.rows, r.codes.rows(all, i))
	}
}

// outOfFold returns the models of the accounts of all folds but one, with ratings of
// a criterion that by prebin are others in each, or if there are none the same, and
// the loss of each account by the model that does not know it.
func (r *recutting) outOfFold(k int, by [innerFolds][]int8) (models [innerFolds + 1][]model, loss []float64) {
	loss = make([]float64, len(r.accounts))
	for fold, ratings := range by {
		others, those := r.counts(fold, k, ratings)
		models[fold] = r.fit(others, r.models[fold])
		losses := r.losses(models[fold], those)
		for i, a := range r.accounts {
			if int(r.fold[i]) == fold {
				loss[i] = losses[r.recoded(i, k, ratings)][one(a.left).Leavers]
			}
		}
	}
	return models, loss
}

// counts counts the accounts of all folds but one, and those of that one, by code,
// with other ratings of a criterion.
func (r *recutting) counts(fold, k int, ratings []int8) (others, those []Tally) {
	others, those = r.codes.empty(), r.codes.empty()
	for i := range r.accounts {
		to := others
		if int(r.fold[i]) == fold {
			to = those
		}
		to[r.recoded(i, k, ratings)].add(one(r.accounts[i].left))
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

// losses returns, by code that some accounts have, the log-loss of an account that
// stayed, and of one that left.
func (r *recutting) losses(models []model, some []Tally) [][2]float64 {
	all := make([][2]float64, len(some))
	for i := range models {
		for _, row := range r.codes.rows(some, i) {
			logit := models[i].logit(&row.Ratings)
			all[r.codes.of(i, &row.Ratings)] = [2]float64{softplus(logit), softplus(-logit)}
		}
	}
	return all
}

// prebins returns the prebins of a criterion's metric, with what the other criteria
// expect of the accounts of all folds but one, then of all, by their models. A
// segment in which it has no weight has no part in them.
func (r *recutting) prebins(k int) (sums [innerFolds + 1][]prebin) {
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
