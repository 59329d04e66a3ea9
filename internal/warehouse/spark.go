package warehouse

import "strings"

// spark is the dialect of Spark and Databricks, from version 3.4 on, with ANSI mode or
// without.
func spark() *dialect {
	remove := func(x expr, pattern string) expr {
		return call("regexp_replace", x, literal(sparkText(pattern)), literal("''"))
	}
	return &dialect{
		name: "spark", title: "Spark", verified: true, foldsCase: true, noName: "${",
		quote: doubled("`"), text: sparkText, exact: func(x float64) string { return shortest(x) + "D" },
		double: "DOUBLE", bigint: "BIGINT", varchar: "STRING",
		carry: "struct(" + alias + ".*)", restore: "account.*",

		finite: finiteWhere("abs(%s) <= 1.7976931348623157e308D"),
		arith:  operator,
		least:  known("least"), greatest: known("greatest"), floor: floorOfCast("floor(%s)"),
		divide: func(a, b expr) expr { return operate(a, "div", b, times) },
		points: decimalOf("DECIMAL"), cents: roundedBy("rint(%s)"),

		number: castToDouble("DOUBLE"),
		day: func(column expr) (expr, reading) {
			instant := say("floor(unix_seconds(CAST(%s AS TIMESTAMP)) / 86400)", column)
			date := call("unix_date", cast(column, "DATE"))
			return cast(match(call("typeof", column), []branch{{literal("'timestamp'"), instant}}, date), "DOUBLE"), asRead
		},
		today: "CAST(unix_timestamp() div 86400 AS DOUBLE)",

		place: func(text, part expr) expr { return call("instr", text, part) },
		trim:  trimsByPattern(remove),
		fold:  translate("translate", sparkText), none: noneByPattern,
		matches: func(x expr, pattern string) expr {
			pattern = strings.TrimSuffix(pattern, "$") + `\z` // $ would pass over the end of a line
			e := say("%s RLIKE %s", x.within(plus), literal(sparkText(pattern)))
			e.prec = comparison
			return e
		},
		numeral: numeralByPattern, clock: clockByPattern,
		parse: func(_ *plan, digits expr) expr { return say("try_cast(%s AS DOUBLE)", digits) },
	}
}

// sparkText returns a literal. Spark replaces ${name} wherever it stands in a statement.
func sparkText(text string) string { return strings.ReplaceAll(escaped(text), "${", `\u0024{`) }
