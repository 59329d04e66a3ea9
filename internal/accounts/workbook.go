package accounts

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// A workbook is an .xlsx file.
type workbook struct {
	parts    map[string]*zip.File // by their paths in lower case
	sheets   []sheet
	texts    string // the path of the part with the texts that cells share, if any
	styles   []style
	date1904 bool // days count from 1904, not 1900
}

// A sheet is one of a workbook's tables.
type sheet struct {
	name, path string
	hidden     bool
}

// readWorkbook makes the source the table of the named sheet of an .xlsx file,
// or of the first that is not hidden.
func (r *Reader) readWorkbook(name string) error {
	file, size, err := r.seekable()
	if err != nil {
		return r.readError(err)
	}
	parts, err := zip.NewReader(file, size)
	if err != nil {
		return r.readError(errors.New("looks like a workbook or zip file, but is damaged or cut short; save it anew"))
	}
	b, err := openWorkbook(parts)
	if err != nil {
		return r.readError(err)
	}
	s, err := r.pick(b.sheets, name)
	if err != nil {
		return err
	}
	r.readTable(func(t *table) error { return b.writeSheet(s, t) })
	return nil
}

// seekable returns the stored bytes in a form that can be read in any order: as
// a temporary file if they are none on disk.
func (r *Reader) seekable() (io.ReaderAt, int64, error) {
	if s := &r.stored; s.path != "" && s.was.Mode().IsRegular() {
		return s, s.was.Size(), nil
	}
	spool, err := NewSpool(r.src)
	if err != nil {
		return nil, 0, err
	}
	r.closers = append(r.closers, spool)
	return spool, spool.Size, nil
}

// pick returns the sheet of that name, or the first that is not hidden.
func (r *Reader) pick(sheets []sheet, name string) (sheet, error) {
	var seen []string
	var first *sheet
	for i, s := range sheets {
		if name != "" && strings.EqualFold(s.name, name) {
			return s, nil
		}
		if s.hidden {
			continue
		}
		seen = append(seen, fmt.Sprintf("%q", s.name))
		if first == nil {
			first = &sheets[i]
		}
	}
	names := strings.Join(seen, ", ")
	switch {
	case name != "":
		return sheet{}, r.fault(0, "has no sheet %q; it has %s", name, names)
	case first == nil:
		return sheet{}, r.fault(0, "has no sheet that is not hidden; --sheet names one")
	case len(seen) > 1:
		r.warn(r.line, "sheet %q is read, of %s; --sheet names another", first.name, names)
	}
	return *first, nil
}

// openWorkbook reads all of a workbook but its texts and its sheets' cells.
func openWorkbook(parts *zip.Reader) (*workbook, error) {
	b := &workbook{parts: map[string]*zip.File{}}
	for _, part := range parts.File {
		b.parts[strings.ToLower(strings.ReplaceAll(part.Name, `\`, "/"))] = part
	}
	if b.parts["xl/workbook.xml"] == nil {
		return nil, errors.New("is a zip file, but no xlsx workbook; unpack it, or save it as xlsx or CSV")
	}
	var book struct {
		Properties struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name  string `xml:"name,attr"`
			State string `xml:"state,attr"`
			ID    string `xml:"id,attr"`
		} `xml:"sheets>sheet"`
	}
	var links struct {
		All []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	err := errors.Join(b.decode("xl/workbook.xml", &book), b.decode("xl/_rels/workbook.xml.rels", &links))
	if err != nil {
		return nil, err
	}
	b.date1904 = book.Properties.Date1904 == "1" || book.Properties.Date1904 == "true"
	tables := map[string]string{} // the paths of worksheets by their links
	for _, link := range links.All {
		target := path.Join("xl", link.Target)
		if strings.HasPrefix(link.Target, "/") {
			target = link.Target[1:]
		}
		switch path.Base(link.Type) {
		case "worksheet":
			tables[link.ID] = target
		case "sharedStrings":
			b.texts = target
		case "styles":
			err = b.readStyles(target)
		}
	}
	for _, s := range book.Sheets {
		if file, ok := tables[s.ID]; ok { // others are charts and macros
			b.sheets = append(b.sheets, sheet{s.Name, file, s.State == "hidden" || s.State == "veryHidden"})
		}
	}
	return b, err
}

// maxPart is the most bytes of a part that is read whole.
const maxPart = 64 << 20

// decode reads a part of the workbook that is small.
func (b *workbook) decode(name string, into any) error {
	part, err := b.open(name)
	if err != nil {
		return err
	}
	defer func() { _ = part.Close() }() // reading has told all errors
	if err := xml.NewDecoder(io.LimitReader(part, maxPart)).Decode(into); err != nil {
		return fmt.Errorf("the workbook's part %s is broken: %w", name, err)
	}
	return nil
}

func (b *workbook) open(name string) (io.ReadCloser, error) {
	part, ok := b.parts[strings.ToLower(name)]
	if !ok {
		return nil, fmt.Errorf("the workbook lacks its part %s", name)
	}
	return part.Open()
}
