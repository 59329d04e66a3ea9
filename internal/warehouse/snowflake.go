package warehouse

import (
	"fmt"
	"strings"
)

// snowflake is the dialect of Snowflake.
func snowflake() *dialect {
	return &dialect{
		name: "snowflake", title: "Snowflake", upperCase: true, foldsCase: true,
		quote: doubled(`"`), text: escaped,
		exact:  func(x float64) string { return fmt.Sprintf("TO_DOUBLE('%s')", shortest(x)) },
		double: "FLOAT", bigint: "BIGINT", varchar: "VARCHAR",
		own: "_chs_", except: "EXCLUDE",

		finite: finiteWhere("abs(%s) <= TO_DOUBLE('1.7976931348623157e308')"),
		arith:  operator,
		least:  strict("LEAST"), greatest: strict("GREATEST"), floor: function("FLOOR"),
		divide: func(a, b expr) expr { // a quotient would be rounded to some decimals
			return cast(operate(operate(a, "-", call("MOD", a, b), plus), "/", b, times), "BIGINT")
		},
		points: decimalOf("NUMBER"),
		cents:  roundedBy("ROUND(%s, 0, 'HALF_TO_EVEN')"),

		number: castToDouble("FLOAT"),
		day: func(column expr) (expr, reading) { // of an instant the date that the session shows
			return cast(say("DATEDIFF('day', DATE '1970-01-01', CAST(%s AS DATE))", column), "FLOAT"), asRead
		},
		today: "CAST(FLOOR(DATE_PART(epoch_second, CURRENT_TIMESTAMP()) / 86400) AS FLOAT)",

		place: func(text, part expr) expr { return call("POSITION", part, text) },
		trim:  trims("TRIM", "LTRIM", "RTRIM", escaped),
		fold:  translate("translate", escaped), none: noneFolded(""),
		matches: func(x expr, pattern string) expr {
			pattern = strings.TrimSuffix(strings.TrimPrefix(pattern, "^"), "$") // the whole text is to match
			return call("REGEXP_LIKE", x, literal(escaped(pattern)))
		},
		numeral: numeralByPattern, clock: clockByPattern,
		parse: func(_ *plan, digits expr) expr { return call("TRY_TO_DOUBLE", digits) },
	}
}
