package cmd

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"chs/internal/accounts"
	"chs/internal/pipeline"
	"chs/internal/report"
	"chs/rubric"
)

// A scorePlan is what chs score is to do, checked as far as can be without
// reading an account.
type scorePlan struct {
	files     []string
	read      accounts.Options
	day       int
	rubric    *rubric.Rubric
	where     *rubric.Where
	bands     []int
	gate      gate
	order     pipeline.Order
	tolerance float64 // a share, 0 to 1
	targets   []target
}

// A target is one place to write to.
type target struct {
	path   string // "-" for standard output
	format report.Format
}

// plan checks the arguments, flags and rubric. Its errors are the user's.
func (a *app) plan(args []string, o *scoreOptions) (*scorePlan, error) {
	p := &scorePlan{}
	steps := []func() error{
		func() (err error) { p.files, err = a.files(args); return err },
		func() (err error) { p.read, err = o.read(); return err },
		func() (err error) { p.day, err = a.day(o.asOf); return err },
		func() (err error) { p.tolerance, err = o.tolerance(); return err },
		func() (err error) { p.order, err = o.order(); return err },
		func() (err error) { p.targets, err = a.targets(o); return err },
		func() error { return checkColor(o.color) },
		func() (err error) { p.rubric, err = a.loadRubric(&o.inputOptions, p.files); return err },
		func() (err error) { p.bands, err = bandIndexes(p.rubric, o.bands); return err },
		func() error { return p.conditions(o) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return p, p.checkPaths(o)
}

// conditions reads --where and --fail-on.
func (p *scorePlan) conditions(o *scoreOptions) (err error) {
	if o.where != "" {
		if p.where, err = p.rubric.ParseWhere("--where", o.where); err != nil {
			return &usageError{err: err}
		}
	}
	if o.failOn != "" {
		p.gate, err = parseGate(o.failOn, p.rubric.Bands)
	}
	return err
}

// tolerance returns the share of rows or cells that may be bad.
func (o *scoreOptions) tolerance() (float64, error) {
	if o.strict {
		return 0, nil
	}
	text, percent := strings.CutSuffix(o.percent, "%")
	share, err := strconv.ParseFloat(text, 64)
	if err != nil || !percent || !(share >= 0 && share <= 100) {
		return 0, &usageError{err: fmt.Errorf("--tolerance %q: want a percentage from 0%% to 100%%, such as 5%%", o.percent)}
	}
	return share / 100, nil
}

// order returns the order that --sort asks for.
func (o *scoreOptions) order() (pipeline.Order, error) {
	if o.limit < 0 {
		return pipeline.Order{}, &usageError{err: fmt.Errorf("--limit %d: want a number of accounts, or 0 for all", o.limit)}
	}
	if o.sort == "" {
		if o.desc {
			return pipeline.Order{}, &usageError{err: fmt.Errorf("--desc goes with --sort")}
		}
		return pipeline.Order{By: pipeline.ByInput}, nil
	}
	if !slices.Contains(pipeline.Orders, pipeline.By(o.sort)) {
		return pipeline.Order{}, &usageError{err: fmt.Errorf("--sort %q: want %s", o.sort, listed(orderNames()))}
	}
	return pipeline.Order{By: pipeline.By(o.sort), Desc: o.desc}, nil
}

// bandIndexes returns the indexes of the named bands; nil if none is named.
func bandIndexes(r *rubric.Rubric, names []string) ([]int, error) {
	known := []string{rubric.Unscored}
	for i, b := range r.Bands {
		known = slices.Insert(known, i, b.Name)
	}
	var indexes []int
	for _, name := range names {
		i := slices.Index(known, name)
		if i < 0 {
			return nil, &usageError{err: fmt.Errorf("--band %q: want %s", name, listed(known))}
		}
		if i == len(known)-1 {
			i = noBand
		}
		indexes = append(indexes, i)
	}
	return indexes, nil
}

// targets returns where to write, and how.
func (a *app) targets(o *scoreOptions) ([]target, error) {
	asked, ok := report.ParseFormat(o.format)
	if o.format != "" && !ok {
		return nil, &usageError{err: fmt.Errorf("--format %q: want %s", o.format, formatList())}
	}
	paths := o.outputs
	if len(paths) == 0 {
		paths = []string{"-"}
	}
	var targets []target
	for i, path := range paths {
		if slices.Contains(paths[i+1:], path) {
			return nil, &usageError{err: fmt.Errorf("--output %s is there twice", path)}
		}
		ending, told := report.FormatOf(path)
		t := target{path, report.FormatCSV}
		switch {
		case o.format != "" && (len(paths) == 1 || !told):
			t.format = asked
		case told:
			t.format = ending
		case path == "-" && a.isTerminal():
			t.format = report.FormatTable
		}
		targets = append(targets, t)
	}
	return targets, nil
}

// checkPaths refuses to write over what is read, or twice to one file.
func (p *scorePlan) checkPaths(o *scoreOptions) error {
	read := append(slices.Clone(p.files), p.rubric.File)
	var written []string
	add := func(flag, path string) error {
		if path == "" || path == "-" {
			return nil
		}
		for _, other := range read {
			if other != "-" && samePlace(path, other) {
				return &usageError{err: fmt.Errorf("%s %s: is an input; want another file", flag, path)}
			}
		}
		for _, other := range written {
			if samePlace(path, other) {
				return &usageError{err: fmt.Errorf("%s %s: is written already; want another file", flag, path)}
			}
		}
		written = append(written, path)
		return nil
	}
	for _, t := range p.targets {
		if err := add("--output", t.path); err != nil {
			return err
		}
	}
	if err := add("--rejects", o.rejects); err != nil {
		return err
	}
	return add("--problems", o.problems)
}
