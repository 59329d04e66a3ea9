package report

import (
	"archive/zip"
	"context"
	"fmt"
	"io"
	"math"
)

// A bookZip is the zip file that a workbook is. It is written until its context is
// done.
type bookZip struct {
	*zip.Writer
	ctx  context.Context
	name string // as messages have it
	most int64  // bytes of a part
}

// maxBookPart is how many bytes of a part Excel reads, as archive/zip writes them.
const maxBookPart = math.MaxUint32

// Create starts a part.
func (z *bookZip) Create(name string) (io.Writer, error) {
	part, err := z.Writer.Create(name)
	return &bookPart{zip: z, to: part}, err
}

// A bookPart is a part of a workbook.
type bookPart struct {
	zip  *bookZip
	to   io.Writer
	size int64
}

// Write implements [io.Writer].
func (p *bookPart) Write(b []byte) (int, error) {
	if p.size += int64(len(b)); p.size > p.zip.most {
		return 0, fmt.Errorf("%s: a sheet is over 4 GiB, which spreadsheet programs do not read; want fewer columns by --columns, or CSV", p.zip.name)
	}
	if err := p.zip.ctx.Err(); err != nil {
		return 0, err
	}
	return p.to.Write(b)
}
