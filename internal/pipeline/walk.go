package pipeline

import (
	"context"
	"errors"
	"io"

	"chs/internal/accounts"
	"chs/internal/report"
	"chs/rubric"
	"chs/scoring"
)

// A task is one chunk on its way: read, scored by a worker, and taken in.
type task struct {
	file  *file
	chunk accounts.Chunk
	ready chan struct{} // gets a value once a worker has visited the task

	out                                           [][]byte // accounts, one an output
	part, allPart                                 Part     // nil if nothing is gathered
	problems                                      []report.Problem
	rejects                                       []byte
	scored, unscored, rejected, formulas, skipped int
	bands                                         []int   // accounts wanted, as report.Tally has them
	values                                        []worth // of them, in the order of the rows
	columns                                       []ColumnSummary
	ratings                                       [rubric.MaxCriteria][6]int
	quintiles                                     scoring.Quintiles
	ids                                           rowIDs
	odd                                           rowOddities
	err                                           error // the first of a Teller
}

// worth is the known value of an account.
type worth struct {
	band  int // in report.Tally
	value float64
}

func (run *Run) newTask() *task {
	t := &task{
		ready:   make(chan struct{}, 1),
		out:     make([][]byte, len(run.job.Outputs)),
		columns: apart[ColumnSummary](len(run.job.Rubric.Columns)),
		bands:   apart[int](len(run.job.Rubric.Bands) + 1),
	}
	if run.job.Gather != nil {
		t.part = run.job.Gather()
	}
	if run.job.GatherAll != nil {
		t.allPart = run.job.GatherAll()
	}
	return t
}

// reset empties the task for another chunk and keeps its room.
func (t *task) reset() {
	*t = task{
		chunk: t.chunk, ready: t.ready, out: t.out, part: t.part, allPart: t.allPart, columns: t.columns,
		problems: t.problems[:0], rejects: t.rejects[:0], bands: t.bands, values: t.values[:0],
		ids: rowIDs{t.ids.text[:0], t.ids.rows[:0]},
	}
	for i := range t.out {
		t.out[i] = t.out[i][:0]
	}
	clear(t.columns)
	clear(t.bands)
}

// walk reads the inputs' chunks, has workers visit them, and hands them to
// done in the order of the rows, whatever the number of cores.
//
// If it ends early, goroutines of its may still be at work for a while, or for
// as long as standard input stays silent; nothing comes of what they do.
func (run *Run) walk(ctx context.Context, visit func(*worker, *task), done func(*task) error) error {
	cores := max(1, run.job.Cores)
	free := make(chan *task, cores+2)
	for range cap(free) {
		free <- run.newTask()
	}
	work, order := make(chan *task, cap(free)), make(chan *task, cap(free))
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- run.job.Inputs.feed(ctx, free, work, order) }()

	workers := make(chan *worker, cores)
	for range cores {
		go func() {
			w := run.newWorker() // here, so that what two cores write is rarely in one cache line
			for t := range work {
				visit(w, t)
				t.ready <- struct{}{}
			}
			workers <- w
		}()
	}
	if err := run.takeIn(ctx, order, free, done); err != nil {
		return err
	}
	if err := <-ended; err != nil {
		return err
	}
	for range cores {
		w := <-workers
		for i, o := range run.job.Outputs {
			o.held.merge(&w.held[i])
		}
	}
	return nil
}

// feed reads chunk after chunk, and passes them to work and to order.
func (in *Inputs) feed(ctx context.Context, free chan *task, work, order chan<- *task) error {
	defer close(order)
	defer close(work)
	for _, f := range in.files {
		for more := true; more; {
			var t *task
			select {
			case t = <-free:
			case <-ctx.Done():
				return ctx.Err()
			}
			t.file = f
			switch err := f.Read(&t.chunk); {
			case err == nil:
				order <- t
				work <- t
			case errors.Is(err, io.EOF):
				free <- t
				more = false
			default:
				return err
			}
		}
	}
	return nil
}

// takeIn hands the tasks to done in the order in which they were read, once a
// worker has visited them.
func (run *Run) takeIn(ctx context.Context, order <-chan *task, free chan<- *task, done func(*task) error) error {
	tallies := make([]accounts.Tally, len(run.job.Inputs.files))
	for ctx.Err() == nil { // not left to select, which may prefer the next task for long
		var t *task
		var more bool
		select {
		case <-ctx.Done():
			return ctx.Err()
		case t, more = <-order:
		}
		if !more {
			run.job.Inputs.noteOdd(tallies)
			break
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-t.ready:
		}
		tallies[t.file.number].Add(t.chunk.Tally())
		if err := done(t); err != nil {
			return err
		}
		t.reset()
		free <- t
	}
	return ctx.Err() // there may have been more to take in
}
