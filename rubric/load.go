package rubric

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	yaml "go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"
)

// What a rubric file may hold at most, so that none takes much time or memory
// to refuse.
const (
	maxBytes   = 1 << 20
	maxEntries = 100_000
	maxDepth   = 100
	maxFaults  = 1000 // of formulas, which may have one a character
)

// Load reads a rubric from data, the bytes of the named file.
//
// The error is nil or a [*Faults] with everything that is wrong with the file;
// the rubric is then nil.
func Load(file string, data []byte) (*Rubric, error) {
	l := &loader{faults: &Faults{File: file}, rubric: &Rubric{File: file, Source: data}, columns: &columnSet{}}
	if root := l.parse(bytes.TrimPrefix(data, []byte("\uFEFF"))); root != nil {
		l.root(root)
	}
	if err := l.faults.err(); err != nil {
		return nil, err
	}
	return l.rubric, nil
}

// A loader turns the nodes of one file into a Rubric and notes faults.
type loader struct {
	faults  *Faults
	rubric  *Rubric
	lines   fileLines
	columns *columnSet
}

// parse returns the file's mapping, or nil if it has none or YAML refuses it.
func (l *loader) parse(data []byte) *yaml.Node {
	if !l.readable(data) {
		return nil
	}
	loader, err := yaml.NewLoader(bytes.NewReader(data), yaml.WithPlugin(loaderlimits.New(loaderlimits.DepthValue(maxDepth))))
	if err != nil {
		l.refused(err)
		return nil
	}
	var document, second yaml.Node
	switch err := loader.Load(&document); {
	case errors.Is(err, io.EOF):
		l.faults.add(Pos{1, 1}, "the rubric is empty; \"chs init\" writes one to start from")
		return nil
	case err != nil:
		l.refused(err)
		return nil
	}
	switch err := loader.Load(&second); {
	case errors.Is(err, io.EOF):
	case err != nil:
		l.refused(err)
	default:
		l.faults.add(place(&second), "a second document starts here; a rubric is one document")
	}
	if root := l.mappingNode(document.Content[0], "the rubric"); root != nil {
		return root
	}
	return nil
}

// readable reports whether data is text of a size that YAML may be asked to read.
func (l *loader) readable(data []byte) bool {
	switch {
	case len(data) > maxBytes:
		l.faults.add(Pos{}, "%d bytes; a rubric holds at most %d", len(data), maxBytes)
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}), bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		l.faults.add(Pos{1, 1}, "the text is UTF-16; save it as UTF-8")
	case !utf8.Valid(data):
		l.faults.add(invalidAt(data), "a byte that is not UTF-8; save the file as UTF-8 text")
	case entries(data) > maxEntries:
		l.faults.add(Pos{1, 1}, "more than %d entries; is this a rubric?", maxEntries)
	default:
		l.lines = newFileLines(data)
		at, found := l.lines.control()
		if found {
			l.faults.add(at, "a control character; write it as an escape in double quotes, or remove it")
		}
		return !found
	}
	return false
}

// invalidAt returns the place of the first byte of data that is not UTF-8.
func invalidAt(data []byte) Pos {
	at, rest := 0, data
	for {
		r, size := utf8.DecodeRune(rest)
		if r == utf8.RuneError && size <= 1 {
			break
		}
		at, rest = at+size, rest[size:]
	}
	before := newFileLines(data[:at])
	return Pos{len(before.all), len(before.line(len(before.all))) + 1}
}

// refused notes that YAML cannot read the file.
func (l *loader) refused(err error) {
	pos, message := Pos{}, err.Error()
	var fault *yaml.LoadError
	if errors.As(err, &fault) {
		pos, message = Pos{fault.Mark.Line, fault.Mark.Column}, fault.Message
		if pos.Line == 0 {
			pos = Pos{fault.ContextMark.Line, fault.ContextMark.Column}
		}
	}
	l.faults.hint(pos, "a formula, condition or column that YAML reads its own way needs quotes: when: 'a ? b : c'",
		"not YAML: %s", message)
}

// place returns where a node stands.
func place(n *yaml.Node) Pos { return Pos{n.Line, n.Column} }

// root reads the top of the file.
func (l *loader) root(n *yaml.Node) {
	r := l.rubric
	r.MinCoverage, r.Missing, r.Decimal = 5000, DefaultMissing(), '.'
	r.Dates = []DateFormat{ISODate()}
	r.Bands = defaultBands()
	l.mapping(n, "", []field{
		{key: "chs", read: l.format},
		{key: "name", required: true, read: l.nameInto(&r.Name, "name")},
		{key: "version", read: l.nameInto(&r.Version, "version")},
		{key: "id", required: true, read: l.columnInto(&r.ID, "id")},
		{key: "label", read: l.columnInto(&r.Label, "label")},
		{key: "owner", read: l.columnInto(&r.Owner, "owner")},
		{key: "show", read: l.show},
		{key: "value", read: l.value},
		{key: "scale", read: l.scale},
		{key: "min_coverage", read: func(n *yaml.Node) {
			r.MinCoverage, _ = l.hundredths(n, "min_coverage", 0, 100)
		}},
		{key: "missing_values", read: l.missingValues},
		{key: "numbers", read: l.numbers},
		{key: "dates", read: l.dates},
		{key: "criteria", required: true, read: l.criteria},
		{key: "bands", read: l.bands},
		{key: "segments", read: l.segments},
		{key: "caps", read: l.caps},
		{key: "plays", read: l.plays},
	})
	l.faults.List = append(l.faults.List, l.columns.faults()...)
	r.Columns = l.columns.list()
}

// format reads the format's version.
func (l *loader) format(n *yaml.Node) {
	if version, ok := l.integer(n, "chs", 1, 1<<30); ok && version > FormatVersion {
		l.faults.add(place(n), "chs: the rubric has format %d; this chs reads format %d: use a newer chs", version, FormatVersion)
	}
}

// formula reads a formula or condition.
func (l *loader) formula(n *yaml.Node, subject string, want Type, sc scope) *Formula {
	text, ok := l.code(n, subject)
	if !ok {
		return nil
	}
	places := l.lines.places(n)
	lead := utf8.RuneCountInString(n.Value[:len(n.Value)-len(trimLeft(n.Value))])
	at := func(offset int) Pos { return places[min(lead+offset, len(places)-1)] }
	parser := formulas{criteria: l.rubric.criterionNames(), columns: l.columns}
	formula, faults := parser.parse(text, want, sc, at)
	for _, fault := range faults[:min(len(faults), max(0, maxFaults-len(l.faults.List)))] {
		fault.Message = fmt.Sprintf("%s: %s", subject, fault.Message)
		l.faults.List = append(l.faults.List, fault)
	}
	return formula
}

// mentioned says what mentions the columns that are new since it was last told.
func (l *loader) mentioned(by string) {
	for i := range l.columns.columns {
		if c := &l.columns.columns[i]; c.By == "" {
			c.By = by
		}
	}
}
