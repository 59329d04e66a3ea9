package pipeline

import (
	"io"
	"slices"

	"chs/internal/accounts"
	"chs/scoring"
)

// A Teller puts into r what another engine has made of an account: the fields from
// Scored to Plays. It is told by the cells that stand behind the account's own in
// inputs that are [OpenTold]. Many goroutines may call it at a time.
type Teller func(cells []string, r *scoring.Result) error

// OpenTold opens a stream of comma-separated UTF-8, that messages call by a name,
// as the one input. The last of its columns, so many of them, are no account's, but
// what another engine has made of it.
func OpenTold(name string, from io.Reader, told int) (*Inputs, error) {
	reader, err := accounts.Open(name, from, accounts.Options{Delimiter: ',', Sound: true})
	if err != nil {
		return nil, err
	}
	f := &file{Reader: reader, straight: true}
	own := len(reader.Header()) - told
	in := &Inputs{Header: slices.Clone(reader.Header()[:own]), names: []string{name}, files: []*file{f}, told: told}
	for i := range own {
		f.cells = append(f.cells, i)
	}
	return in, nil
}

// toldCells returns where the cells are that tell of an account.
func (in *Inputs) toldCells() []int {
	var at []int
	for i := range in.told {
		at = append(at, len(in.Header)+i)
	}
	return at
}

// judge scores the row, or takes what another engine has made of it.
func (w *worker) judge() error {
	w.read()
	w.scorer.Score(w.cells, w.result)
	if w.job.Told == nil {
		return nil
	}
	err := w.job.Told(w.cells[len(w.job.Rubric.Columns):], w.result)
	if err != nil {
		return &accounts.Error{File: w.file.Name(), Line: w.row.Line, Text: err.Error()}
	}
	w.scorer.Settle(w.result)
	return nil
}
