package pipeline

import (
	"context"
	"errors"
	"io"

	"chs/internal/accounts"
	"chs/internal/report"
)

// Rows reads the inputs, and has visit look at each row that is not rejected:
// cell returns the text in column i of the inputs' header, which is valid
// until visit returns.
func (in *Inputs) Rows(ctx context.Context, visit func(cell func(i int) string)) error {
	return in.AllRows(ctx, func(rejected *report.Problem, cell func(i int) string) {
		if rejected == nil {
			visit(cell)
		}
	})
}

// RowsAt reads the inputs as Rows does, and has visit know where each row stands.
func (in *Inputs) RowsAt(ctx context.Context, visit func(file string, line int, cell func(i int) string)) error {
	return in.eachRow(ctx, func(f *file, row *accounts.Row, cell func(i int) string) {
		if row.Reject == "" {
			visit(f.Name(), row.Line, cell)
		}
	})
}

// AllRows reads the inputs, and has visit look at each row, as Rows does, and
// also at those that are rejected, with the problem: what stands in a cell of
// theirs may belong to another.
func (in *Inputs) AllRows(ctx context.Context, visit func(rejected *report.Problem, cell func(i int) string)) error {
	return in.eachRow(ctx, func(f *file, row *accounts.Row, cell func(i int) string) {
		var rejected *report.Problem
		if row.Reject != "" {
			rejected = new(rowProblem(f, row))
		}
		visit(rejected, cell)
	})
}

// eachRow reads the inputs, and has visit look at each row.
func (in *Inputs) eachRow(ctx context.Context, visit func(f *file, row *accounts.Row, cell func(i int) string)) error {
	var chunk accounts.Chunk
	var row accounts.Row
	for _, f := range in.files {
		cells := rowCells{row: &row, file: f}
		err := f.Read(&chunk)
		for ; err == nil && ctx.Err() == nil; err = f.Read(&chunk) {
			for chunk.Next(&row) {
				visit(f, &row, cells.Cell)
			}
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
	}
	return ctx.Err()
}
