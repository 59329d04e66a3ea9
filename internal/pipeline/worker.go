package pipeline

import (
	"math"
	"slices"
	"strings"

	"chs/internal/accounts"
	"chs/internal/fleet"
	"chs/internal/report"
	"chs/rubric"
	"chs/scoring"
)

// A worker scores the rows of one chunk after another.
type worker struct {
	job     *Job
	ids     *idCheck
	scorer  *scoring.Scorer
	filter  *scoring.Filter // nil if all are wanted
	result  *scoring.Result
	row     accounts.Row
	view    rowCells
	cell    func(i int) string // the view's
	account report.Account     // the view, the result and the comparison
	past    fleet.Comparison
	out     [][]byte    // the task's, here since the tasks' own may share a cache line
	held    []holder    // one an output
	csv     *report.CSV // the first output that formulas would spoil; nil if there is none

	file    *file // that the indexes below are of
	columns []int // of the rubric's columns in a row
	where   []int // of the filter's
	id      int
	name    int // label, or else id
	cells   []string
	asked   []string
}

func (run *Run) newWorker() *worker {
	own := &struct {
		worker
		_ [cacheLine]byte
	}{worker: worker{job: run.job, ids: &run.ids, scorer: run.scorer, result: run.scorer.NewResult()}}
	w := &own.worker
	if run.job.Where != nil {
		w.filter = scoring.NewFilter(run.job.Rubric, run.job.Where)
		w.asked = apart[string](len(run.job.Where.Columns))
	}
	w.cells = apart[string](len(run.job.Rubric.Columns) + run.job.Inputs.told)
	w.out = apart[[]byte](len(run.job.Outputs))
	w.held = apart[holder](len(run.job.Outputs))[:0]
	w.view.row = &w.row
	w.cell = w.view.Cell
	w.account = report.Account{Cells: &w.view, Result: w.result}
	if run.job.Past != nil {
		w.account.Past = &w.past
	}
	for _, o := range run.job.Outputs {
		w.held = append(w.held, holder{order: o.Order, limit: o.Limit})
		if csv, ok := o.Writer.(*report.CSV); ok && !o.Layout.Excel && w.csv == nil {
			w.csv = csv
		}
	}
	return w
}

// cacheLine is the bytes that two cores cannot write to at a time.
const cacheLine = 64

// apart returns a slice of n elements whose last is in no cache line with what
// follows it in memory, which may be another core's.
func apart[T any](n int) []T { return make([]T, n, n+cacheLine) }

// look finds the columns that are read in the rows of f.
func (w *worker) look(f *file) {
	if w.file == f {
		return
	}
	w.file = f
	r, in := w.job.Rubric, w.job.Inputs
	w.columns = append(in.indexes(f, columnNames(r.Columns)), in.toldCells()...)
	if w.job.Where != nil {
		w.where = in.indexes(f, columnNames(w.job.Where.Columns))
	}
	w.id = in.indexes(f, []string{r.ID})[0]
	w.name = w.id
	if r.Label != "" {
		w.name = in.indexes(f, []string{r.Label})[0]
	}
	w.view.file = f
}

func columnNames(columns []rubric.Column) []string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	return names
}

// read takes the row's cells that are judged.
func (w *worker) read() {
	w.row.Cells(w.columns, w.cells)
}

// collect reads a chunk for quintiles.
func (w *worker) collect(t *task) {
	w.look(t.file)
	for t.chunk.Next(&w.row) {
		if w.row.Reject == "" {
			w.read()
			w.scorer.Collect(w.cells, w.result, &t.quintiles)
		}
	}
}

// score scores a chunk.
func (w *worker) score(t *task) {
	w.look(t.file)
	copy(w.out, t.out)
	for i, o := range w.job.Outputs {
		if !o.holds() {
			w.out[i] = slices.Grow(w.out[i], t.chunk.Size()*5/4) // most scored CSV is no longer
		}
	}
	var last []byte // id, as it stands in the chunk
	for t.chunk.Next(&w.row) {
		if w.row.Reject != "" {
			w.reject(t)
			continue
		}
		if err := w.judge(); err != nil && t.err == nil {
			t.err = err
		}
		if w.job.Check != nil {
			w.job.Check(w.cell, w.result)
		}
		w.note(t)
		id := w.row.Cell(w.id)
		t.odd.note(id, w.row.Line)
		last = w.row.RawCells(w.id, w.id+1)
		if !w.ids.stopped.Load() {
			t.ids.note(id, w.row.Line)
		}
		w.compare()
		wanted := w.wants(t)
		if t.allPart != nil {
			t.allPart.Note(t.file.Name(), w.row.Line, w.cell, w.result)
		}
		if t.part != nil && wanted {
			t.part.Note(t.file.Name(), w.row.Line, w.cell, w.result)
		}
		if wanted {
			w.tally(t)
			w.write(t)
		}
	}
	t.odd.last = strings.Clone(w.row.Text(last))
	copy(t.out, w.out)
}

