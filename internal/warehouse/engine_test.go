package warehouse_test

import (
	"database/sql"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chs/internal/warehouse"
	"chs/rubric"
	"chs/scoring"
)

const asOf = 20778 // 2026-11-21

// wanted returns the cells that chs score gives the accounts, by the warehouse's
// columns; "" for an empty one.
func wanted(r *rubric.Rubric, columns []warehouse.Column, rows [][]string) [][]string {
	s := scoring.New(r, asOf)
	var q scoring.Quintiles
	result := s.NewResult()
	for _, row := range rows {
		s.Collect(row, result, &q)
	}
	s = s.WithQuintiles(&q)
	propensity := scoring.NewPropensity(r.Propensity)
	var cells [][]string
	for _, row := range rows {
		s.Score(row, result)
		line := make([]string, len(columns))
		for i, c := range columns {
			line[i] = cellOf(r, c, result, propensity)
		}
		cells = append(cells, line)
	}
	return cells
}

func cellOf(r *rubric.Rubric, c warehouse.Column, result *scoring.Result, propensity *scoring.Propensity) string {
	switch c.Kind {
	case warehouse.Coverage:
		return strconv.Itoa(result.Coverage)
	case warehouse.Segment:
		if result.Segment == scoring.None {
			return rubric.DefaultSegment
		}
		return r.Segments[result.Segment].Name
	case warehouse.Rating:
		if result.Ratings[c.Index] > 0 {
			return strconv.Itoa(int(result.Ratings[c.Index]))
		}
		return ""
	case warehouse.Plays:
		var names []string
		for _, i := range result.Plays {
			names = append(names, r.Plays[i].Name)
		}
		return strings.Join(names, "; ")
	}
	if !result.Scored {
		if c.Kind == warehouse.Band {
			return rubric.Unscored
		}
		return ""
	}
	switch c.Kind {
	case warehouse.Score:
		return scoring.FormatPoints(result.Score)
	case warehouse.Uncapped:
		return scoring.FormatPoints(result.Uncapped)
	case warehouse.Band:
		return r.Bands[result.Band].Name
	case warehouse.CapReason:
		if result.Cap != scoring.None {
			return r.Caps[result.Cap].Reason
		}
	case warehouse.Priority:
		if priority, ok := result.Priority(); ok {
			return money(priority)
		}
	case warehouse.Drivers:
		var drivers []string
		for _, d := range result.Drivers(nil) {
			if len(drivers) < 3 {
				drivers = append(drivers, r.Criteria[d.Criterion].Name+" -"+scoring.FormatPoints(d.Lost))
			}
		}
		return strings.Join(drivers, "; ")
	case warehouse.ChurnProbability:
		millionths, _ := propensity.Of(result)
		return strconv.FormatFloat(float64(millionths)/rubric.Million, 'f', 6, 64)
	case warehouse.ExpectedLoss:
		if loss, ok := propensity.ExpectedLoss(result); ok {
			return money(loss)
		}
	}
	return ""
}

// money is an amount rounded as far as engines may differ in it.
func money(x float64) string { return strconv.FormatFloat(x, 'e', 11, 64) }

// selected returns the cells that a statement gives accounts, by column.
func selected(db *sql.DB, columns []warehouse.Column, statement string, given int) ([][]string, error) {
	rows, err := db.Query(statement)
	if err != nil {
		return nil, err
	}
	var cells [][]string
	for rows.Next() {
		all := make([]any, given+len(columns))
		for i := range all {
			all[i] = new(any)
		}
		if err := rows.Scan(all...); err != nil {
			return nil, err
		}
		line := make([]string, len(columns))
		for i, c := range columns {
			line[i] = formatted(c.Kind, *all[given+i].(*any))
		}
		cells = append(cells, line)
	}
	return cells, rows.Err()
}

