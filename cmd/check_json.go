package cmd

import (
	"chs/internal/fleet"
	"chs/internal/pipeline"
	"chs/rubric"
	"chs/scoring"
)

// A checkJSON is what chs check --format json prints. Its fields, and theirs,
// stay as they are; later versions may add others.
type checkJSON struct {
	Rubric   string       `json:"rubric"` // the file
	Name     string       `json:"name"`
	Version  string       `json:"version"`
	Faults   []faultJSON  `json:"faults"`
	Advice   []faultJSON  `json:"advice"`
	Examples examplesJSON `json:"examples"`
	Data     *dataJSON    `json:"data"` // null without files
}

// An examplesJSON counts a rubric's examples: of one with faults none is run.
type examplesJSON struct {
	Run       int         `json:"run"`
	Held      int         `json:"held"`
	Differing []faultJSON `json:"differing"` // what came out otherwise than expected
}

// A faultJSON is a fault or a piece of advice. Line and column are 0 for the
// file as a whole.
type faultJSON struct {
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
}

// A dataJSON is what is said of the accounts of files.
type dataJSON struct {
	Files    []string        `json:"files"`
	AsOf     string          `json:"as_of"`
	Rows     rowsJSON        `json:"rows"`
	Bands    []bandJSON      `json:"bands"` // the rubric's, and last the unscored
	Criteria []criterionJSON `json:"criteria"`
	Columns  []columnJSON    `json:"columns"`
}

type rowsJSON struct {
	Read     int `json:"read"`
	Scored   int `json:"scored"`
	Unscored int `json:"unscored"`
	Rejected int `json:"rejected"`
}

type bandJSON struct {
	Name     string `json:"name"`
	Accounts int    `json:"accounts"`
}

// A criterionJSON counts the accounts by a criterion's rating. Known are those
// with one.
type criterionJSON struct {
	Name    string   `json:"name"`
	Key     string   `json:"key"`
	Known   int      `json:"known"`
	Ratings [5]int   `json:"ratings"` // 1 to 5
	Columns []string `json:"columns"` // that it reads
}

// A columnJSON counts the cells of a column that the rubric judges by.
type columnJSON struct {
	Name       string      `json:"name"`
	Type       string      `json:"type"`
	Known      int         `json:"known"`
	Missing    int         `json:"missing"`
	Unreadable int         `json:"unreadable"`
	Values     []valueJSON `json:"values"` // the commonest unreadable ones
}

type valueJSON struct {
	Value string `json:"value"`
	Cells int    `json:"cells"`
}

func faultsJSON(faults []rubric.Fault) []faultJSON {
	all := make([]faultJSON, len(faults))
	for i, f := range faults {
		all[i] = faultJSON{f.Pos.Line, f.Pos.Column, f.Message, f.Hint}
	}
	return all
}

func (k *check) json() checkJSON {
	all := checkJSON{
		Rubric: k.rubric.File, Name: k.rubric.Name, Version: k.rubric.Version,
		Faults: []faultJSON{}, Advice: faultsJSON(k.advice),
		Examples: examplesJSON{k.examples.Run, k.examples.Held, faultsJSON(k.examples.Differing)},
	}
	if k.run != nil {
		all.Data = k.data(&k.run.Summary)
	}
	return all
}

func (k *check) data(s *pipeline.Summary) *dataJSON {
	r := k.rubric
	data := &dataJSON{
		Files: k.files, AsOf: scoring.FormatDay(k.day),
		Rows: rowsJSON{s.Read, s.Scored, s.Unscored, s.Rejected},
	}
	for i, b := range s.Tally.Bands {
		name := rubric.Unscored
		if i < len(r.Bands) {
			name = r.Bands[i].Name
		}
		data.Bands = append(data.Bands, bandJSON{name, b.Accounts})
	}
	for i, c := range r.Criteria {
		criterion := criterionJSON{Name: c.Name, Key: c.Key, Known: s.Scored + s.Unscored - s.Ratings[i][0], Columns: []string{}}
		copy(criterion.Ratings[:], s.Ratings[i][1:])
		for _, column := range fleet.ColumnsOf(r, c) {
			criterion.Columns = append(criterion.Columns, r.Columns[column].Name)
		}
		data.Criteria = append(data.Criteria, criterion)
	}
	for i, c := range r.Columns {
		cells := &s.Columns[i]
		column := columnJSON{c.Name, c.Type.String(), cells.Known, cells.Missing, cells.Unreadable, []valueJSON{}}
		for _, v := range cells.Commonest(adviceValues) {
			column.Values = append(column.Values, valueJSON{v.Text, v.Count})
		}
		data.Columns = append(data.Columns, column)
	}
	return data
}
