package accounts

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// The header of JSON Lines is the keys of the first objects: of this many, or
// of those in as many bytes.
const (
	jsonHead     = 1000
	jsonHeadSize = 1 << 20
)

// readJSON makes the source the table of flat JSON objects, one a line. Its
// header is the keys of the first objects, in the order in which they appear. An
// object with another key, or with one twice, ends the reading.
func (r *Reader) readJSON(in io.Reader) {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, r.limits.record)
	r.keyed = true
	r.readTable(func(t *table) error {
		j := &jsonTable{table: t, lines: lines, columns: map[string]int{}}
		err := j.write()
		switch cut := lines.Err(); {
		case errors.Is(cut, bufio.ErrTooLong):
			return r.fault(j.number+1, "record is over %d MiB; want at most that", r.limits.record>>20)
		case cut != nil:
			return cut // which explains why the last line is no object
		case err != nil:
			return r.fault(j.number, "%s", err)
		}
		return nil
	})
}

// A jsonTable turns lines of JSON into a table.
type jsonTable struct {
	*table
	lines   *bufio.Scanner
	ended   bool // lines has no more
	number  int  // of the last line
	keys    [][]byte
	columns map[string]int // by key
	cells   [][]byte
	seen    []int // by column: the number of the last line that has its key
}

// write writes the header, and a record for each object.
func (j *jsonTable) write() error {
	head, err := j.head()
	if err != nil || len(j.keys) == 0 {
		return err
	}
	if err := j.record(j.keys, 0); err != nil {
		return err
	}
	j.cells, j.seen = make([][]byte, len(j.keys)), make([]int, len(j.keys))
	j.number = 0
	for _, line := range head {
		if err := j.object(line); err != nil {
			return err
		}
	}
	for j.next() {
		if err := j.object(j.lines.Bytes()); err != nil {
			return err
		}
	}
	return nil
}

// next goes to the next line and reports whether there is one.
func (j *jsonTable) next() bool {
	j.ended = j.ended || !j.lines.Scan()
	return !j.ended
}

// head takes the first lines' keys as the header and returns the lines.
func (j *jsonTable) head() (lines [][]byte, err error) {
	for size := 0; len(lines) < jsonHead && size < jsonHeadSize && j.next(); {
		line := bytes.Clone(j.lines.Bytes())
		lines = append(lines, line)
		size += len(line)
		j.number++
		err := eachMember(line, func(key, _ []byte) error {
			if _, ok := j.columns[string(key)]; !ok {
				j.columns[string(key)] = len(j.keys)
				j.keys = append(j.keys, key)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return lines, nil
}

// object writes the record of the object on a line. Keys that it lacks are
// empty cells.
func (j *jsonTable) object(line []byte) error {
	j.number++
	if len(bytes.Trim(line, jsonSpace)) == 0 {
		return j.blank(1)
	}
	clear(j.cells)
	err := eachMember(line, func(key, value []byte) error {
		i, ok := j.columns[string(key)]
		switch {
		case !ok:
			return fmt.Errorf("key %q is not in the first %d objects, which make the header; add it to the first as null", key, jsonHead)
		case j.seen[i] == j.number:
			return fmt.Errorf("key %q is there twice; want it once", key)
		}
		j.cells[i], j.seen[i] = value, j.number
		return nil
	})
	if err != nil {
		return err
	}
	return j.record(j.cells, 0)
}
