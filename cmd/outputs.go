package cmd

import (
	"cmp"
	"context"
	"errors"
	"io"

	"chs/internal/fleet"
	"chs/internal/report"
)

// outputFiles are what a run writes to: files, and maybe a history.
type outputFiles struct {
	files    []*report.File
	page     *pageJob    // nil if none is written
	pages    []io.Writer // which it is written to
	mails    []mailFile
	snapshot *snapshot // nil if none is stored

	books   []workbook
	summary *fleet.Summary // for the books
}

// open starts what a target is written to: a file, or standard output, which
// may be the only place to write to.
func (f *outputFiles) open(t target, stdout io.Writer, alone bool) (io.Writer, error) {
	if t.path == "-" {
		return &pipe{to: stdout, alone: alone}, nil
	}
	return f.create(t.path)
}

// An outlet is a target that is open, and how it is to look.
type outlet struct {
	io.Writer
	format  report.Format
	width   int // of the terminal, 0 for any
	colored bool
}

// eachTarget opens the targets, in their order, and has each written to. They and
// the files that are there already are all that is written. Files are not kept
// yet.
func (a *app) eachTarget(targets []target, color string, files *outputFiles, write func(*outlet) error) error {
	alone := len(targets) == 1 && files.files == nil
	for _, t := range targets {
		to, err := files.open(t, a.standardOutput(t.format), alone)
		if err != nil {
			return err
		}
		terminal := t.path == "-"
		if err := write(&outlet{to, t.format, a.width(terminal), a.colored(color, terminal)}); err != nil {
			return err
		}
	}
	return nil
}

// create starts a file; the writer is nil for no path.
func (f *outputFiles) create(path string) (io.Writer, error) {
	if path == "" {
		return nil, nil
	}
	file, err := report.Create(path)
	if err != nil {
		return nil, err
	}
	f.files = append(f.files, file)
	return file, nil
}

// settle ends a run: it keeps what was written, or drops it if there is an
// error, which it returns.
func (f *outputFiles) settle(ctx context.Context, err error) error {
	if err = errors.Join(err, f.closeWorkbooks()); err != nil {
		return errors.Join(err, f.drop())
	}
	return f.keep(ctx)
}

// keep puts the files in their places, once all of them are whole on disk and
// the snapshot is stored.
func (f *outputFiles) keep(ctx context.Context) error {
	var err error
	for _, file := range f.files {
		err = cmp.Or(err, file.Finish())
	}
	if err == nil {
		err = f.snapshot.keep(ctx)
	}
	if err != nil {
		return errors.Join(err, f.drop())
	}
	for i, file := range f.files {
		if err := file.Keep(); err != nil {
			f.files = f.files[i+1:]
			return errors.Join(err, f.drop())
		}
	}
	return f.snapshot.drop()
}

// drop leaves everything as it was.
func (f *outputFiles) drop() error {
	err := f.snapshot.drop()
	for _, file := range f.files {
		err = errors.Join(err, file.Drop())
	}
	return err
}
