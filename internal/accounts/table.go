package accounts

import (
	"bufio"
	"bytes"
	"cmp"
	"io"
)

// A table writes the records of another format as CSV, for the reader to read.
// A line that ends outside of quotes ends a record.
type table struct {
	out  *bufio.Writer
	line []byte
}

// readTable makes the source the table that write makes.
func (r *Reader) readTable(write func(*table) error) {
	r.through(func(out io.Writer) error {
		t := &table{out: bufio.NewWriterSize(out, 64<<10)}
		err := write(t)
		return cmp.Or(err, t.out.Flush())
	})
	r.converted, r.sound, r.delim = true, true, ','
}

// record writes cells, and empty ones behind them up to the width.
func (t *table) record(cells [][]byte, width int) error {
	t.line = t.line[:0]
	for i := range max(width, len(cells)) {
		if i > 0 {
			t.line = append(t.line, ',')
		}
		if i < len(cells) {
			t.line = appendCell(t.line, cells[i])
		}
	}
	if len(t.line) == 0 {
		t.line = append(t.line, `""`...) // a blank line would be no record
	}
	_, err := t.out.Write(append(t.line, '\n'))
	return err
}

// blank writes n lines that are no records.
func (t *table) blank(n int) error {
	for range n {
		if err := t.out.WriteByte('\n'); err != nil {
			return err
		}
	}
	return nil
}

// appendCell appends a cell to a record, quoted where it has to be.
func appendCell(record, text []byte) []byte {
	if !bytes.ContainsAny(text, "\",\r\n") {
		return append(record, text...)
	}
	record = append(record, '"')
	for {
		before, behind, more := bytes.Cut(text, []byte{'"'})
		record = append(record, before...)
		record = append(record, '"')
		if !more {
			return record
		}
		record = append(record, '"')
		text = behind
	}
}
