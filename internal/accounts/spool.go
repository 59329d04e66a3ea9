package accounts

import (
	"errors"
	"io"
	"os"
)

// A Spool is a copy of a stream in a temporary file, to be read in any order.
// Where the system can it has no name, and so is gone when the process is.
type Spool struct {
	*os.File
	Size  int64
	named bool
}

// NewSpool copies src to its end.
func NewSpool(src io.Reader) (*Spool, error) {
	f, err := os.CreateTemp("", "chs-stdin-*")
	if err != nil {
		return nil, err
	}
	s := &Spool{File: f, named: os.Remove(f.Name()) != nil}
	if s.Size, err = io.Copy(f, src); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// Close closes and removes the file.
func (s *Spool) Close() error {
	err := s.File.Close()
	if s.named {
		err = errors.Join(err, os.Remove(s.Name()))
	}
	return err
}
