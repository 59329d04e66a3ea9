package warehouse

// clickhouse is the dialect of ClickHouse, from version 24 on.
func clickhouse() *dialect {
	remove := func(x expr, pattern string) expr {
		return call("replaceRegexpAll", x, literal(escapedBytes(pattern)), literal("''"))
	}
	return &dialect{
		name: "clickhouse", title: "ClickHouse", verified: true,
		quote: backticked,
		text:  escapedBytes, exact: shortest,
		double: "Nullable(Float64)", bigint: "Nullable(Int64)", varchar: "Nullable(String)",
		engine: " ENGINE = MergeTree ORDER BY tuple()", own: "_chs_", except: "EXCEPT",

		finite: finiteWhere("isFinite(%s)"),
		arith:  operator,
		least:  known("least"), greatest: known("greatest"), floor: function("floor"),
		divide: func(a, b expr) expr { return call("intDivOrZero", a, b) }, // it may be computed where a condition leaves it out
		points: func(n expr, decimals int) expr {
			return say("toDecimal64(%s, %s) / "+powerOfTen(decimals), n, whole(decimals))
		},
		cents: roundedBy("roundBankers(%s)"),

		number: func(column expr) (expr, reading) {
			return cast(column, "Nullable(Float64)"), func(p *plan, raw expr) expr {
				p.note = "x + 0 is 0 where x is -0, which IN takes for another number."
				return where(call("isFinite", raw), operate(raw, "+", whole(0), plus))
			}
		},
		day: func(column expr) (expr, reading) {
			return cast(say("dateDiff('day', toDate32('1970-01-01'), toDate32(%s, 'UTC'))", column), "Nullable(Float64)"), asRead
		},
		today: "CAST(intDiv(toUnixTimestamp(now()), 86400) AS Nullable(Float64))",

		place: func(text, part expr) expr { return call("position", text, part) },
		trim:  trimsByPattern(remove),
		fold:  translate("translateUTF8", escapedBytes), none: noneFolded("lower"),
		matches: func(x expr, pattern string) expr { return call("match", x, literal(escapedBytes(pattern))) },
		numeral: numeralByPattern, clock: clockByPattern,
		parse: func(_ *plan, digits expr) expr { return call("toFloat64OrNull", digits) },
	}
}
