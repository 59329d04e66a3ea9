package warehouse

// bigquery is the dialect of BigQuery.
func bigquery() *dialect {
	return &dialect{
		name: "bigquery", title: "BigQuery", foldsCase: true,
		quote: backticked,
		text:  escaped, exact: shortest,
		double: "FLOAT64", bigint: "INT64", varchar: "STRING",
		carry: alias, restore: "account.*",

		finite: func(_ *plan, x expr) expr { return x },
		arith:  safely,
		least:  strict("LEAST"), greatest: strict("GREATEST"), floor: function("FLOOR"),
		divide: func(a, b expr) expr { return call("DIV", a, b) },
		points: func(n expr, decimals int) expr {
			return say("ROUND(CAST(%s AS NUMERIC) / "+powerOfTen(decimals)+", %s)", n, whole(decimals))
		},
		cents: roundedToCents("ROUND(%s, 2) + 0e0"),

		number: func(column expr) (expr, reading) {
			return cast(column, "FLOAT64"), func(_ *plan, raw expr) expr { return isFinite(raw) }
		},
		day: func(column expr) (expr, reading) {
			return cast(call("UNIX_DATE", cast(column, "DATE")), "FLOAT64"), asRead
		},
		today: "CAST(UNIX_DATE(CURRENT_DATE()) AS FLOAT64)",

		place: func(text, part expr) expr { return call("STRPOS", text, part) },
		trim:  trims("TRIM", "LTRIM", "RTRIM", escaped),
		fold:  translate("translate", escaped), none: noneByPattern,
		matches: func(x expr, pattern string) expr { return call("REGEXP_CONTAINS", x, literal(escaped(pattern))) },
		numeral: numeralByPattern, clock: clockByPattern,
		parse: func(p *plan, digits expr) expr { return isFinite(p.bind(say("SAFE_CAST(%s AS FLOAT64)", digits))) },
	}
}

// isFinite returns x, which may be infinite or no number, or else NULL.
func isFinite(x expr) expr {
	return choose([]branch{{some(call("IS_NAN", x), call("IS_INF", x)), null("FLOAT64")}}, x)
}

// safely returns l op r by the functions that are NULL where operators end the
// statement: beyond the range of a double, and for a division by zero.
func safely(_ *plan, op byte, l, r expr) expr {
	names := map[byte]string{'+': "SAFE_ADD", '-': "SAFE_SUBTRACT", '*': "SAFE_MULTIPLY", '/': "SAFE_DIVIDE"}
	return call(names[op], l, r)
}
