package cmd

import (
	"context"
	"slices"

	"chs/internal/fleet"
	"chs/internal/history"
	"chs/internal/pipeline"
	"chs/internal/report"
	"chs/rubric"
	"chs/scoring"
)

// A pageJob is a page on its way. A nil one is none.
type pageJob struct {
	*report.Page
	email   bool // pages are for pasting into mail
	files   *outputFiles
	plan    *scorePlan
	job     *pipeline.Job
	peers   *fleet.Peers
	stories *stories
	day     int   // of the baseline's snapshot, if it is one
	err     error // the first of the stories
}

// The groups of a column that a page knows.
const mostGroups = 1000

// beginPage has a job gather what a page says, if one is to be written.
func beginPage(job *pipeline.Job, p *scorePlan, o *scoreOptions, files *outputFiles) (*pageJob, error) {
	if len(files.pages)+len(files.mails) == 0 {
		return nil, nil
	}
	layout, _, err := report.NewLayout(p.rubric, job.Inputs.Header, report.Options{Prefix: o.prefix, Past: o.compares(), AsOf: scoring.FormatDay(p.day)})
	if err != nil {
		return nil, err
	}
	order := p.order
	if o.sort == "" {
		order.By = pipeline.ByScore
	}
	g := &pageJob{
		Page: report.NewPage(layout, report.PageOptions{
			Title: o.title, Logo: p.logo, RubricFrom: inputName(p.rubric.File), Order: orderWords(order),
			Chosen: job.Where != nil || job.Bands != nil || job.Only != nil, Version: version,
		}),
		email: o.email, files: files, plan: p, job: job, peers: fleet.NewPeers(p.rubric),
	}
	if files.snapshot != nil {
		g.Past = g.past
	}
	g.gather()
	g.list(&g.Accounts, order, o.top, nil)
	g.lists()
	return g, nil
}

// gather has the job gather figures of all accounts, and of those wanted.
func (g *pageJob) gather() {
	job, r := g.job, g.plan.rubric
	job.GatherAll = pipeline.Both(job.GatherAll, func() pipeline.Part { return g.peers.Part() })
	var by []fleet.By
	if len(r.Segments) > 0 {
		by = append(by, fleet.By{Name: string(rubric.NameSegment), Index: scoring.None})
	}
	if r.Owner != "" {
		by = append(by, fleet.By{Name: r.Owner, Index: job.Inputs.Index(r.Owner), Most: mostGroups})
	}
	g.Run.Summary = fleet.NewSummary(r, by)
	job.Gather = pipeline.Both(job.Gather, func() pipeline.Part { return g.Run.Summary.Part() })
	if r.Valued() {
		g.Run.Map = fleet.NewValueMap(len(r.Bands))
		job.Gather = pipeline.Both(job.Gather, func() pipeline.Part { return g.Run.Map.Part() })
	}
}

// lists adds the page's short lists to the job.
func (g *pageJob) lists() {
	r := g.plan.rubric
	first := pipeline.Order{By: pipeline.ByScore}
	if r.Valued() {
		first = pipeline.Order{By: pipeline.ByValue, Desc: true}
	}
	g.list(&g.Low, first, report.PageLow, func(a *report.Account) bool { return a.Result.Band == 0 })
	for i := range r.Plays {
		g.list(&g.Plays[i], first, report.PageFew, func(a *report.Account) bool { return slices.Contains(a.Result.Plays, i) })
	}
	if g.job.Past == nil {
		return
	}
	change := pipeline.Order{By: pipeline.ByChange}
	// A list leaves out whom those before it name, and is so much longer for that.
	g.list(&g.Warned, first, report.PageFew, func(a *report.Account) bool { return a.Past.Warned })
	g.list(&g.Crossed, first, 2*report.PageFew, func(a *report.Account) bool { return a.Past.Crossing == fleet.Down })
	g.list(&g.Fallers, change, 3*report.PageFew, func(a *report.Account) bool { return a.Past.Points < 0 })
	change.Desc = true
	g.list(&g.Risers, change, 3*report.PageFew, func(a *report.Account) bool { return a.Past.Points > 0 })
}

// list adds a list to the job.
func (g *pageJob) list(l *report.PageList, by pipeline.Order, limit int, takes func(*report.Account) bool) {
	g.job.Outputs = append(g.job.Outputs, &pipeline.Output{Layout: g.Layout, Order: by, Limit: limit, Each: l.Take, Takes: takes})
}

// fill tells the page what is known once all accounts have been read.
func (g *pageJob) fill(ctx context.Context, run *pipeline.Run, past *past) (err error) {
	if g == nil {
		return nil
	}
	to := &g.Run
	to.Explainer = fleet.NewExplainer(g.peers, run.Scorer())
	to.Read, to.Scored, to.Unscored, to.Rejected = run.Read, run.Scored, run.Unscored, run.Rejected
	for i, c := range run.Columns {
		to.Columns = append(to.Columns, report.PageColumn{
			Name: g.plan.rubric.Columns[i].Name, Known: c.Known, Missing: c.Missing, Unreadable: c.Unreadable,
		})
	}
	to.Problems, to.Warnings = run.Problems, run.Warnings
	for _, problem := range run.First {
		to.First = append(to.First, problem.String())
	}
	if past != nil {
		g.day = past.day
		to.Baseline, to.Before, to.Counts, to.WarnedOf, to.Lost = past.name, past.Old, past.Counts, past.warnedOf, len(g.job.Lost)
	}
	stored := g.files.snapshot
	if stored == nil {
		return nil
	}
	g.stories = newStories(ctx, stored.store, stored.Portfolio, g.plan.rubric, run.Scorer(), g.plan.day)
	if g.Chosen {
		return nil
	}
	to.Weeks, err = stored.weeksBefore(ctx, g.plan.day, g.plan.rubric)
	if err != nil {
		return err
	}
	now := report.PageWeek{Day: g.plan.day}
	for _, sum := range to.Summary.All.Bands {
		now.Bands = append(now.Bands, sum.Accounts)
	}
	to.Weeks = append(to.Weeks, now)
	return nil
}

// past returns what the history says of an account.
func (g *pageJob) past(id string, r *scoring.Result) (p report.PagePast) {
	if g.err != nil {
		return p
	}
	now := history.NewAccount(g.stories.scorer, len(g.plan.rubric.Criteria), r)
	if p.Story, p.Moments, g.err = g.stories.story(id, &now); g.err != nil {
		return p
	}
	if i := slices.IndexFunc(p.Moments, func(m history.Moment) bool { return m.Day == g.day }); i >= 0 {
		p.Change, g.err = fleet.NewStoryChange(g.stories, &p.Moments[i], &now)
	}
	return p
}

// write writes the page to all its places.
func (g *pageJob) write(a *app) error {
	if g == nil {
		return nil
	}
	if g.err != nil {
		return g.err
	}
	write := g.Write
	if g.email {
		write = g.WriteEmail
	}
	for _, to := range g.files.pages {
		if err := write(to); err != nil {
			return err
		}
	}
	for i := range g.files.mails {
		if err := a.writeMail(g.Page, &g.files.mails[i]); err != nil {
			return err
		}
	}
	return nil
}
