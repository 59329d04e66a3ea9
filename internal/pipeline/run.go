package pipeline

import (
	"context"
	"errors"
	"io"

	"chs/internal/fleet"
	"chs/internal/report"
	"chs/rubric"
	"chs/scoring"
)

// A Job says what a run does with its inputs.
type Job struct {
	Inputs *Inputs
	Rubric *rubric.Rubric
	Day    int // of --as-of, as scoring.Day counts

	Where *rubric.Where // the accounts wanted; nil for all
	Bands []int         // the bands wanted, by index, scoring.None for unscored; nil for all
	Rows  RowFilter     // the rows wanted; nil for all

	Past *fleet.Past       // what accounts are compared with; nil if nothing is
	Only []fleet.Wanted    // the accounts wanted by that; nil for all
	Lost []*report.Account // are written behind all others, where a limit leaves room

	// Scorer is what [Run.Scorer] returned for the same inputs, rubric and day:
	// they then need not be read once more for quintiles, and that run has the
	// warnings of both. That of a rubric without quintiles may also be
	// [scoring.New]'s: nothing is then said of repeated accounts, or of what was
	// odd about the inputs. nil if there is none.
	Scorer *scoring.Scorer

	// Told tells what another engine has made of accounts. It knows the quintiles,
	// too. nil if the accounts are scored here.
	Told Teller

	// Check may see more wrong with an account than its rubric does, and adds
	// that to the result's states and problems; nil if there is nothing to see.
	// Many goroutines may call it at a time, for rows of their own.
	Check func(cell func(i int) string, r *scoring.Result)

	Outputs   []*Output
	Gather    func() Part // gathers something of the accounts wanted; nil if nothing is
	GatherAll func() Part // gathers something of all accounts; nil if nothing is
	Problems  io.Writer   // gets every problem, as CSV; nil if not wanted
	Rejects   io.Writer   // gets the header and the rejected records; nil if not wanted
	Keep      int         // so many of the problems are kept in Summary.Kept

	Unique   bool // look for repeated ids among all accounts, not only the first maxIDs
	Repeated bool // what is gathered tells of all of them: nothing is said of those that were not looked at

	Cores    int
	Progress func(bytes int64, rows int) // is told how much has been read so far; nil if not wanted
}

// A RowFilter reports whether the row that starts on a line of a file is wanted.
// Many goroutines may ask at a time.
type RowFilter func(file string, line int) bool

// A Part gathers something of the accounts of one chunk, and then gives it to a
// whole, such as a summary, that all parts have in common.
type Part interface {
	// Note takes what is needed of an account: its place, its cells by index
	// into the inputs' header, and its result. Both change when it returns.
	Note(file string, line int, cell func(i int) string, r *scoring.Result)

	// Give adds to the whole what has been noted, and empties the part. Parts
	// give one at a time, in the order of the rows.
	Give() error
}

// An Output is one of the places that a run writes accounts to.
type Output struct {
	To     io.Writer
	Layout *report.Layout
	Writer report.Writer // nil for a table, or a list
	Table  report.TableOptions
	Order  Order
	Limit  int // accounts at most; 0 for all

	// Each makes the output a list: it gets the accounts in order, each valid
	// until the next, and nothing is written. nil for other outputs.
	Each  func(*report.Account)
	Takes func(*report.Account) bool // the accounts in a list; nil for all. Many goroutines may ask at a time.

	held    holder
	between string // two accounts, of Writer
	written bool
}

// holds reports whether accounts are held back until all have been read.
func (o *Output) holds() bool {
	return o.Writer == nil || o.Order.By != ByInput || o.Limit > 0
}

// A Run is a job whose inputs have been read.
type Run struct {
	Summary
	job    *Job
	scorer *scoring.Scorer
	ids    idCheck
	odd    []rowOddities // one a file
}

