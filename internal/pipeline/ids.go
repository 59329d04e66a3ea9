package pipeline

import (
	"fmt"
	"strings"
	"sync/atomic"
)

// An idCheck finds accounts that are there more than once. It keeps every id,
// 60 to 130 bytes an account; up to maxIDs of them unless all are asked for.
type idCheck struct {
	inputs   *Inputs // of the places
	all      bool
	told     bool        // what was not checked is found elsewhere
	stopped  atomic.Bool // there were more ids than are kept
	first    idSet
	repeated int
	examples []string // of messages, the first few
}

// maxIDs is how many ids are kept unless all are asked for, 6 to 13 MB.
const maxIDs = 100_000

// rowIDs are the ids of a chunk's rows.
type rowIDs struct {
	text []byte
	rows []rowID
}

// A rowID is an id, as the end of its text in rowIDs, and its row's line.
type rowID struct{ end, line int }

// note adds the id of a row.
func (r *rowIDs) note(id string, line int) {
	r.text = append(r.text, strings.TrimSpace(id)...)
	r.rows = append(r.rows, rowID{len(r.text), line})
}

// add takes in the ids of a chunk, in the order of the chunks. Empty ones are
// no id.
func (c *idCheck) add(f *file, ids *rowIDs) {
	if c.stopped.Load() {
		return // the chunks that were on their way may have ids, or none
	}
	start := 0
	for _, row := range ids.rows {
		id := ids.text[start:row.end]
		start = row.end
		if len(id) == 0 {
			continue
		}
		if !c.all && c.first.len() == maxIDs && !c.first.has(id) {
			c.stopped.Store(true)
			return
		}
		here := place{f.number, row.line}
		if first, known := c.first.add(id, here); known {
			c.repeat(id, here, first)
		}
	}
}

func (c *idCheck) repeat(id []byte, here, first place) {
	if c.repeated++; len(c.examples) == firstProblems {
		return
	}
	files := c.inputs.files
	there := fmt.Sprintf("line %d", first.line)
	if first.file != here.file {
		there = fmt.Sprintf("%s:%d", files[first.file].Name(), first.line)
	}
	c.examples = append(c.examples, fmt.Sprintf("%s:%d: account %q is there already, at %s", files[here.file].Name(), here.line, id, there))
}

// warnings says which accounts are there more than once, and what was not checked.
func (c *idCheck) warnings() []string {
	all := c.examples
	if more := c.repeated - len(c.examples); more > 0 {
		all = append(all, fmt.Sprintf("%d more rows of accounts that are there already", more))
	}
	if c.stopped.Load() && !c.told {
		all = append(all, fmt.Sprintf("repeated accounts were looked for among the first %d; chs score --unique looks among all, with 60 to 130 bytes an account", maxIDs))
	}
	return all
}
