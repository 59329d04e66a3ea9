//go:build parquet

package accounts

import (
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"
)

// readParquet makes the source the table of a Parquet file whose columns are
// flat. Its lines are the rows, from 1.
func (r *Reader) readParquet() error {
	file, size, err := r.seekable()
	if err != nil {
		return r.readError(err)
	}
	var p *parquet.File
	err = parquetFault(func() error {
		p, err = parquet.OpenFile(file, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
		return err
	})
	if err != nil {
		return r.readError(err)
	}
	columns := p.Root().Columns()
	for _, c := range columns {
		if !c.Leaf() || c.Repeated() {
			return r.fault(0, "column %q is nested; want flat columns", c.Name())
		}
	}
	r.keyed = true
	r.readTable(func(t *table) error {
		return parquetFault(func() error { return writeParquet(p, columns, t) })
	})
	return nil
}

// parquetFault runs read and returns its error as that of the data. A panic of
// the library is one too.
func parquetFault(read func() error) (err error) {
	defer func() {
		if what := recover(); what != nil {
			err = fmt.Errorf("the Parquet data is corrupt: %v", what)
		}
	}()
	if err := read(); err != nil {
		return fmt.Errorf("the Parquet data is corrupt or cut short: %w", err)
	}
	return nil
}

// writeParquet writes the header and all rows.
func writeParquet(p *parquet.File, columns []*parquet.Column, t *table) error {
	cells := make([][]byte, len(columns))
	for i, c := range columns {
		cells[i] = []byte(c.Name())
	}
	if err := t.record(cells, 0); err != nil {
		return err
	}
	for _, group := range p.RowGroups() {
		if err := writeGroup(group, columns, t); err != nil {
			return err
		}
	}
	return nil
}

// writeGroup writes the rows of one of a file's groups.
func writeGroup(group parquet.RowGroup, columns []*parquet.Column, t *table) error {
	in := group.Rows()
	defer func() { _ = in.Close() }() // reading has told all errors
	rows := make([]parquet.Row, 64)
	cells := make([][]byte, len(columns))
	written := int64(0)
	for {
		n, err := in.ReadRows(rows)
		for _, row := range rows[:n] {
			for i, value := range row {
				cells[i] = appendParquet(cells[i][:0], value, columns[i].Type())
			}
			if err := t.record(cells, 0); err != nil {
				return err
			}
		}
		written += int64(n)
		switch {
		case errors.Is(err, io.EOF) && written < group.NumRows():
			return io.ErrUnexpectedEOF
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
	}
}
