package cmd

import (
	"context"
	"slices"

	"chs/internal/fleet"
	"chs/internal/history"
	"chs/internal/report"
	"chs/rubric"
)

// pageWeeks is how many weeks a page looks back.
const pageWeeks = 13

// weeksBefore counts the accounts by band in the last snapshots of weeks up to a
// day, as far as these have a rubric's bands.
func (s *snapshot) weeksBefore(ctx context.Context, day int, r *rubric.Rubric) ([]report.PageWeek, error) {
	older, err := s.store.Snapshots(ctx, s.Portfolio)
	if err != nil {
		return nil, err
	}
	older = slices.DeleteFunc(older, func(n history.Snapshot) bool { return n.Day >= day })
	numbers, err := s.store.Numbers(ctx, s.Portfolio)
	if err != nil {
		return nil, err
	}
	var days []int
	for _, n := range older {
		days = append(days, n.Day)
	}
	var weeks []report.PageWeek
	weekly := fleet.Weekly(append(days, day))
	for _, i := range weekly[max(0, len(weekly)-pageWeeks):] {
		if i == len(older) { // the day itself
			break
		}
		before, err := s.store.Rubric(ctx, &older[i])
		if err != nil {
			return nil, err
		}
		if !slices.Equal(before.BandNames(), r.BandNames()) {
			continue
		}
		scores, err := s.store.Scores(ctx, &older[i], numbers)
		if err != nil {
			return nil, err
		}
		weeks = append(weeks, report.PageWeek{Day: older[i].Day, Bands: fleet.CountBands(before.Bands, scores)})
	}
	return weeks, nil
}
