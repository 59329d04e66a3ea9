package report

import (
	"bytes"
	"encoding/csv"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/gocarina/gocsv"

	"chs/internal/history"
	"chs/scoring"
)

// A snapshotLine is a stored snapshot as CSV and JSON list it. The columns, and
// the object's fields, stay as they are; later versions may add others.
type snapshotLine struct {
	Portfolio string          `csv:"portfolio" json:"portfolio"`
	AsOf      string          `csv:"as_of" json:"as_of"`
	Accounts  int             `csv:"accounts" json:"accounts"`
	Rows      int             `csv:"rows_read" json:"rows_read"`
	Rejected  int             `csv:"rejected" json:"rejected"`
	Rubric    string          `csv:"rubric" json:"rubric"`
	Version   string          `csv:"rubric_version" json:"rubric_version"`
	Hash      string          `csv:"rubric_sha256" json:"rubric_sha256"`
	Chs       string          `csv:"chs" json:"chs"`
	Paths     string          `csv:"inputs" json:"-"` // joined by "; "
	Sums      string          `csv:"inputs_sha256" json:"-"`
	Inputs    []history.Input `csv:"-" json:"inputs"`
}

func newSnapshotLine(n history.Snapshot) snapshotLine {
	l := snapshotLine{
		Portfolio: n.Portfolio, AsOf: scoring.FormatDay(n.Day), Accounts: n.Accounts, Rows: n.Rows, Rejected: n.Rejected,
		Rubric: n.RubricName, Version: n.RubricVersion, Hash: n.RubricHash, Chs: n.Chs, Inputs: []history.Input{},
	}
	var paths, sums []string
	for _, input := range n.Inputs {
		paths, sums = append(paths, input.Path), append(sums, input.SHA256)
		l.Inputs = append(l.Inputs, input)
	}
	l.Paths, l.Sums = strings.Join(paths, "; "), strings.Join(sums, "; ")
	return l
}

// WriteSnapshots lists stored snapshots in a format: a table, CSV or JSON. The
// table fits a terminal's width, 0 for any.
func WriteSnapshots(w io.Writer, f Format, snapshots []history.Snapshot, width int, painted bool) error {
	if f == FormatTable {
		return writeSnapshotTable(w, snapshots, width, painted)
	}
	lines := []snapshotLine{}
	for _, n := range snapshots {
		lines = append(lines, newSnapshotLine(n))
	}
	if f == FormatCSV {
		return gocsv.MarshalCSV(lines, gocsv.NewSafeCSVWriter(csv.NewWriter(w)))
	}
	return WriteJSON(w, lines, "  ")
}

// writeSnapshotTable lists snapshots for people at a terminal.
func writeSnapshotTable(w io.Writer, snapshots []history.Snapshot, width int, painted bool) error {
	if len(snapshots) == 0 {
		_, err := io.WriteString(w, " no snapshots\n")
		return err
	}
	columns := []tableColumn{
		{heading: "PORTFOLIO"}, {heading: "AS OF"}, {heading: "ACCOUNTS", right: true}, {heading: "RUBRIC"}, {heading: "INPUT"},
	}
	for _, n := range snapshots {
		input := ""
		if len(n.Inputs) > 0 {
			input = filepath.Base(n.Inputs[0].Path)
		}
		if more := len(n.Inputs) - 1; more > 0 {
			input += " +" + strconv.Itoa(more)
		}
		stamp := rubricStamp(n.RubricName, n.RubricVersion, n.RubricHash)
		for i, text := range []string{n.Portfolio, scoring.FormatDay(n.Day), count(n.Accounts), stamp, input} {
			columns[i].cells = append(columns[i].cells, tableCell{text: cellText(text)})
		}
	}
	if width > 0 {
		width = max(width, minWidth)
	}
	var page bytes.Buffer
	dropped, err := fitTable(&page, columns, width, painted)
	if err != nil {
		return err
	}
	if len(dropped) > 0 {
		page.WriteString("\n" + sentence(noRoom(dropped), width))
	}
	_, err = io.WriteString(w, trimLines(page.String()))
	return err
}
