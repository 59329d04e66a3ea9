package cmd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"chs/internal/accounts"
	"chs/internal/fleet"
	"chs/internal/history"
	"chs/internal/pipeline"
	"chs/internal/report"
	"chs/rubric"
	"chs/scoring"
)

// A previousRun is a scored CSV that accounts are compared with.
type previousRun struct {
	name   string
	plan   *scorePlan
	prefix string
	inputs *pipeline.Inputs

	index  map[string]int
	scores []int16
	named  []string          // bands by index, as the file has them
	since  []int             // by index
	about  []history.Account // by index, if lost ones are wanted
}

// previousFile reads the scored CSV of --previous.
func (a *app) previousFile(ctx context.Context, p *scorePlan, o *scoreOptions) (*past, error) {
	inputs, err := a.open(ctx, []string{o.previous}, accounts.Options{}, false)
	if err != nil {
		return nil, err
	}
	f := &previousRun{name: o.previous, plan: p, prefix: o.prefix, inputs: inputs, index: map[string]int{}}
	err = errors.Join(f.read(ctx), inputs.Close())
	if err != nil {
		return nil, err
	}
	bands, err := f.bands()
	if err != nil {
		return nil, err
	}
	found := &past{name: inputName(o.previous), Past: &fleet.Past{Old: bands, Then: f.scores, Since: fleet.NewTenures(len(f.scores))}}
	found.Find = func(id string) (int, bool) {
		i, ok := f.index[strings.TrimSpace(id)]
		return i, ok
	}
	for i, band := range f.named {
		found.Since.Put(i, band, f.since[i])
	}
	found.describe = func(indexes []int) ([]history.Account, error) {
		var all []history.Account
		for _, i := range indexes {
			all = append(all, f.about[i])
		}
		return all, nil
	}
	return found, nil
}

// read reads the accounts.
func (f *previousRun) read(ctx context.Context) error {
	r := f.plan.rubric
	needs := pipeline.Needs{{Column: r.ID, By: "id"}}
	for _, name := range []string{"score", "band"} {
		needs = append(needs, pipeline.Need{Column: f.prefix + name, By: "--previous"})
	}
	if hints, err := f.inputs.Check(needs); err != nil {
		return &hintedError{err, append(hints, "--previous takes what chs score has written, with the same --prefix")}
	}
	at := func(name string) int {
		if name == "" {
			return scoring.None
		}
		return slices.Index(f.inputs.Header, name)
	}
	id, score, band, since := f.inputs.Index(r.ID), at(f.prefix+"score"), at(f.prefix+"band"), at(f.prefix+"since")
	about := [3]int{at(r.Label), at(r.Owner), at(r.Value.Column)}
	var wrong error
	err := f.inputs.AllRows(ctx, func(rejected *report.Problem, cell func(i int) string) {
		if rejected != nil {
			wrong = cmp.Or(wrong, errors.New(rejected.String()))
			return
		}
		text := func(i int) string {
			if i == scoring.None {
				return ""
			}
			return strings.Clone(strings.TrimSpace(cell(i)))
		}
		account := history.Account{ID: text(id)}
		if _, known := f.index[account.ID]; known || account.ID == "" || wrong != nil {
			return // the first row of an account stands
		}
		if slices.Contains(f.plan.only, fleet.WantLost) {
			account.Label, account.Owner = text(about[0]), text(about[1])
			account.Value = math.NaN()
			if value, ok := scoring.ParseNumber(text(about[2]), r.Decimal); ok {
				account.Value = value.Value
			}
			f.about = append(f.about, account)
		}
		wrong = f.add(account.ID, text(score), text(band), text(since))
	})
	return errors.Join(wrong, err)
}

// add takes an account.
func (f *previousRun) add(id, score, band, since string) error {
	wrong := func(column, text, want string) error {
		return fmt.Errorf("%s: account %q, column %q: %q is %s", inputName(f.name), id, f.prefix+column, text, want)
	}
	hundredths, day := history.Unscored, scoring.None
	if score != "" {
		points, ok := scoring.ParseNumber(score, '.')
		if !ok {
			points, ok = scoring.ParseNumber(score, ',') // as --excel may write it
		}
		if !ok || !(points.Value >= 0 && points.Value <= 100) {
			return wrong("score", score, "no score from 0 to 100")
		}
		hundredths = int16(math.Round(points.Value * 100))
	}
	switch {
	case score == "" && band != rubric.Unscored:
		return wrong("band", band, "not that of an account without a score")
	case score != "" && (band == rubric.Unscored || band == ""):
		return wrong("band", band, "not that of an account with a score")
	}
	if since != "" {
		var err error
		if day, err = scoring.ParseDay(since); err != nil {
			return wrong("since", since, "no day as YYYY-MM-DD")
		}
	}
	f.index[id] = len(f.scores)
	f.scores, f.named, f.since = append(f.scores, hundredths), append(f.named, band), append(f.since, day)
	return nil
}

// bands returns the bands that the file names, each from its lowest score on; not
// nil, as a file without any is a baseline, too.
func (f *previousRun) bands() ([]rubric.Band, error) {
	lowest := map[string]int{}
	for i, name := range f.named {
		if name == rubric.Unscored {
			continue
		}
		if from, ok := lowest[name]; !ok || int(f.scores[i]) < from {
			lowest[name] = int(f.scores[i])
		}
	}
	bands := []rubric.Band{}
	for name, from := range lowest {
		bands = append(bands, rubric.Band{Name: name, From: from})
	}
	slices.SortFunc(bands, func(a, b rubric.Band) int { return cmp.Or(a.From-b.From, strings.Compare(a.Name, b.Name)) })
	for i, score := range f.scores {
		above := slices.IndexFunc(bands, func(b rubric.Band) bool { return b.From > int(score) })
		if above < 0 {
			above = len(bands)
		}
		if score >= 0 && bands[above-1].Name != f.named[i] {
			return nil, fmt.Errorf("%s: band %q at the score %s, where others have %q; want what one run of chs score has written",
				inputName(f.name), f.named[i], scoring.FormatPoints(int(score)), bands[above-1].Name)
		}
	}
	return bands, nil
}
