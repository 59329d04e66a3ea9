package accounts

import (
	"compress/bzip2"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/therootcompany/xz"
)

// A packing is a way to compress a file.
type packing struct {
	name  string
	magic string // that the file starts with; a ? is any byte
	open  func(io.Reader) (io.ReadCloser, error)
}

// maxWindow is how many bytes of what went before a file may make its reader
// keep: as many as the zstd program takes, and twice what xz -9 needs.
const maxWindow = 128 << 20

// packingOf returns how a file that starts with head is compressed, or nil.
func packingOf(head []byte) *packing {
	for _, p := range []packing{
		{"gzip", "\x1f\x8b", func(in io.Reader) (io.ReadCloser, error) { return gzip.NewReader(in) }},
		{"zstd", "\x28\xb5\x2f\xfd", openZstd},
		{"bzip2", "BZh?1AY&SY", func(in io.Reader) (io.ReadCloser, error) { return io.NopCloser(bzip2.NewReader(in)), nil }},
		{"xz", "\xfd7zXZ\x00", openXZ},
	} {
		if p.packed(head) {
			return &p
		}
	}
	return nil
}

// packed reports whether a file that starts with head is compressed by p.
func (p *packing) packed(head []byte) bool {
	for i, b := range []byte(p.magic) {
		if i == len(head) || b != '?' && b != head[i] {
			return false
		}
	}
	return true
}

func openZstd(in io.Reader) (io.ReadCloser, error) {
	d, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
	if err != nil {
		return nil, err
	}
	return d.IOReadCloser(), nil
}

func openXZ(in io.Reader) (io.ReadCloser, error) {
	d, err := xz.NewReader(in, maxWindow)
	return io.NopCloser(d), err
}

// unpack makes r.src that of a compressed file.
func (r *Reader) unpack() error {
	in, head, err := r.peek()
	if err != nil {
		return err
	}
	p := packingOf(head)
	if p == nil {
		return nil
	}
	r.through(func(out io.Writer) error { return p.wrong(p.copy(out, in)) })
	if _, head, err = r.peek(); err != nil {
		return err
	}
	if twice := packingOf(head); twice != nil {
		return r.fault(0, "holds %s data within %s data; unpack it first", twice.name, p.name)
	}
	return nil
}

// copy writes what in holds to out.
func (p *packing) copy(out io.Writer, in io.Reader) error {
	unpacked, err := p.open(in)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, unpacked)
	return errors.Join(err, unpacked.Close())
}

// wrong returns err in the words of a message: the data's fault, unless the
// file could not be read.
func (p *packing) wrong(err error) error {
	if _, ok := errors.AsType[*fs.PathError](err); ok || err == nil {
		return err
	}
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, xz.ErrBuf) {
		return fmt.Errorf("the %s data ends early; the file is cut short", p.name)
	}
	return fmt.Errorf("the %s data is corrupt: %w", p.name, err)
}
