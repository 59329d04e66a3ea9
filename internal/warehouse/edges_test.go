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

const hostileRubric = `
name: "It's */ -- a; SELECT 1; \\ {{ x }}"
id: id
value: "v'a\"l` + "`" + `ue\\"
criteria:
- name: "-- C' \\"
  key: c1
  weight: 1
  column: "t\" -- '; DROP TABLE accounts; /*"
  levels: {"a'b": 1, 'c\d': 2, "e\nf": 3, "\\": 4, "\u00a0\u202e'": 5, "🙂\u200b'": 3, "E'\\'": 2, "{{ x }}": 4}
- name: two
  weight: 1
  formula: 'col("N ''[x]` + "`" + ` per cent %s %") / 2'
  cuts: [1, 2, 3, 4]
- {name: the table's own name, weight: 1, column: accounts}
segments:
- {name: "s' OR 1=1 --", when: "col(\"t\\\" -- '; DROP TABLE accounts; /*\") == \"a'b\""}
caps:
- {when: 'rating("two") >= 1', band: green, reason: "why\\' -- */"}
plays:
- {name: "p' || x\\", when: score >= 0}
bands: [{name: "r'ed\\", from: 0}, {name: green, from: 50}, {name: "b\"lue", from: 99}]
`

func TestStatementTakesHostileNamesAndTexts(t *testing.T) {
	r, err := rubric.Load("hostile.yaml", []byte(hostileRubric))
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for _, text := range []string{"a'b", `c\d`, "e\nf", `\`, "\u202e'", "🙂\u200b'", `E'\'`, "{{ x }}", "x", ""} {
		row := make([]string, len(r.Columns))
		for i, c := range r.Columns {
			row[i] = text
			if c.Type == rubric.Number {
				row[i] = "7"
			}
		}
		rows = append(rows, row)
	}
	for dialect, db := range engines(t) {
		t.Run(dialect, func(t *testing.T) {
			o := warehouse.Options{Dialect: dialect, Table: "accounts", AllText: true, Prefix: `p"'` + "`" + ` -- \`, Why: true}
			compare(t, db, r, o, rows, fill(db, r, rows, textLiteral, textKind))
		})
	}
}

func TestStatementRoundsToCents(t *testing.T) {
	r, err := rubric.Load("r.yaml", []byte("name: R\nid: id\nvalue: v\ncriteria: [{name: C, weight: 1, column: c}]\n"))
	if err != nil {
		t.Fatal(err)
	}
	s := scoring.New(r, asOf)
	result := s.NewResult()
	for dialect, db := range engines(t) {
		t.Run(dialect, func(t *testing.T) {
			statement, err := warehouse.Statement(r, warehouse.Options{Dialect: dialect, Table: "accounts"})
			if err != nil {
				t.Fatal(err)
			}
			for _, value := range []string{"-5.4e-07", "-0.02", "200.5", "3770305521643522.5", "-222959067043558.34", "1e304", "1e308", "5e-324"} {
				row := []string{value, "3"}
				if err := fill(db, r, [][]string{row}, typedLiteral(r), typedKind); err != nil {
					t.Fatal(err)
				}
				var skipped any
				var got sql.NullFloat64
				if err := db.QueryRow(statement).Scan(&skipped, &skipped, &skipped, &skipped, &skipped, &skipped, &skipped, &got); err != nil {
					t.Fatal(err)
				}
				s.Score(row, result)
				want, ok := result.Priority()
				if math.Abs(want) < 0.005 {
					want = 0 // never -0.00
				}
				if got.Valid != ok || ok && fmt.Sprintf("%.2f", got.Float64) != fmt.Sprintf("%.2f", want) {
					t.Errorf("half of %s: got %.2f, want %.2f", value, got.Float64, want)
				}
			}
		})
	}
}

func TestStatementReadsNumbersOfTextAsGoDoes(t *testing.T) {
	const text = "name: R\nid: id\ncriteria: [{name: C, weight: 1, formula: 'text == number ? 5 : 1'}]\n"
	r, err := rubric.Load("r.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	number := rapid.StringMatching(`[1-9]([0-9]{0,18}|[0-9]{0,7}[.][0-9]{1,11})(e-?[1-9][0-9]?)?`)
	for dialect, db := range engines(t) {
		t.Run(dialect, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				written := number.Draw(t, "number")
				value, err := strconv.ParseFloat(written, 64)
				if err != nil {
					t.Fatal(err)
				}
				o := warehouse.Options{Dialect: dialect, Table: "accounts", Text: []string{"text"}}
				statement, err := warehouse.Statement(r, o)
				if err != nil {
					t.Fatal(err)
				}
				if _, err := db.Exec("DROP TABLE IF EXISTS accounts; CREATE TEMPORARY TABLE accounts (text text, number double precision)"); err != nil {
					t.Fatal(err)
				}
				if _, err := db.Exec("INSERT INTO accounts VALUES ($1, $2)", written, value); err != nil {
					t.Fatal(err)
				}
				got, err := selected(db, warehouse.Columns(r, o), statement, 2)
				if err != nil || got[0][0] != "100.00" {
					t.Fatalf("%s is another number: %q, %v", written, got, err)
				}
			})
		})
	}
}

func TestStatementTellsMissingValuesInAnyLetterCase(t *testing.T) {
	const text = "name: R\nid: id\nmissing_values: [unknown, Né, '-']\ncriteria: [{name: C, weight: 1, column: c, levels: {ok: 5, Unknown: 4}}]\n"
	r, err := rubric.Load("r.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for _, cell := range []string{"ok", "OK", "unknown", "Unknown", "UNKNOWN", "un\u212anown", "né", "NÉ", "ne", "-", " ok\u2003", "\u00a0-\u3000", "", "\v\u0085"} {
		rows = append(rows, []string{cell})
	}
	for dialect, db := range engines(t) {
		t.Run(dialect, func(t *testing.T) {
			o := warehouse.Options{Dialect: dialect, Table: "accounts"}
			compare(t, db, r, o, rows, fill(db, r, rows, textLiteral, textKind))
		})
	}
}

func TestStatementOfATableWithTheNameOfAStep(t *testing.T) {
	r, err := rubric.Load("r.yaml", []byte("name: R\nid: id\ncriteria: [{name: C, column: c, weight: 1}]\n"))
	if err != nil {
		t.Fatal(err)
	}
	for dialect, db := range engines(t) {
		t.Run(dialect, func(t *testing.T) {
			for _, name := range []string{"input", "CELLS", "result", `"Sums"`} {
				if _, err := db.Exec("DROP TABLE IF EXISTS " + name + "; CREATE TEMPORARY TABLE " + name + " (id text, c integer); INSERT INTO " + name + " VALUES ('a', 4)"); err != nil {
					t.Fatal(err)
				}
				o := warehouse.Options{Dialect: dialect, Table: name}
				statement, err := warehouse.Statement(r, o)
				if err != nil {
					t.Fatal(err)
				}
				got, err := selected(db, warehouse.Columns(r, o), statement, 2)
				if err != nil {
					t.Fatalf("%s: %v\n%s", name, err, statement)
				}
				if want := [][]string{{"75.00", "green", "100", "4"}}; !cmp.Equal(got, want) {
					t.Errorf("%s: got %q, want %q", name, got, want)
				}
			}
		})
	}
}

// Builds of SQLite that have a view's _rowid_ at all have NULL, as this table has.
func TestStatementOfAViewInSQLiteIsAnError(t *testing.T) {
	r, err := rubric.Load("r.yaml", []byte("name: R\nid: id\ncriteria: [{name: C, column: c, weight: 1}]\n"))
	if err != nil {
		t.Fatal(err)
	}
	db := engines(t)["sqlite"]
	if _, err := db.Exec("CREATE TABLE accounts (_rowid_, id, c); INSERT INTO accounts VALUES (NULL, 'a', 4)"); err != nil {
		t.Fatal(err)
	}
	o := warehouse.Options{Dialect: "sqlite", Table: "accounts"}
	statement, err := warehouse.Statement(r, o)
	if err != nil {
		t.Fatal(err)
	}
	got, err := selected(db, warehouse.Columns(r, o), statement, 3)
	if err == nil || !strings.Contains(err.Error(), "malformed JSON") {
		t.Errorf("got %q, %v", got, err)
	}
}
