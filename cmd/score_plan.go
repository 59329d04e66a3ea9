package cmd

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"chs/internal/accounts"
	"chs/internal/fleet"
	"chs/internal/pipeline"
	"chs/internal/report"
	"chs/rubric"
	"chs/scoring"
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
	only      []fleet.Wanted
	flat      int // in hundredths of a point
	order     pipeline.Order
	tolerance float64 // in percent
	targets   []target
	newRubric string // the file to write a rubric to; "" for none
	logo      report.Logo

	told pipeline.Teller // where a database scores the accounts; nil if they are scored here
}

// A target is one place to write to.
type target struct {
	path   string // "-" for standard output
	format report.Format
}

// name names the target to people.
func (t target) name() string {
	if t.path == "-" {
		return "standard output"
	}
	return t.path
}

// has reports whether something is to be written in a format.
func (p *scorePlan) has(format report.Format) bool {
	return slices.ContainsFunc(p.targets, func(t target) bool { return t.format == format })
}

// plan checks the arguments, flags and rubric. Its errors are the user's.
func (a *app) plan(ctx context.Context, args []string, o *scoreOptions) (p *scorePlan, err error) {
	p = &scorePlan{}
	if p.files, err = a.files(args); err != nil {
		return nil, err
	}
	if err = p.flags(a, o); err != nil {
		return nil, err
	}
	if p.rubric, err = a.loadRubric(ctx, &o.inputOptions, p.files); err != nil {
		return nil, err
	}
	if err = o.checkSortable(p.rubric); err != nil {
		return nil, err
	}
	if p.bands, err = bandIndexes(p.rubric, o.bands); err != nil {
		return nil, err
	}
	if err = p.conditions(o); err != nil {
		return nil, err
	}
	return p, p.checkPaths(o)
}

// flags checks what can be checked without the rubric.
func (p *scorePlan) flags(a *app, o *scoreOptions) (err error) {
	if err = p.reading(a, o); err != nil {
		return err
	}
	if p.order, err = o.order(); err != nil {
		return err
	}
	if p.targets, err = a.targets(o, o.formats); err != nil {
		return err
	}
	return checkColor(o.color)
}

// reading checks how accounts are to be read.
func (p *scorePlan) reading(a *app, o *scoreOptions) (err error) {
	if p.read, err = o.read(); err != nil {
		return err
	}
	if p.day, err = a.day(o.asOf); err != nil {
		return err
	}
	p.tolerance, err = o.tolerance()
	return err
}

// conditions reads --where and --fail-on.
func (p *scorePlan) conditions(o *scoreOptions) (err error) {
	if o.where != "" {
		if p.where, err = p.rubric.ParseWhere("--where", o.where); err != nil {
			return &usageError{err: err}
		}
	}
	p.gate, err = parseGate(o.failOn, scoreGateNames(p.rubric, o.compares()))
	return err
}

var percentForm = regexp.MustCompile(`^[0-9]+(\.[0-9]+)?%$`)

// tolerance returns how many percent of rows or cells may be bad.
func (o *scoreOptions) tolerance() (float64, error) {
	if o.strict {
		return 0, nil
	}
	percent, err := strconv.ParseFloat(strings.TrimSuffix(o.percent, "%"), 64)
	if err != nil || !percentForm.MatchString(o.percent) || percent > 100 {
		return 0, &usageError{err: fmt.Errorf("--tolerance %q: want a percentage from 0%% to 100%%, such as 5%%", o.percent)}
	}
	return percent, nil
}

// order returns the order that --sort asks for.
func (o *scoreOptions) order() (pipeline.Order, error) {
	if err := checkLimit(o.limit); err != nil {
		return pipeline.Order{}, err
	}
	if o.sort == "" {
		if o.desc {
			return pipeline.Order{}, &usageError{err: fmt.Errorf("--desc goes with --sort")}
		}
		return pipeline.Order{By: pipeline.ByInput}, nil
	}
	if !slices.Contains(pipeline.Orders, pipeline.By(o.sort)) {
		return pipeline.Order{}, &usageError{err: fmt.Errorf("--sort %q: want %s", o.sort, listed(namesOf(pipeline.Orders)))}
	}
	return pipeline.Order{By: pipeline.By(o.sort), Desc: o.desc}, nil
}