// compare says what the account was before, if that is asked for.
func (w *worker) compare() {
	if w.job.Past != nil {
		w.job.Past.Compare(w.row.Cell(w.id), w.result, &w.past)
	}
}

// reject notes a row that cannot be scored.
func (w *worker) reject(t *task) {
	t.rejected++
	t.problems = append(t.problems, rowProblem(t.file, &w.row))
	if w.job.Rejects != nil {
		t.rejects = append(append(t.rejects, w.row.Raw...), '\n')
	}
}

// note counts a scored row and its cells, and words its problems.
func (w *worker) note(t *task) {
	if w.result.Scored {
		t.scored++
	} else {
		t.unscored++
	}
	columns := t.columns[:len(w.result.States)]
	for i, state := range w.result.States {
		c := &columns[i]
		if state == scoring.Unreadable || !c.Varied {
			c.note(state, w.cells[i])
		}
		c.states[state]++
	}
	for i, rating := range &w.result.Ratings {
		t.ratings[i][rating]++
	}
	if w.row.Invalid {
		for _, p := range encodingProblems(w.job.Inputs.Header, w.view.Cell) {
			w.problem(t, p)
		}
	}
	for _, p := range w.result.Problems {
		w.problem(t, cellProblem(w.job.Rubric, p))
	}
}

// problem adds a problem of the row, with copies of its cells.
func (w *worker) problem(t *task, p report.Problem) {
	p.File, p.Line, p.Offset = t.file.Name(), w.row.Line, w.row.Offset
	p.Account = strings.Clone(w.row.Cell(w.id))
	p.Value = strings.Clone(p.Value)
	t.problems = append(t.problems, p)
}

// wants reports whether the account is one of those asked for.
func (w *worker) wants(t *task) bool {
	if w.job.Bands != nil && !slices.Contains(w.job.Bands, w.result.Band) {
		return false
	}
	if w.job.Rows != nil && !w.job.Rows(t.file.Name(), w.row.Line) {
		return false
	}
	if w.job.Only != nil && !slices.ContainsFunc(w.job.Only, w.past.Is) {
		return false
	}
	if w.filter == nil {
		return true
	}
	for i, at := range w.where {
		w.asked[i] = w.row.Cell(at)
	}
	takes, unreadable := w.filter.Takes(w.asked, w.result)
	t.skipped += unreadable
	return takes
}

// tally counts the account by its band.
func (w *worker) tally(t *task) {
	band := len(t.bands) - 1
	if w.result.Band != scoring.None {
		band = w.result.Band
	}
	t.bands[band]++
	if !math.IsNaN(w.result.Value) {
		t.values = append(t.values, worth{band, w.result.Value})
	}
}

// write hands the account to the outputs.
func (w *worker) write(t *task) {
	if w.csv != nil {
		t.formulas += w.csv.Formulas(&w.account, w.view.signs())
	}
	for i, o := range w.job.Outputs {
		if !o.holds() {
			if o.between != "" {
				w.out[i] = append(w.out[i], o.between...)
			}
			w.out[i] = o.Writer.Append(w.out[i], &w.account)
			continue
		}
		if o.Takes != nil && !o.Takes(&w.account) {
			continue
		}
		number, text := o.Order.key(o.Layout, &w.account, w.row.Cell(w.name))
		w.held[i].take(held{number, text, t.file, w.row.Line, w.row.Offset, w.row.Raw})
	}
}

// rowCells are the cells of a row in the order of the inputs' header.
type rowCells struct {
	row    *accounts.Row
	file   *file
	mapped []int // what signs returns of files that are not straight
}

// Cell implements [report.Cells].
func (c *rowCells) Cell(i int) string { return c.row.Cell(c.file.cells[i]) }

// Verbatim implements [report.Cells].
func (c *rowCells) Verbatim(i, j int) (raw []byte, ok bool) {
	if !c.file.Verbatim() || !c.row.Clean() {
		return nil, false
	}
	if c.file.straight || j == i+1 {
		at := c.file.cells[i]
		return c.row.RawCells(at, at+j-i), true
	}
	return nil, false
}

// signs returns the row's [accounts.Row.Signs], each once but in no order.
func (c *rowCells) signs() []int {
	signs := c.row.Signs()
	if c.file.straight {
		for len(signs) > 0 && signs[len(signs)-1] >= len(c.file.cells) {
			signs = signs[:len(signs)-1] // no column of the header
		}
		return signs
	}
	c.mapped = c.mapped[:0]
	for _, at := range signs {
		c.mapped = append(c.mapped, c.file.columns[at])
	}
	return c.mapped
}
