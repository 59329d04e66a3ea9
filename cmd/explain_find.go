package cmd

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"chs/internal/fleet"
	"chs/internal/pipeline"
	"chs/internal/report"
	"chs/rubric"
	"chs/scoring"
)

// newFinder returns a finder of accounts for ids.
func newFinder(inputs *pipeline.Inputs, r *rubric.Rubric, ids []string) *fleet.Finder {
	return fleet.NewFinder(ids, inputs.Index(r.ID), labelIndex(inputs, r))
}

// findRows returns the rows of the accounts that were asked for. The error has
// a line for each id that fits none or several. Inputs have been read.
func findRows(ctx context.Context, inputs *pipeline.Inputs, p *scorePlan, finder *fleet.Finder) (pipeline.RowFilter, error) {
	wanted, faults, unknown := wantedRows(finder)
	if unknown != nil {
		if err := lookAround(ctx, inputs, p.rubric, unknown); err != nil {
			return nil, err
		}
	}
	if err := notFound(inputName(p.files[0]), faults, unknown); err != nil {
		return nil, err
	}
	return func(file string, line int) bool { return wanted[fleet.Place{File: file, Line: line}] }, nil
}

// wantedRows returns the rows of the accounts that were asked for, a fault for
// each id that fits several, and the ids that fit none.
func wantedRows(finder *fleet.Finder) (wanted map[fleet.Place]bool, faults []string, unknown []*unknownID) {
	wanted = map[fleet.Place]bool{}
	for _, found := range finder.Found() {
		for _, row := range found.Rows {
			wanted[row] = true
		}
		switch {
		case found.Accounts != nil:
			faults = append(faults, severalFit(found))
		case found.Rows == nil:
			unknown = append(unknown, &unknownID{text: found.Text})
		}
	}
	return wanted, faults, unknown
}

// notFound returns an error with a line for each id that fits no account of a
// file, or several; nil if there is none.
func notFound(file string, faults []string, unknown []*unknownID) error {
	for _, u := range unknown {
		faults = append(faults, u.message(file))
	}
	if faults == nil {
		return nil
	}
	return errors.New(strings.Join(faults, "\n"))
}

// severalFit says which accounts an id fits.
func severalFit(found fleet.Found) string {
	names := make([]string, len(found.Accounts))
	for i, account := range found.Accounts {
		names[i] = fmt.Sprintf("%q", account)
		if label := found.Labels[i]; label != "" && label != account {
			names[i] += fmt.Sprintf(" (%s)", label)
		}
	}
	list := listed(names)
	if found.More {
		list = strings.Join(names, ", ") + " and others"
	}
	return fmt.Sprintf("%q fits several accounts: %s; want one of them", found.Text, list)
}

// An unknownID fits no account that could be scored.
type unknownID struct {
	text     string
	near     string          // the id or label that it most likely means, "" if none is near
	start    string          // what of that it is near to: all, or the start
	rejected *report.Problem // of a row with this id, nil if there is none
}

// maxNear is for how many unknown ids the nearest is looked for: each takes
// about as long as reading the file.
const maxNear = 5

// lookAround reads the inputs once more for what unknown ids may have meant.
func lookAround(ctx context.Context, inputs *pipeline.Inputs, r *rubric.Rubric, unknown []*unknownID) error {
	if err := inputs.Reopen(); err != nil {
		return err
	}
	cells := []int{inputs.Index(r.ID)}
	if label := labelIndex(inputs, r); label != scoring.None {
		cells = append(cells, label)
	}
	return inputs.AllRows(ctx, func(rejected *report.Problem, cell func(i int) string) {
		for i, u := range unknown {
			switch {
			case rejected == nil && i < maxNear:
				u.compare(cells, cell)
			case rejected != nil && strings.TrimSpace(cell(cells[0])) == u.text:
				u.rejected = rejected
			}
		}
	})
}

// compare takes the id or label of an account if it, or a start of it that is
// as long as the text, is nearer than the nearest so far.
func (u *unknownID) compare(cells []int, cell func(i int) string) {
	length := utf8.RuneCountInString(u.text)
	for _, i := range cells {
		name := strings.TrimSpace(cell(i))
		for _, start := range []string{name, firstOf(name, length)} {
			if near, ok := rubric.Nearest(u.text, []string{u.start, start}); ok && near != "" && near != u.start {
				u.near, u.start = strings.Clone(name), strings.Clone(near)
			}
		}
	}
}

// firstOf returns the first characters of a text, if there are as many and they
// are enough to tell texts apart.
func firstOf(text string, characters int) string {
	const enough = 4
	if runes := []rune(text[:min(len(text), 4*characters)]); characters >= enough && len(runes) > characters {
		return string(runes[:characters])
	}
	return ""
}

// message says what an unknown id is.
func (u *unknownID) message(file string) string {
	switch {
	case u.rejected != nil:
		return fmt.Sprintf("%s:%d: account %q cannot be explained: its row is rejected, since it %s", u.rejected.File, u.rejected.Line, u.text, u.rejected.Wanted)
	case u.near != "":
		return fmt.Sprintf("%s: there is no account %q; did you mean %q?", file, u.text, u.near)
	}
	return fmt.Sprintf("%s: there is no account %q; want an id or a label, or the start of one", file, u.text)
}
