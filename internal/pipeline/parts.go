package pipeline

import (
	"errors"

	"chs/scoring"
)

// Parts are a [Part] that gathers what each of several does, of the same
// accounts.
type Parts []Part

// Note implements [Part].
func (p Parts) Note(file string, line int, cell func(i int) string, r *scoring.Result) {
	for _, part := range p {
		part.Note(file, line, cell, r)
	}
}

// Give implements [Part].
func (p Parts) Give() error {
	var err error
	for _, part := range p {
		err = errors.Join(err, part.Give())
	}
	return err
}

// Both returns what makes parts of both kinds, of the second alone if first is nil.
func Both(first, second func() Part) func() Part {
	if first == nil {
		return second
	}
	return func() Part { return Parts{first(), second()} }
}
