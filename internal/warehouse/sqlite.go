package warehouse

import (
	"math"
	"strconv"
	"strings"
)

// sqlite is the dialect of SQLite, from its version 3.38 on, without the optional
// mathematical functions.
func sqlite() *dialect {
	text := joined(char)
	return &dialect{
		name: "sqlite", title: "SQLite", verified: true, foldsCase: true,
		quote: doubled(`"`), text: text, exact: sqliteNumber,
		double: "REAL", bigint: "INTEGER", varchar: "TEXT",
		// Some builds have NULL as a view's _rowid_, which would join no row: an error.
		carry: "ifnull(" + alias + "._rowid_, json('no _rowid_'))", restore: alias + ".*",
		rejoin: " CROSS JOIN {table} AS " + alias + " ON " + alias + "._rowid_ = {result}.account",
		fence:  "LIMIT -1", narrow: true,

		finite: func(_ *plan, x expr) expr { return say("NULLIF(NULLIF(%s, 9e999), -9e999)", x) },
		arith:  operator,
		least:  strict("min"), greatest: strict("max"), floor: sqliteFloor,
		divide: func(a, b expr) expr { return operate(a, "/", b, times) },
		points: func(whole expr, decimals int) expr {
			return operate(whole, "/", literal(powerOfTen(decimals)+".0"), times)
		},
		cents: roundedToCents("round(%s, 2) + 0"),

		number: func(column expr) (expr, reading) { return column, sqliteCell },
		today:  "CAST(CAST(strftime('%s', 'now') AS INTEGER) / 86400 AS REAL)",

		place: func(in, part expr) expr { return call("instr", in, part) },
		trim:  trims("trim", "ltrim", "rtrim", text),
		fold:  replace(text), none: noneFolded("lower"),
		numeral: sqliteNumeral, clock: sqliteClock, parse: sqliteParse, quick: sqlitePlain,
	}
}

// sqliteCell reads a cell, which may hold anything whatever its column says: a text
// would become 0 where it is cast.
func sqliteCell(p *plan, raw expr) expr {
	return match(call("typeof", raw), []branch{
		{literal("'integer'"), cast(raw, "REAL")},
		{literal("'real'"), p.finite(p, raw)},
	}, expr{})
}

// sqliteFloor rounds down. A cast rounds towards 0; beyond 2^53 all doubles are
// whole.
func sqliteFloor(p *plan, x expr) expr {
	x = p.bind(x)
	cut := cast(cast(x, "INTEGER"), "REAL")
	return choose([]branch{
		{compare(size(x), ">=", p.plain(maxWhole)), x},
		{compare(x, "<", cut), operate(cut, "-", whole(1), plus)},
	}, cut)
}

// sqliteNumber returns a literal. SQLite reads no more than 15 digits without fault:
// others are made of whole numbers and powers of two, which it computes exactly.
func sqliteNumber(x float64) string {
	const digits = 15
	short := strconv.FormatFloat(x, 'g', digits, 64)
	if back, err := strconv.ParseFloat(short, 64); err == nil && back == x && math.Abs(x) > 1e-22 && math.Abs(x) < 1e22 {
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	fraction, exponent := math.Frexp(x)
	var b strings.Builder
	b.WriteString("(" + strconv.FormatFloat(fraction*maxWhole, 'f', 1, 64))
	for exponent -= 53; exponent != 0; {
		step := min(max(exponent, -52), 52)
		op := " * "
		if step < 0 {
			op = " / "
		}
		b.WriteString(op + strconv.FormatFloat(math.Ldexp(1, max(step, -step)), 'f', 1, 64))
		exponent -= step
	}
	return b.String() + ")"
}
