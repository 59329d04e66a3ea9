package accounts

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// A Spool is a copy of a stream in a temporary file, to be read in any order.
// Where the system can it has no name, and so is gone when the process is.
type Spool struct {
	*os.File
	Size  int64
	named bool
}

// SpoolStream copies a file that can be read only once, such as a pipe, or
// stdin for "-". It returns nil for files that can be opened again, and leaves
// it to [Open] to say what is wrong with those that are not there.
func SpoolStream(name string, stdin io.Reader) (*Spool, error) {
	if name == "-" {
		return newSpool(stdinName, stdin)
	}
	if !isStream(name) {
		return nil, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, bare(err))
	}
	s, err := newSpool(name, f)
	_ = f.Close() // nothing was written to it
	return s, err
}

// isStream reports whether a file is a pipe, a device or the like.
func isStream(name string) bool {
	info, err := os.Stat(name)
	return err == nil && !info.Mode().IsRegular() && !info.IsDir()
}

// newSpool copies src, which errors call name.
func newSpool(name string, src io.Reader) (*Spool, error) {
	s, err := NewSpool(src)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, bare(err))
	}
	return s, nil
}

// NewSpool copies src to its end.
func NewSpool(src io.Reader) (*Spool, error) {
	f, err := os.CreateTemp("", "chs-*")
	if err != nil {
		return nil, temporaryError(err)
	}
	s := &Spool{File: f, named: os.Remove(f.Name()) != nil}
	if s.Size, err = io.Copy(f, src); err != nil {
		if at, ok := errors.AsType[*fs.PathError](err); ok && at.Path == f.Name() {
			err = temporaryError(err)
		}
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// temporaryError says what is wrong with the folder of temporary files.
func temporaryError(err error) error {
	return fmt.Errorf("cannot be copied to a temporary file in %q: %w; want TMPDIR to name a folder with room for it", os.TempDir(), bare(err))
}

// Close closes and removes the file.
func (s *Spool) Close() error {
	err := s.File.Close()
	if s.named {
		err = errors.Join(err, os.Remove(s.Name()))
	}
	return err
}
