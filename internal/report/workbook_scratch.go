package report

import "os"

// A scratch is a folder for the file that excelize keeps while it makes a sheet,
// "" where none can be made: it then keeps the sheet in memory. The file holds the
// accounts, and is to be gone whatever ends the program.
type scratch string

func newScratch() scratch {
	folder, err := os.MkdirTemp("", "chs-*")
	if err != nil {
		return "" // as above
	}
	return scratch(folder)
}

// hide removes the folder and the file in it once this is there: it stays open, and
// can be read until it is closed. Where open files have to keep their names, nothing
// is done.
func (s *scratch) hide() {
	if *s == "" {
		return
	}
	files, err := os.ReadDir(string(*s))
	if err == nil && len(files) > 0 && s.remove() == nil {
		*s = ""
	}
}

// remove removes the folder, if it is there.
func (s *scratch) remove() error { return os.RemoveAll(string(*s)) }
