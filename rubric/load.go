package rubric

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	yaml "go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"
)

// What a rubric file may hold at most, so that none takes much time or memory
// to refuse.
const (
	maxBytes = 1 << 20
	maxSigns = 30_000
	maxDepth = 100
)

// Load reads a rubric from data, the bytes of the named file.
//
// The error is nil or a [*Faults] with everything that is wrong with the file;
// the rubric is then nil.
func Load(file string, data []byte) (*Rubric, error) {
	l := newLoader(file, data)
	if root := l.parse(data); root != nil {
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
	told    int // how many of columns have their By
	named   map[named]Pos
	last    int // line of the file, if values of --set stand behind it; else 0
}

func newLoader(file string, data []byte) *loader {
	return &loader{
		faults:  &Faults{File: file},
		rubric:  &Rubric{File: file, Source: data},
		columns: &columnSet{},
		named:   map[named]Pos{},
	}
}

// parse returns the file's mapping, or nil if it has none or YAML refuses it.
func (l *loader) parse(data []byte) *yaml.Node {
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if !l.readable(data) {
		return nil
	}
	loader, err := yaml.NewLoader(bytes.NewReader(data), yaml.WithPlugin(loaderlimits.New(loaderlimits.DepthValue(maxDepth))))
	if err != nil {
		l.refused(err)
		return nil
	}
	var document, second yaml.Node
	if err := loader.Load(&document); errors.Is(err, io.EOF) || err == nil && isEmpty(document.Content[0]) {
		l.faults.add(Pos{1, 1}, "the rubric is empty; \"chs init\" writes one to start from")
		return nil
	} else if err != nil {
		l.refused(err)
		return nil
	}
	switch err := loader.Load(&second); {
	case errors.Is(err, io.EOF):
	case err != nil:
		l.refused(err)
		return nil
	default:
		l.faults.add(place(&second), "a second document starts here; a rubric is one document")
	}
	if !l.unfolds(document.Content[0]) {
		return nil
	}
	return document.Content[0]
}

// isEmpty reports whether nothing stands where a value may.
func isEmpty(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Style == 0 && n.Value == "" && n.Anchor == ""
}

// readable reports whether data is text of a size that YAML may be asked to read.
func (l *loader) readable(data []byte) bool {
	switch {
	case len(data) > maxBytes:
		l.faults.add(Pos{1, 1}, "the file has %d bytes; a rubric has at most %d", len(data), maxBytes)
	case looksUTF16(data[:min(512, len(data))]):
		l.faults.add(Pos{1, 1}, "the text is UTF-16; save it as UTF-8")
	case !utf8.Valid(data) && bytes.IndexByte(data, 0) >= 0:
		l.faults.add(Pos{1, 1}, "the file is not text; want a rubric in UTF-8")
	case !utf8.Valid(data):
		l.faults.add(behind(data[:validSize(data)]), "the text is not UTF-8; save it as UTF-8")
	case signsEnd(data) < len(data):
		l.faults.add(behind(data[:signsEnd(data)]),
			"too long for a rubric: over %d lines and punctuation marks up to here; shorten it (lines of comments do not count)", maxSigns)
	default:
		l.lines = newFileLines(data)
		at, found := l.lines.unseen()
		if found {
			l.faults.add(at, "%s is a character that cannot be seen; remove it, or write it as an escape in double quotes",
				quote(string(l.lines.at(at))))
		}
		return !found
	}
	return false
}

// looksUTF16 reports whether a file that starts with head has a byte order mark
// of UTF-16, or a NUL in most of every second byte and none in the others.
func looksUTF16(head []byte) bool {
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return true
	}
	var nul [2]int
	for i, b := range head {
		if b == 0 {
			nul[i%2]++
		}
	}
	return min(nul[0], nul[1]) == 0 && max(nul[0], nul[1]) > len(head)/4
}

// validSize returns how many bytes of data, which is not all UTF-8, stand
// before the first that is not.
func validSize(data []byte) int {
	at := 0
	for {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size <= 1 {
			return at
		}
		at += size
	}
}

// behind returns the place behind the start of a file.
func behind(start []byte) Pos {
	lines := newFileLines(start)
	return Pos{len(lines), len(lines.line(len(lines))) + 1}
}

// place returns where a node stands.
func place(n *yaml.Node) Pos { return Pos{n.Line, n.Column} }

// root reads the top of the file.
func (l *loader) root(n *yaml.Node) {
	r := l.rubric
	r.MinCoverage, r.Missing, r.Decimal = 5000, DefaultMissing(), '.'
	r.Dates = []DateFormat{ISODate()}
	r.Bands = defaultBands()
	r.Warning = DefaultWarning()
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
		{key: "warning", read: l.warning},
		{key: "propensity", read: l.propensity},
		{key: "examples", read: l.examples},
	})
	l.faults.take(l.columns.faults())
	r.Columns = l.columns.list()
}

// format reads the format's version.
func (l *loader) format(n *yaml.Node) {
	text, ok := l.scalar(n, "chs", "a whole number")
	version, isNumber := parseDecimal(text)
	switch {
	case !ok:
	case isNumber && version > FormatVersion:
		l.faults.add(place(n), "chs: the rubric has format %s; this chs reads format %d: use a newer chs", text, FormatVersion)
	case text != fmt.Sprint(FormatVersion):
		l.faults.add(place(n), "chs: %s; want %d, the version of the format", quote(text), FormatVersion)
	}
}

// formula reads a formula or condition, which key holds.
func (l *loader) formula(n *yaml.Node, subject, key string, want Type, sc scope) *Formula {
	text, ok := l.code(n, subject+": "+key)
	if !ok {
		return nil
	}
	before := utf8.RuneCountInString(n.Value) - utf8.RuneCountInString(strings.TrimLeftFunc(n.Value, unicode.IsSpace))
	places := l.lines.places(n, before+maxFormula)[before:]
	at := func(offset int) Pos { return places[min(offset, len(places)-1)] }
	parser := formulas{criteria: l.rubric.criterionNames(), columns: l.columns}
	formula, faults := parser.parse(text, want, sc, at)
	if formula != nil {
		faults = l.rubric.unknownBands(formula.Root, at)
	}
	for i := range faults {
		faults[i].Message = subject + ": " + faults[i].Message
	}
	l.faults.take(faults)
	return formula
}

// mentioned says what mentions the columns that are new since it was last told.
func (l *loader) mentioned(by string) {
	for ; l.told < len(l.columns.columns); l.told++ {
		l.columns.columns[l.told].By = by
	}
}
