package pipeline

import (
	"context"
	"errors"
	"iter"

	"chs/internal/accounts"
	"chs/internal/report"
)

// Write writes the outputs that waited for the last row: tables, and those
// with an order or a limit. After an error they are not whole, and the run is
// of no more use.
func (run *Run) Write(ctx context.Context) error {
	var err error
	for _, o := range run.job.Outputs {
		if o.holds() {
			err = errors.Join(err, run.writeHeld(ctx, o))
		}
	}
	return err
}

// flushAt is how many bytes of accounts are gathered before they are written.
const flushAt = 1 << 16

func (run *Run) writeHeld(ctx context.Context, o *Output) error {
	if err := o.sort(ctx); err != nil {
		return err
	}
	if o.Each != nil {
		for account := range run.heldAccounts(o) {
			o.Each(account)
		}
		return ctx.Err()
	}
	if o.Writer == nil {
		return run.writeTable(o)
	}
	var out []byte
	for account := range run.heldAccounts(o) {
		out = append(out, o.between...)
		out = o.Writer.Append(out, account)
		if len(out) < flushAt {
			continue
		}
		if err := errors.Join(ctx.Err(), o.write(out)); err != nil {
			return err
		}
		out = out[:0]
	}
	if err := o.write(out); err != nil {
		return err
	}
	_, err := o.To.Write(o.Writer.End(nil))
	return err
}

// sort puts the accounts that an output holds in order. If it is interrupted,
// nothing comes of them any more.
func (o *Output) sort(ctx context.Context) error {
	sorted := make(chan struct{})
	go func() {
		o.held.sort()
		close(sorted)
	}()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-sorted:
		return nil
	}
}

func (run *Run) writeTable(o *Output) error {
	rows := make([]report.TableRow, 0, len(o.held.all))
	for account := range run.heldAccounts(o) {
		rows = append(rows, o.Layout.TableRow(account))
	}
	o.Table.Of = run.Tally.Accounts() + len(run.job.Lost)
	return o.Layout.WriteTable(o.To, rows, run.Tally, o.Table)
}

// heldAccounts reads and scores again the accounts that an output holds, in
// their order, and yields the lost ones behind them. An account is valid until
// the next.
func (run *Run) heldAccounts(o *Output) iter.Seq[*report.Account] {
	return func(yield func(*report.Account) bool) {
		w := run.newWorker()
		var chunk accounts.Chunk
		for i := range o.held.all {
			h := &o.held.all[i]
			w.look(h.file)
			h.file.Refill(&chunk, h.raw, h.line, h.offset)
			chunk.Next(&w.row) // has been a row before
			_ = w.judge()      // went well before
			w.compare()
			if !yield(&w.account) {
				return
			}
		}
		lost := run.job.Lost
		if o.Limit > 0 {
			lost = lost[:min(len(lost), o.Limit-len(o.held.all))]
		}
		for _, account := range lost {
			if o.Takes != nil && !o.Takes(account) {
				continue
			}
			if !yield(account) {
				return
			}
		}
	}
}
