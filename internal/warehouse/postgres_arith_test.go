package warehouse

import (
	"database/sql"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"
	"pgregory.net/rapid"
)

// edges are doubles beside which sums, products and quotients begin to overflow or
// underflow.
func edges() []float64 {
	around := []float64{0, 0x1p-1074, 0x1p-1073, 0x1p-1022, 0x1p-537, 0x1p-52, 0.5, 1, 2, 3, 10, 0x1p511, 0x1p512, 0x1p970, 0x1p1022, 0x1p1023, math.MaxFloat64}
	var all []float64
	for _, x := range around {
		for _, near := range []float64{math.Nextafter(x, 0), x, math.Nextafter(x, math.Inf(1))} {
			if !math.IsInf(near, 0) {
				all = append(all, near, -near)
			}
		}
	}
	return all
}

// postgresDB opens the database that CHS_TEST_POSTGRES has the address of.
func postgresDB(t *testing.T) *sql.DB {
	t.Helper()
	address := os.Getenv("CHS_TEST_POSTGRES")
	if address == "" {
		t.Skip("CHS_TEST_POSTGRES is not set")
	}
	db, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func TestPostgresComputesAsGoDoes(t *testing.T) {
	db := postgresDB(t)
	double := rapid.OneOf(rapid.SampledFrom(edges()), rapid.Map(rapid.Uint64(), math.Float64frombits).Filter(func(x float64) bool {
		return !math.IsNaN(x) && !math.IsInf(x, 0)
	}))
	rapid.Check(t, func(t *rapid.T) {
		x, y := double.Draw(t, "x"), double.Draw(t, "y")
		if rapid.Bool().Draw(t, "is near the edge") && x != 0 {
			y = rapid.SampledFrom([]float64{math.MaxFloat64 / x, x / math.MaxFloat64, 0x1p-1074 / x / 2, x / 0x1p-1074, math.MaxFloat64 - x}).Draw(t, "edge")
			y *= rapid.SampledFrom([]float64{1, -1}).Draw(t, "sign")
			if math.IsInf(y, 0) {
				return
			}
		}
		wants := map[byte]float64{'+': x + y, '-': x - y, '*': x * y, '/': x / y}
		l, r := expr{sql: "x", atom: true}, expr{sql: "y", atom: true}
		p := &plan{dialect: postgres()}
		for _, op := range []byte("+-*/") {
			want := wants[op]
			var or []float64
			if op == '*' && math.Abs(want) == 0x1p-1074 && math.Abs(x)*0x1p537*(math.Abs(y)*0x1p537) == 0.5 {
				or = []float64{0} // over half of it by less than 53 bits can tell
			}
			computes(t, db, postgresArith(p, op, l, r), x, y, want, or...)
			var forms []expr
			if op == '*' || op == '/' {
				forms = append(forms, postgresArith(p, op, l, p.plain(y)))
			}
			if op == '*' {
				forms = append(forms, postgresArith(p, op, p.plain(x), r))
			}
			for _, e := range forms {
				computes(t, db, e, x, y, want)
			}
		}
	})
}

func TestPostgresComputesWithWholeNumbersAsGoDoes(t *testing.T) {
	db := postgresDB(t)
	modest := rapid.SampledFrom([]float64{1.1e-150, -0.1, 0.5, 1, 30.4, -1e15, 9.9e149})
	rapid.Check(t, func(t *rapid.T) {
		x, y := float64(rapid.IntRange(-maxDays, maxDays).Draw(t, "x")), modest.Draw(t, "y")
		l, r := expr{sql: "x", atom: true}.upTo(maxDays), (&plan{dialect: postgres()}).plain(y)
		p := &plan{dialect: postgres()}
		computes(t, db, postgresArith(p, '*', l, r), x, y, x*y)
		computes(t, db, postgresArith(p, '*', r, l), x, y, y*x)
		computes(t, db, postgresArith(p, '/', l, r), x, y, x/y)
		computes(t, db, postgresArith(p, '/', r, l), x, y, y/x)
		if p.note != "" {
			t.Fatal("sizes are tested that are known")
		}
	})
}

// computes fails unless PostgreSQL makes want, NULL for infinity, of x and y, or one of
// what else may come of them.
func computes(t *rapid.T, db *sql.DB, e expr, x, y, want float64, or ...float64) {
	t.Helper()
	statement := fmt.Sprintf("SELECT %s FROM (SELECT CAST('%v' AS double precision) AS x, CAST('%v' AS double precision) AS y OFFSET 0) AS pairs",
		strings.ReplaceAll(e.sql, lineBreak, " "), x, y)
	var got sql.NullFloat64
	if err := db.QueryRow(statement).Scan(&got); err != nil {
		t.Fatalf("x %v, y %v: %v\n%s", x, y, err, statement)
	}
	isMissing := math.IsInf(want, 0) || math.IsNaN(want)
	if got.Valid == isMissing || !isMissing && got.Float64 != want && !slices.Contains(or, got.Float64) {
		t.Fatalf("x %v, y %v: got %v, want %v\n%s", x, y, got, strconv.FormatFloat(want, 'g', -1, 64), statement)
	}
}
