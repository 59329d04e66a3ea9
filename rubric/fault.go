package rubric

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// maxFaults is how many faults of a file are told.
const maxFaults = 1000

// A Fault is one thing that is wrong with a rubric, or doubtful.
type Fault struct {
	Pos     Pos
	Message string // what is; what is wanted
	Hint    string // what else may help, "" for nothing
}

// Faults are the faults of one rubric file, in the order of their places. Of
// over a thousand some are left out, and the last one says so. As an error its
// text has a line each, without the hints.
type Faults struct {
	File string
	List []Fault
}

// Error implements error.
func (f *Faults) Error() string {
	lines := make([]string, len(f.List))
	for i, fault := range f.List {
		lines[i] = fault.In(f.File)
	}
	return strings.Join(lines, "\n")
}

// In returns the fault as a message about the named file.
func (f Fault) In(file string) string {
	if f.Pos.Line == 0 {
		return file + ": " + f.Message
	}
	return fmt.Sprintf("%s:%d:%d: %s", file, f.Pos.Line, f.Pos.Column, f.Message)
}

// add notes a fault at pos.
func (f *Faults) add(pos Pos, format string, args ...any) {
	f.hint(pos, "", format, args...)
}

// hint is add with a hint.
func (f *Faults) hint(pos Pos, hint, format string, args ...any) {
	if len(f.List) <= maxFaults {
		f.List = append(f.List, Fault{Pos: pos, Message: fmt.Sprintf(format, args...), Hint: hint})
	}
}

// take notes faults that others have found.
func (f *Faults) take(found []Fault) {
	f.List = append(f.List, found[:min(len(found), maxFaults+1-len(f.List))]...)
}

// err returns the faults in order, or nil if there are none.
func (f *Faults) err() error {
	if len(f.List) == 0 {
		return nil
	}
	slices.SortStableFunc(f.List, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Column, b.Pos.Column))
	})
	f.List = slices.Compact(f.List)
	if len(f.List) > maxFaults {
		f.List = append(f.List[:maxFaults], Fault{Message: "more faults are not shown"})
	}
	return f
}

// AsFaults returns the faults that err holds, or nil.
func AsFaults(err error) *Faults {
	if f, ok := errors.AsType[*Faults](err); ok {
		return f
	}
	return nil
}
