package report

import (
	"encoding/csv"
	"io"

	"github.com/gocarina/gocsv"

	"chs/scoring"
)

// A courseLine is a value of a course as CSV. The columns stay as they are; later
// versions may add others.
type courseLine struct {
	Portfolio string `csv:"portfolio"`
	AsOf      string `csv:"as_of"`
	ID        string `csv:"id"`    // of the account; empty of all
	Label     string `csv:"label"` // the same
	What      string `csv:"what"`
	Key       string `csv:"key"`   // of the band or the criterion
	Value     string `csv:"value"` // empty if there is none
	Band      string `csv:"band"`
	Version   string `csv:"rubric_version"`
}

// writeCourseLines writes a line for each value, and for each snapshot in which
// an account is unscored.
func writeCourseLines(w io.Writer, t *Course) error {
	lines := []courseLine{}
	for _, s := range t.Series {
		for i, p := range s.Points {
			if !p.Known() && p.Band == "" {
				continue
			}
			l := courseLine{
				Portfolio: t.Portfolio, AsOf: scoring.FormatDay(t.Runs[i].Day), ID: s.ID, Label: s.Label,
				What: string(t.What), Key: s.Key, Band: p.Band, Version: t.Runs[i].Rubric.Version,
			}
			if p.Known() {
				l.Value = t.plain(p.Value)
			}
			lines = append(lines, l)
		}
	}
	return gocsv.MarshalCSV(lines, gocsv.NewSafeCSVWriter(csv.NewWriter(w)))
}
