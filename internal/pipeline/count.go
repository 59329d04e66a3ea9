package pipeline

import (
	"context"
	"errors"
	"io"

	"chs/internal/accounts"
)

// HaveOver reports whether the inputs have over n rows that are not rejected. It
// reads them as far as that takes, and starts them anew: they must have been
// opened to be read twice.
func (in *Inputs) HaveOver(ctx context.Context, n int) (bool, error) {
	rows, err := in.countRows(ctx, n)
	return rows > n, errors.Join(err, in.Reopen())
}

// countRows counts rows that are not rejected, and stops when they are over most.
func (in *Inputs) countRows(ctx context.Context, most int) (rows int, err error) {
	var chunk accounts.Chunk
	var row accounts.Row
	for _, f := range in.files {
		err := f.Read(&chunk)
		for ; err == nil; err = f.Read(&chunk) {
			for chunk.Next(&row) {
				if row.Reject == "" {
					rows++
				}
			}
			if rows > most || ctx.Err() != nil {
				return rows, ctx.Err()
			}
		}
		if !errors.Is(err, io.EOF) {
			return rows, err
		}
	}
	return rows, nil
}
