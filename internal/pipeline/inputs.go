// Package pipeline joins reading, scoring and reporting: it scores the rows of
// a run's inputs on all cores and hands results on in the order of the rows.
package pipeline

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"chs/internal/accounts"
)

// Inputs are the files of a run, opened. They have the same columns, if not
// in the same order; Header has them in the first one's.
type Inputs struct {
	Header []string

	names   []string
	stdin   io.Reader
	copies  []*accounts.Spool // by input; nil where the file itself, or stdin, is read
	options accounts.Options
	files   []*file
	spelled []string // warnings of names that the rubric spells in other characters
	odd     []string // what was put right in rows, once they have been walked
	told    int      // columns behind those of the header: see OpenTold
}

// A file is one of the inputs.
type file struct {
	*accounts.Reader
	number  int
	cells   []int // by column of the Inputs' header
	columns []int // of that header, by cell; not there in the first input, which is straight
	// straight is set where cells is 0, 1, 2, …
	straight bool
}

// Open opens the named files; "-" is stdin. If twice is set they can be read
// a second time: standard input, pipes and the like are then copied to
// temporary files.
func Open(names []string, stdin io.Reader, o accounts.Options, twice bool) (*Inputs, error) {
	in := &Inputs{names: names, stdin: stdin, options: o, copies: make([]*accounts.Spool, len(names))}
	var err error
	if twice {
		err = in.copyStreams()
	}
	if err == nil {
		err = in.open(nil)
	}
	if err != nil {
		return nil, errors.Join(err, in.Close())
	}
	return in, nil
}

// copyStreams copies the inputs that can be read only once.
func (in *Inputs) copyStreams() (err error) {
	for i, name := range in.names {
		if in.copies[i], err = accounts.SpoolStream(name, in.stdin); err != nil {
			return err
		}
	}
	return nil
}

// openInput opens an input at its start.
func (in *Inputs) openInput(i int) (*accounts.Reader, error) {
	name := in.names[i]
	switch spool := in.copies[i]; {
	case spool != nil:
		if _, err := spool.Seek(0, io.SeekStart); err != nil {
			return nil, err
		}
		return accounts.Open(name, spool.File, in.options)
	case name == "-":
		return accounts.Open(name, in.stdin, in.options)
	}
	return accounts.Open(name, nil, in.options)
}

// open opens the files at their start. Before are those of an earlier opening,
// if any: they must be the same.
func (in *Inputs) open(before []*file) error {
	in.files = nil
	for i := range in.names {
		reader, err := in.openInput(i)
		if err != nil {
			return err
		}
		f := &file{Reader: reader, number: i}
		in.files = append(in.files, f)
		if before != nil && !f.Same(before[i].Reader) {
			return &accounts.Error{File: f.Name(), Text: "changed while it was read; run again"}
		}
		if err := in.match(f); err != nil {
			return err
		}
	}
	return nil
}

// Reopen starts the files anew. They must have been opened to be read twice.
func (in *Inputs) Reopen() error {
	return errors.Join(in.closeFiles(), in.open(in.files))
}

// match finds the columns of the inputs' header in f.
func (in *Inputs) match(f *file) error {
	if f.number == 0 {
		if in.Header == nil {
			in.Header = slices.Clone(f.Header())
		}
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
		found := places(header, name)
		if found == nil {
			missing = append(missing, fmt.Sprintf("%q", name))
			continue
		}
		at := found[0]
		f.cells = append(f.cells, at)
		f.straight = f.straight && at == i
		header[at] = "\x00" // found: the next of that name is another
	}
	extra := quoted(slices.DeleteFunc(header, func(name string) bool { return name == "\x00" }))
	if len(missing)+len(extra) == 0 {
		f.columns = make([]int, len(f.cells))
		for i, at := range f.cells {
			f.columns[at] = i
		}
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
	for _, spool := range in.copies {
		if spool != nil {
			err = errors.Join(err, spool.Close())
		}
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
	return slices.Concat(in.spelled, all, in.odd)
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

// indexes returns where the columns of names stand in f's rows. They are there.
func (in *Inputs) indexes(f *file, names []string) []int {
	at := make([]int, len(names))
	for i, name := range names {
		at[i] = f.cells[in.Index(name)]
	}
	return at
}

// stored returns how many bytes of the files have been read, as they are stored.
func (in *Inputs) stored() int64 {
	var sum int64
	for _, f := range in.files {
		sum += f.Stored()
	}
	return sum
}

// Names returns what the inputs were opened by.
func (in *Inputs) Names() []string { return in.names }

// A Digest says which bytes an input held, as it is stored.
type Digest struct {
	Bytes  int64
	SHA256 []byte
}

// Digests returns those of all inputs, in their order. They must have been
// opened with accounts.Options.Digest, and scanned.
func (in *Inputs) Digests() ([]Digest, error) {
	var all []Digest
	for _, f := range in.files {
		size, sum, err := f.Digest()
		if err != nil {
			return nil, err
		}
		all = append(all, Digest{size, sum})
	}
	return all, nil
}