// Scan reads and scores all rows, and writes the outputs that need not wait
// for the last of them. [Run.Write] writes the others.
func Scan(ctx context.Context, job *Job) (*Run, error) {
	run := &Run{job: job, scorer: job.Scorer}
	run.ids.inputs, run.ids.all, run.ids.told = job.Inputs, job.Unique, job.Repeated
	run.ids.stopped.Store(job.Scorer != nil)
	run.Tally = report.NewTally(job.Rubric)
	run.Columns = make([]ColumnSummary, len(job.Rubric.Columns))
	run.odd = make([]rowOddities, len(job.Inputs.files))
	if run.scorer == nil {
		run.scorer = scoring.New(job.Rubric, job.Day)
		if job.Rubric.Relative() && job.Told == nil {
			if err := run.collect(ctx); err != nil {
				return nil, err
			}
		}
	}
	if err := run.begin(); err != nil {
		return nil, err
	}
	visit := func(w *worker, t *task) { w.score(t) }
	if err := run.walk(ctx, visit, run.add); err != nil {
		return nil, err
	}
	if job.Scorer == nil {
		run.warn()
	}
	return run, run.end()
}

// warn words what was odd about the inputs.
func (run *Run) warn() {
	run.Warnings = append(run.job.Inputs.Warnings(), run.ids.warnings()...)
	for i, f := range run.job.Inputs.files {
		run.Warnings = append(run.Warnings, run.odd[i].warnings(f, run.job.Rubric.ID)...)
	}
}

// collect reads the inputs once for the values that quintiles are made of.
func (run *Run) collect(ctx context.Context) error {
	var all scoring.Quintiles
	visit := func(w *worker, t *task) { w.collect(t) }
	err := run.walk(ctx, visit, func(t *task) error {
		all.Merge(&t.quintiles)
		return nil
	})
	if err != nil {
		return err
	}
	run.scorer = run.scorer.WithQuintiles(&all)
	return run.job.Inputs.Reopen()
}

// begin writes what stands before the first row.
func (run *Run) begin() error {
	for _, o := range run.job.Outputs {
		o.held = holder{order: o.Order, limit: o.Limit}
		if o.Writer == nil {
			continue
		}
		o.between = o.Writer.Between()
		if _, err := o.To.Write(o.Writer.Begin(nil)); err != nil {
			return err
		}
	}
	if run.job.Problems != nil {
		if err := report.WriteProblems(run.job.Problems, nil, true); err != nil {
			return err
		}
	}
	if run.job.Rejects != nil {
		return run.job.Inputs.writeHeader(run.job.Rejects)
	}
	return nil
}

// end writes what stands behind the last row of the outputs that do not wait.
func (run *Run) end() error {
	var err error
	for _, o := range run.job.Outputs {
		if o.holds() {
			continue
		}
		for _, lost := range run.job.Lost {
			err = errors.Join(err, o.write(o.Writer.Append([]byte(o.between), lost)))
		}
		_, e := o.To.Write(o.Writer.End(nil))
		err = errors.Join(err, e)
	}
	return err
}

// add takes in the outcome of one chunk, in the order of the chunks.
func (run *Run) add(t *task) error {
	if t.err != nil {
		return t.err
	}
	for i, o := range run.job.Outputs {
		if err := o.write(t.out[i]); err != nil {
			return err
		}
	}
	for _, part := range []Part{t.part, t.allPart} {
		if part == nil {
			continue
		}
		if err := part.Give(); err != nil {
			return err
		}
	}
	if run.job.Problems != nil && len(t.problems) > 0 {
		if err := report.WriteProblems(run.job.Problems, t.problems, false); err != nil {
			return err
		}
	}
	if run.job.Rejects != nil {
		if _, err := run.job.Rejects.Write(t.rejects); err != nil {
			return err
		}
	}
	run.ids.add(t.file, &t.ids)
	run.odd[t.file.number].add(t)
	run.Summary.add(t)
	run.keep(t.problems)
	if run.job.Progress != nil {
		run.job.Progress(run.job.Inputs.stored(), run.Read)
	}
	return nil
}

// keep keeps the first of all problems.
func (run *Run) keep(problems []report.Problem) {
	left := run.job.Keep - len(run.Kept)
	run.Kept = append(run.Kept, problems[:min(len(problems), left)]...)
}

// write appends accounts to a streamed output.
func (o *Output) write(accounts []byte) error {
	if len(accounts) == 0 {
		return nil
	}
	if !o.written {
		accounts = accounts[len(o.between):]
		o.written = true
	}
	_, err := o.To.Write(accounts)
	return err
}

// Rubric returns what the run judges by.
func (run *Run) Rubric() *rubric.Rubric { return run.job.Rubric }

// Scorer returns the run's, which knows the quintiles of its accounts.
func (run *Run) Scorer() *scoring.Scorer { return run.scorer }
