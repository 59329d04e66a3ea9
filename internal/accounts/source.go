package accounts

import (
	"bufio"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"sync/atomic"
)

// A source is the bytes of a file or of standard input, as they are stored.
type source struct {
	io.Reader
	file *os.File    // nil if it is none
	was  fs.FileInfo // of file, once it was opened
	path string      // "" for standard input
	read atomic.Int64
	hash hash.Hash   // of what was read one byte after another; nil if not wanted
	anew atomic.Bool // the file was read in another order
}

// Read implements [io.Reader], and counts and hashes.
func (s *source) Read(p []byte) (int, error) {
	n, err := s.Reader.Read(p)
	s.read.Add(int64(n))
	if s.hash != nil {
		_, _ = s.hash.Write(p[:n]) // it never fails
	}
	return n, err
}

// ReadAt implements [io.ReaderAt] for files, and counts.
func (s *source) ReadAt(p []byte, off int64) (int, error) {
	s.anew.Store(true)
	n, err := s.file.ReadAt(p, off)
	s.read.Add(int64(n))
	return n, err
}

// digest returns how many bytes the source holds, and their SHA-256.
func (s *source) digest() (size int64, sum []byte, err error) {
	if s.anew.Load() {
		s.hash.Reset()
		size, err = io.Copy(s.hash, io.NewSectionReader(s.file, 0, s.was.Size()))
		return size, s.hash.Sum(nil), err
	}
	_, err = io.Copy(io.Discard, s) // what may stand behind a compressed file's end
	return s.read.Load(), s.hash.Sum(nil), err
}

// changed reports whether a regular file has been written to since it was
// opened, or another has taken its place.
func (s *source) changed() bool {
	if s.file == nil || !s.was.Mode().IsRegular() {
		return false
	}
	now, err := s.file.Stat()
	if err != nil || now.Size() != s.was.Size() || !now.ModTime().Equal(s.was.ModTime()) {
		return true
	}
	if s.path != "" {
		now, err = os.Stat(s.path)
	}
	return err != nil || !os.SameFile(s.was, now)
}

// Same reports whether o, which was opened by the same name, reads the same
// file as r, not written to between the two openings. Of what is no regular
// file, such as a pipe, that cannot be told: it is true.
func (r *Reader) Same(o *Reader) bool {
	a, b := r.stored.was, o.stored.was
	if a == nil || b == nil || !a.Mode().IsRegular() && !b.Mode().IsRegular() {
		return true
	}
	return os.SameFile(a, b) && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime())
}

// stdinName is what messages call standard input.
const stdinName = "stdin"

// openStored opens the file that r names, unless it is already open as src.
func (r *Reader) openStored(src io.Reader) error {
	s := &r.stored
	if r.name == "-" {
		r.name = stdinName
	}
	if src != nil {
		s.Reader = src
		s.file, _ = src.(*os.File)
	} else {
		f, err := os.Open(r.name)
		if err != nil {
			return fmt.Errorf("%s: %w", r.name, bare(err))
		}
		r.closers = append(r.closers, f)
		s.Reader, s.file, s.path = f, f, r.name
	}
	if s.file == nil {
		return nil
	}
	var err error
	if s.was, err = s.file.Stat(); err != nil {
		return fmt.Errorf("%s: %w", r.name, bare(err))
	}
	return nil
}

// peek returns what the text begins with, and the reader that is now r.src
// and yields that again.
func (r *Reader) peek() (*bufio.Reader, []byte, error) {
	in := bufio.NewReaderSize(r.src, 64<<10)
	r.src = in
	head, err := in.Peek(512)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, nil, r.readError(err)
	}
	return in, head, nil
}

// readError returns err as the user is told it. That the file has changed
// explains whatever else is wrong with it.
func (r *Reader) readError(err error) error {
	if r.stored.changed() {
		return r.fault(0, "changed while it was read; run again")
	}
	if fault, ok := errors.AsType[*Error](err); ok {
		return fault
	}
	return fmt.Errorf("%s: %w", r.name, bare(err))
}

// through makes r.src what write makes of it, in a goroutine of its own
// that ends when write returns. Once r is closed, write fails to write.
func (r *Reader) through(write func(io.Writer) error) {
	in, out := io.Pipe()
	go func() { _ = out.CloseWithError(write(out)) }() // it always returns nil
	r.src = in
	r.closers = append(r.closers, in)
}

// Digest returns how many bytes the file has, as it is stored, and their
// SHA-256. The file must have been opened with Options.Digest, and read to its
// end.
func (r *Reader) Digest() (size int64, sum []byte, err error) {
	if size, sum, err = r.stored.digest(); err != nil {
		return 0, nil, r.readError(err)
	}
	return size, sum, nil
}

// Stored returns how many bytes of the file have been read, as it is stored.
// It may be called while another goroutine reads.
func (r *Reader) Stored() int64 { return r.stored.read.Load() }