func formatted(kind warehouse.Kind, value any) string {
	decimals := -1
	switch kind {
	case warehouse.Score, warehouse.Uncapped:
		decimals = 2
	case warehouse.ChurnProbability:
		decimals = 6
	}
	switch value := value.(type) {
	case nil:
		return ""
	case float64:
		if decimals < 0 {
			return money(value)
		}
		return strconv.FormatFloat(value, 'f', decimals, 64)
	}
	return fmt.Sprint(value)
}

// same reports whether amounts, which money wrote, and texts are alike. A cent is
// nothing to a priority.
func same(kind warehouse.Kind, got, want string) bool {
	if kind != warehouse.Priority && kind != warehouse.ExpectedLoss || got == "" || want == "" {
		return got == want
	}
	a, errA := strconv.ParseFloat(got, 64)
	b, errB := strconv.ParseFloat(want, 64)
	return errA == nil && errB == nil && math.Abs(a-b) <= 0.0101+1e-10*math.Abs(b)
}

func textLiteral(cell string, _ rubric.Type) string {
	return "'" + strings.ReplaceAll(cell, "'", "''") + "'"
}

func textKind(rubric.Type) string { return "text" }

func TestStatementScoresAsChsScoreDoes(t *testing.T) {
	for dialect, db := range engines(t) {
		t.Run(dialect, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				c := drawCase(t, dialect)
				day := asOf
				o := warehouse.Options{Dialect: dialect, Table: "accounts", AllText: true, Prefix: "health_", AsOf: &day, Why: true}
				compare(t, db, c.rubric, o, c.rows, fill(db, c.rubric, c.rows, textLiteral, textKind))
			})
		})
	}
}

// compare fails where the statement gives the table's accounts other cells than chs
// score.
func compare(t interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
}, db *sql.DB, r *rubric.Rubric, o warehouse.Options, rows [][]string, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	statement, err := warehouse.Statement(r, o)
	if err != nil {
		t.Fatal(err)
	}
	columns := warehouse.Columns(r, o)
	got, err := selected(db, columns, statement+` ORDER BY 1`, 1+len(r.Columns))
	if err != nil {
		t.Fatalf("%v\n%s\n%s", err, r.Source, statement)
	}
	want := wanted(r, columns, rows)
	for i := range want {
		for j, c := range columns {
			if i >= len(got) || !same(c.Kind, got[i][j], want[i][j]) {
				t.Fatalf("row %q, %s: got -, want +:\n%s\n%s\n%s", rows[i], c.Name, cmp.Diff(got, want), r.Source, statement)
			}
		}
	}
}

// typedLiteral returns a cell in the type of its column: a number or a day, where it
// can be read as one, or else NULL.
func typedLiteral(r *rubric.Rubric) func(cell string, t rubric.Type) string {
	return func(cell string, t rubric.Type) string {
		switch t {
		case rubric.Number:
			n, ok := scoring.ParseNumber(cell, r.Decimal)
			if !ok {
				return "NULL"
			}
			return strconv.FormatFloat(n.Value, 'e', -1, 64)
		case rubric.Date:
			day, reading := scoring.ParseDate(cell, r.Dates)
			if reading != scoring.DateRead {
				return "NULL"
			}
			return "'" + scoring.FormatDay(day) + "'"
		}
		return textLiteral(cell, t)
	}
}

func typedKind(t rubric.Type) string {
	switch t {
	case rubric.Number:
		return "double precision"
	case rubric.Date:
		return "date"
	}
	return "text"
}

func TestStatementReadsTypedColumns(t *testing.T) {
	for dialect, db := range engines(t) {
		t.Run(dialect, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				c := drawCase(t, dialect)
				day := asOf
				o := warehouse.Options{Dialect: dialect, Table: "accounts", Prefix: "", AsOf: &day}
				compare(t, db, c.rubric, o, c.rows, fill(db, c.rubric, c.rows, typedLiteral(c.rubric), typedKind))
			})
		})
	}
}
