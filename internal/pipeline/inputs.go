// Package pipeline joins reading, scoring and reporting: it scores the rows of
// a run's inputs on all cores and hands results on in the order of the rows.
package pipeline

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"chs/internal/accounts"
	"chs/rubric"
)

// Inputs are the files of a run, opened. They have the same columns, if not
// in the same order; Header has them in the first one's.
type Inputs struct {
	Header []string

	names   []string
	stdin   io.Reader
	spool   *os.File // the copy of standard input that stdin is, if there is one
	options accounts.Options
	files   []*file
	odd     []string // what was put right in rows, once they have been walked
}

// A file is one of the inputs.
type file struct {
	*accounts.Reader
	number int
	cells  []int // by column of the Inputs' header
	// straight is set where cells is 0, 1, 2, …
	straight bool
}

// Open opens the named files; "-" is stdin. If twice is set they can be read
// a second time: standard input is then copied to a temporary file.
func Open(names []string, stdin io.Reader, o accounts.Options, twice bool) (*Inputs, error) {
	in := &Inputs{names: names, stdin: stdin, options: o}
	var err error
	if twice && slices.Contains(names, "-") {
		err = in.copyStdin()
	}
	if err == nil {
		err = in.open()
	}
	if err != nil {
		return nil, errors.Join(err, in.Close())
	}
	return in, nil
}

// copyStdin copies standard input to a temporary file.
func (in *Inputs) copyStdin() (err error) {
	if in.spool, err = os.CreateTemp("", "chs-stdin-*"); err != nil {
		return fmt.Errorf("stdin: %w", err)
	}
	if _, err = io.Copy(in.spool, in.stdin); err != nil {
		return fmt.Errorf("stdin: %w", err)
	}
	in.stdin = in.spool
	return nil
}

// open opens the files at their start.
func (in *Inputs) open() error {
	if in.spool != nil {
		if _, err := in.spool.Seek(0, io.SeekStart); err != nil {
			return fmt.Errorf("stdin: %w", err)
		}
	}
	in.files = nil
	for i, name := range in.names {
		reader, err := accounts.Open(name, in.stdin, in.options)
		if err != nil {
			return err
		}
		f := &file{Reader: reader, number: i}
		in.files = append(in.files, f)
		if err := in.match(f); err != nil {
			return err
		}
	}
	return nil
}

// reopen starts the files anew.
func (in *Inputs) reopen() error {
	return errors.Join(in.closeFiles(), in.open())
}

// match finds the columns of the inputs' header in f.
func (in *Inputs) match(f *file) error {
	if f.number == 0 {
		in.Header = f.Header()
		f.straight = true
		for i := range in.Header {
			f.cells = append(f.cells, i)
		}
		return nil
	}
	header := slices.Clone(f.Header())
	f.straight = len(header) == len(in.Header)
	var missing []string
	for i, name := range in.Header {
		at := slices.Index(header, name)
		if at < 0 {
			missing = append(missing, fmt.Sprintf("%q", name))
			continue
		}
		f.cells = append(f.cells, at)
		f.straight = f.straight && at == i
		header[at] = "\x00" // found: the next of that name is another
	}
	extra := quoted(slices.DeleteFunc(header, func(name string) bool { return name == "\x00" }))
	if len(missing)+len(extra) == 0 {
		return nil
	}
	difference := ""
	if len(missing) > 0 {
		difference = "; it lacks " + strings.Join(missing, ", ")
	}
	if len(extra) > 0 {
		difference += "; only it has " + strings.Join(extra, ", ")
	}
	return fmt.Errorf("%s:%d: the columns are not those of %s%s", f.Name(), f.HeaderLine(), in.files[0].Name(), difference)
}

// writeHeader writes the one header of all files.
func (in *Inputs) writeHeader(w io.Writer) error {
	first := in.files[0]
	for _, f := range in.files[1:] {
		if !bytes.Equal(f.RawHeader(), first.RawHeader()) {
			return fmt.Errorf("%s:%d: the header is not that of %s, so the rejected records of both cannot share a file; score them one by one",
				f.Name(), f.HeaderLine(), first.Name())
		}
	}
	_, err := w.Write(slices.Concat(first.RawHeader(), []byte{'\n'}))
	return err
}

