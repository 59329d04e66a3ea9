package cmd

import (
	"context"
	"errors"
	"slices"

	"chs/internal/fleet"
	"chs/internal/history"
	"chs/internal/report"
)

// scores reads the mean score of all accounts, or the shares of bands.
func (t *trending) scores(ctx context.Context, trend *fleet.Course, shares bool) error {
	var mean *fleet.CourseSeries
	if shares {
		trend.What = fleet.CourseShare
		trend.AddBands()
	} else {
		trend.What = fleet.CourseMeanScore
		mean = trend.AddSeries(fleet.CourseSeries{})
	}
	for i := range t.shown {
		scores, err := t.scoresOf(ctx, &t.shown[i])
		switch {
		case err != nil:
			return err
		case shares:
			trend.SetShares(i, scores)
		default:
			trend.SetMeanScore(mean, i, scores)
		}
	}
	return nil
}

// scoresOf returns the scores of a snapshot's accounts, by account.
func (t *trending) scoresOf(ctx context.Context, n *history.Snapshot) (scores []int16, err error) {
	if t.numbers == (history.Numbers{}) {
		if t.numbers, err = t.store.Numbers(ctx, n.Portfolio); err != nil {
			return nil, err
		}
	}
	return t.store.Scores(ctx, n, t.numbers)
}

// meanRatings reads the mean ratings of all accounts.
func (t *trending) meanRatings(ctx context.Context, trend *fleet.Course) error {
	trend.What = fleet.CourseMeanRating
	trend.AddCriteria()
	for i := range t.shown {
		sums, known, err := t.store.RatingSums(ctx, &t.shown[i])
		if err != nil {
			return err
		}
		trend.SetMeanRatings(i, sums, known)
	}
	return nil
}

// accounts reads the scores of the accounts that are asked for, or the ratings
// of the one.
func (t *trending) accounts(ctx context.Context, trend *fleet.Course, ratings bool) (err error) {
	if t.found, err = t.find(ctx); err != nil {
		return err
	}
	trend.What = fleet.CourseScore
	if ratings {
		trend.What = fleet.CourseRating
		trend.AddCriteria()
	}
	for _, moments := range t.found {
		account := moments[len(moments)-1].Account
		name := fleet.CourseSeries{ID: account.ID, Label: account.Label}
		var series *fleet.CourseSeries
		if ratings {
			trend.SetAccount(name.ID, name.Label)
		} else {
			series = trend.AddSeries(name)
		}
		for i, n := range t.shown {
			m := momentOf(moments, n.Day)
			switch {
			case m == nil: // it is not in this snapshot
			case ratings:
				trend.SetRatings(i, m.Account.Ratings)
			default:
				trend.SetScore(series, i, m.Account.Score, m.Account.Band)
			}
		}
	}
	return nil
}

// maxMoves is how many changes of an account are split at most.
const maxMoves = 8

// moves splits the largest changes of an account, if one alone is drawn.
func (t *trending) moves(ctx context.Context, trend *fleet.Course) ([]report.CourseMove, error) {
	if trend.What != fleet.CourseScore || len(t.found) != 1 {
		return nil, nil
	}
	var moves []report.CourseMove
	for _, pair := range trend.Moves(&trend.Series[0], maxMoves) {
		before, after := momentOf(t.found[0], trend.Runs[pair[0]].Day), momentOf(t.found[0], trend.Runs[pair[1]].Day)
		d, err := diffSince(ctx, t.store, before.Snapshot, trend.Runs[pair[0]].Rubric, trend.Runs[pair[1]].Rubric)
		if err != nil {
			return nil, err
		}
		moves = append(moves, report.CourseMove{Day: after.Day, Diff: d.Diff, Change: d.Compare(&before.Account, &after.Account)})
	}
	return moves, nil
}

// find returns the moments of the accounts that are asked for, each once, in
// the order in which they are. The error has a line for each id that fits none
// or several.
func (t *trending) find(ctx context.Context) ([][]history.Moment, error) {
	var all [][]history.Moment
	var unknown []string // those that are no ids
	found := map[string][]history.Moment{}
	for _, id := range t.ids {
		series, err := t.store.Series(ctx, t.all[0].Portfolio, id)
		if err != nil {
			return nil, err
		}
		if found[id] = series; series == nil {
			unknown = append(unknown, id)
		}
	}
	if unknown != nil {
		if err := t.findNames(ctx, unknown, found); err != nil {
			return nil, err
		}
	}
	var there []string
	for _, id := range t.ids {
		account := found[id][0].Account.ID
		if !slices.Contains(there, account) {
			all, there = append(all, found[id]), append(there, account)
		}
	}
	return all, nil
}

// findNames adds the moments of the accounts that texts fit which are no ids.
func (t *trending) findNames(ctx context.Context, texts []string, moments map[string][]history.Moment) error {
	finder := fleet.NewFinder(texts, storedID, storedLabel)
	part := finder.Part()
	var ids []string
	err := t.store.Names(ctx, &t.all[len(t.all)-1], func(id, label string) {
		part.Note("", len(ids), namesOfStored(id, label), nil)
		ids = append(ids, id)
	})
	if err = errors.Join(err, part.Give()); err != nil {
		return err
	}
	if _, faults, unknown := wantedRows(finder); faults != nil || unknown != nil {
		return t.notFound(ctx, faults, unknown)
	}
	for _, f := range finder.Found() {
		if moments[f.Text], err = t.store.Series(ctx, t.all[0].Portfolio, ids[f.Rows[0].Line]); err != nil {
			return err
		}
	}
	return nil
}

// notFound says which ids fit no account, or several.
func (t *trending) notFound(ctx context.Context, faults []string, unknown []*unknownID) error {
	err := t.store.Names(ctx, &t.all[len(t.all)-1], func(id, label string) {
		compareStored(unknown, id, label)
	})
	return errors.Join(err, notFound(t.store.Name(), faults, unknown))
}
