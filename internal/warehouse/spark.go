package warehouse

import "strings"

// spark is the dialect of Spark and Databricks, from version 3.4 on, with ANSI mode or
// without.
func spark() *dialect {
	return &dialect{
		name: "spark", title: "Spark", verified: true, foldsCase: true,
		quote: doubled("`"), text: escaped, exact: func(x float64) string { return scientific(x) + "D" },
		double: "DOUBLE", bigint: "BIGINT", varchar: "STRING",
		carry: "struct(accounts.*)", restore: "account.*",

		finite: func(x expr) expr { return where(compare(size(x), "<=", literal("1.7976931348623157e308D")), x) },
		arith:  operator,
		least:  known("least"), most: known("greatest"), floor: floorOfCast("floor(%s)"),
		divide: func(a, b expr) expr { return operate(a, "div", b, times) },
		points: decimalOf("DECIMAL"), cents: roundedBy("rint(%s)"),

		number: castToDouble("DOUBLE"),
		day: func(column expr) (expr, reading) {
			return cast(call("unix_date", cast(column, "DATE")), "DOUBLE"), asRead
		},
		today: "CAST(unix_timestamp() div 86400 AS DOUBLE)",

		place: func(text, part expr) expr { return call("instr", text, part) },
		trim:  trimsFrom("BOTH"), trimStart: trimsFrom("LEADING"), trimEnd: trimsFrom("TRAILING"),
		fold: translate(escaped),
		matches: func(x expr, pattern string) expr {
			pattern = strings.TrimSuffix(pattern, "$") + `\z` // $ would pass over the end of a line
			e := say("%s RLIKE %s", x.within(plus), literal(escaped(pattern)))
			e.prec = comparison
			return e
		},
		numeral: numeralByPattern, clock: clockByPattern,
		parse: func(_ *plan, digits expr) expr { return say("try_cast(%s AS DOUBLE)", digits) },
	}
}

// trimsFrom returns a function that trims a set of characters of one end or both.
func trimsFrom(end string) func(expr, string) expr {
	return func(x expr, set string) expr { return say("trim("+end+" %s FROM %s)", literal(escaped(set)), x) }
}