// Close closes the files.
func (in *Inputs) Close() error {
	err := in.closeFiles()
	if in.spool != nil {
		err = errors.Join(err, in.spool.Close(), os.Remove(in.spool.Name()))
	}
	return err
}

func (in *Inputs) closeFiles() error {
	var err error
	for _, f := range in.files {
		err = errors.Join(err, f.Close())
	}
	return err
}

// Warnings returns what was odd about the files: their heads, and, once they
// have been scanned, their rows.
func (in *Inputs) Warnings() []string {
	var all []string
	for _, f := range in.files {
		all = append(all, worded(f, f.Warnings())...)
	}
	return append(all, in.odd...)
}

// noteOdd words what was put right in the files' rows.
func (in *Inputs) noteOdd(tallies []accounts.Tally) {
	in.odd = nil
	for i, f := range in.files {
		in.odd = append(in.odd, worded(f, tallies[i].Warnings())...)
	}
}

// worded returns warnings as messages.
func worded(f *file, warnings []accounts.Warning) []string {
	all := make([]string, len(warnings))
	for i, w := range warnings {
		all[i] = fmt.Sprintf("%s:%d: %s", f.Name(), w.Line, w.Text)
	}
	return all
}

// Needs are the columns that a run reads, each with what needs it.
type Needs []Need

// A Need is a column and what needs it, in the words of a message.
type Need struct{ Column, By string }

// NeedsOf returns the columns that a rubric names.
func NeedsOf(r *rubric.Rubric) Needs {
	needs := Needs{{r.ID, "id"}, {r.Label, "label"}, {r.Owner, "owner"}}
	for _, name := range r.Show {
		needs = append(needs, Need{name, "show"})
	}
	for _, c := range r.Columns {
		needs = append(needs, Need{c.Name, c.By})
	}
	return slices.DeleteFunc(needs, func(n Need) bool { return n.Column == "" })
}

// Check returns an error that has a line for each column of needs that the
// header lacks or has twice. A hint names the columns nearest to those lacking.
func (in *Inputs) Check(needs Needs) (hints []string, err error) {
	var lines []string
	seen := map[string]bool{}
	first := in.files[0]
	for _, n := range needs {
		if seen[n.Column] {
			continue
		}
		seen[n.Column] = true
		at := places(in.Header, n.Column)
		switch {
		case len(at) == 0:
			lines = append(lines, fmt.Sprintf("%s:%d: %s needs column %q; the header has %s",
				first.Name(), first.HeaderLine(), n.By, n.Column, some(quoted(in.Header))))
			if near, ok := rubric.Nearest(n.Column, in.Header); ok {
				hints = append(hints, fmt.Sprintf("the column nearest to %q is %q", n.Column, near))
			}
		case len(at) > 1:
			lines = append(lines, fmt.Sprintf("%s:%d: %s needs column %q, which the header has twice, as columns %d and %d; rename one",
				first.Name(), first.HeaderLine(), n.By, n.Column, at[0]+1, at[1]+1))
		}
	}
	if lines == nil {
		return nil, nil
	}
	return hints, errors.New(strings.Join(lines, "\n"))
}

func places(header []string, name string) []int {
	var at []int
	for i, h := range header {
		if h == name {
			at = append(at, i)
		}
	}
	return at
}

func quoted(names []string) []string {
	all := make([]string, len(names))
	for i, name := range names {
		all[i] = fmt.Sprintf("%q", name)
	}
	return all
}

// some joins names, the first of them if they are many.
func some(names []string) string {
	const most = 30
	if len(names) > most {
		return strings.Join(names[:most], ", ") + fmt.Sprintf(" and %d more", len(names)-most)
	}
	return strings.Join(names, ", ")
}

// indexes returns where the columns of names stand in f's rows. They are there.
func (in *Inputs) indexes(f *file, names []string) []int {
	at := make([]int, len(names))
	for i, name := range names {
		at[i] = f.cells[slices.Index(in.Header, name)]
	}
	return at
}