// bandIndexes returns the indexes of the named bands; nil if none is named.
func bandIndexes(r *rubric.Rubric, names []string) ([]int, error) {
	known := append(r.BandNames(), rubric.Unscored)
	var indexes []int
	for _, name := range names {
		i := slices.Index(known, name)
		if i < 0 {
			return nil, &usageError{err: fmt.Errorf("--band: there is no %q; %s", name, wantOf(name, known))}
		}
		if i == len(known)-1 {
			i = scoring.None
		}
		indexes = append(indexes, i)
	}
	return indexes, nil
}

// targets returns where to write, and how. Of the formats, which a caller checks,
// are the endings that are proposed.
func (a *app) targets(o *scoreOptions, formats []report.Format) ([]target, error) {
	asked, known := report.Format(o.format), slices.Concat(report.Formats, formats)
	if o.format != "" && !slices.Contains(known, asked) {
		return nil, &usageError{err: fmt.Errorf("--format %q: want %s", o.format, listed(namesOf(formats)))}
	}
	paths := o.outputs
	if len(paths) == 0 {
		paths = []string{"-"}
	}
	var targets []target
	for i, path := range paths {
		if path == "" {
			return nil, &usageError{err: errors.New(`--output is empty; want a file, or "-" for standard output`)}
		}
		format, told := report.FormatOf(path, known)
		if ending := filepath.Ext(path); ending != "" && o.format == "" && !told {
			return nil, &usageError{err: fmt.Errorf("--output %s: no format has the ending %s; want %s, or --format",
				path, ending, listed(report.Endings(formats)))}
		}
		if slices.Contains(paths[i+1:], path) {
			return nil, &usageError{err: fmt.Errorf("--output %s is there twice", path)}
		}
		t := target{path, report.FormatCSV}
		switch {
		case o.format != "" && (len(paths) == 1 || !told):
			t.format = asked
		case told:
			t.format = format
		case path == "-" && a.isTerminal():
			t.format = report.FormatTable
		}
		if path == "-" && t.format == report.FormatXLSX && a.isTerminal() {
			return nil, &usageError{err: errors.New("--format xlsx: a workbook is nothing for a terminal; want --output FILE, or a pipe")}
		}
		targets = append(targets, t)
	}
	return targets, nil
}

// targetsAmong returns where to write, and how: in one of some formats, the first
// where nothing else is said.
func (a *app) targetsAmong(o *scoreOptions, formats []report.Format) ([]target, error) {
	targets, err := a.targets(o, formats)
	for i := range targets {
		t := &targets[i]
		if _, told := report.FormatOf(t.path, slices.Concat(report.Formats, formats)); !told && o.format == "" {
			t.format = formats[0]
		}
	}
	return targets, errors.Join(err, checkFormats(targets, o, formats))
}

// checkFormats refuses to write in other formats than some.
func checkFormats(targets []target, o *scoreOptions, formats []report.Format) error {
	for _, t := range targets {
		if slices.Contains(formats, t.format) {
			continue
		}
		flag := "--output " + t.path
		if string(t.format) == o.format {
			flag = fmt.Sprintf("--format %q", o.format)
		}
		return &usageError{err: fmt.Errorf("%s: want %s", flag, listed(namesOf(formats)))}
	}
	return nil
}

// checkPaths refuses to write over what is read, over a history, or twice to one
// file. Also are files that are read besides the plan's, "" for none; a plan for a
// history has no rubric.
func (p *scorePlan) checkPaths(o *scoreOptions, also ...string) error {
	read := slices.Concat(p.files, []string{o.previous, o.logo}, also)
	if p.rubric != nil {
		read = append(read, p.rubric.File)
	}
	isAt := func(path string) func(other string) bool {
		return func(other string) bool { return other != "" && other != "-" && samePlace(path, other) }
	}
	var written []string
	add := func(flag, path string) error {
		switch {
		case path == "-" && flag != "--output":
			return &usageError{err: fmt.Errorf("%s -: want a file; standard output is for --output", flag)}
		case path == "" || path == "-":
			return nil
		}
		if slices.ContainsFunc(read, isAt(path)) {
			return &usageError{err: fmt.Errorf("%s %s: is an input; want another file", flag, path)}
		}
		if slices.ContainsFunc(written, isAt(path)) {
			return &usageError{err: fmt.Errorf("%s %s: is written already; want another file", flag, path)}
		}
		if err := o.spare(flag+" "+path, path); err != nil {
			return err
		}
		written = append(written, path)
		return nil
	}
	for _, t := range p.targets {
		if err := add("--output", t.path); err != nil {
			return err
		}
	}
	if err := add("--write", p.newRubric); err != nil {
		return err
	}
	if err := add("--rejects", o.rejects); err != nil {
		return err
	}
	return add("--problems", o.problems)
}
