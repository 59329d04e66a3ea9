package warehouse

// duckdb is the dialect of DuckDB.
func duckdb() *dialect {
	text := joined(chr)
	remove := func(x expr, pattern string) expr {
		return call("regexp_replace", x, literal(text(pattern)), literal("''"), literal("'g'"))
	}
	return &dialect{
		name: "duckdb", title: "DuckDB", verified: true, foldsCase: true, readsFiles: true,
		quote: doubled(`"`), text: text, exact: scientific,
		double: "DOUBLE", bigint: "BIGINT", varchar: "VARCHAR",
		carry: alias, restore: "account.*",

		finite: finiteWhere("isfinite(%s)"),
		arith:  operator,
		least:  known("least"), greatest: known("greatest"), floor: function("floor"),
		divide: func(a, b expr) expr { return operate(a, "//", b, times) },
		points: decimalOf("DECIMAL"), cents: roundedBy("round_even(%s, 0)"),

		number: castToDouble("DOUBLE"),
		day: func(column expr) (expr, reading) {
			return cast(say("date_diff('day', DATE '1970-01-01', CAST(make_timestamp(epoch_us(%s)) AS DATE))", column), "DOUBLE"), asRead
		},
		today: "CAST(floor(epoch(now()) / 86400) AS DOUBLE)",

		place: func(in, part expr) expr { return call("strpos", in, part) },
		trim:  trimsByPattern(remove).collated("C"), // whatever the column's collation is
		fold:  translate("translate", text), none: noneByPattern,
		matches: func(x expr, pattern string) expr {
			return call("regexp_matches", x, literal(text(pattern)))
		},
		numeral: numeralByPattern, clock: clockByPattern,
		parse: func(_ *plan, digits expr) expr { return say("TRY_CAST(%s AS DOUBLE)", digits) },
	}
}
