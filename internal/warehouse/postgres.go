package warehouse

// postgres is the dialect of PostgreSQL, from its version 12 on.
func postgres() *dialect {
	return &dialect{
		name: "postgres", title: "PostgreSQL", verified: true, maxName: 63,
		quote: doubled(`"`), text: escapedE, exact: shortest,
		double: "double precision", bigint: "bigint", varchar: "text",
		carry: alias, restore: "({result}.account).*", fence: "OFFSET 0",

		finite: func(_ *plan, x expr) expr { return x },
		arith:  postgresArith,
		least:  known("least"), greatest: known("greatest"), floor: function("floor"),
		divide: func(a, b expr) expr { return operate(a, "/", b, times) },
		points: decimalOf("numeric"), cents: postgresCents,

		number: func(column expr) (expr, reading) {
			return cast(column, "double precision"), postgresFinite
		},
		day: func(column expr) (expr, reading) {
			return cast(say("floor(extract(epoch FROM %s) / 86400)", column), "double precision"), postgresFinite
		},
		today: "CAST(floor(extract(epoch FROM now()) / 86400) AS double precision)",

		place: func(in, part expr) expr { return call("strpos", in, part) },
		trim:  trims("btrim", "ltrim", "rtrim", escapedE).collated(`"C"`),
		fold:  translate("translate", escapedE), none: noneFolded("lower"), // of collation "C": A-Z alone
		matches: func(x expr, pattern string) expr {
			e := say("%s ~ %s", x.within(plus), literal(escapedE(pattern)))
			e.prec = comparison
			return e
		},
		numeral: numeralByPattern, clock: clockByPattern, parse: postgresParse,
	}
}

// postgresFinite returns raw, which may be infinite or no number, or else NULL.
func postgresFinite(_ *plan, raw expr) expr {
	return where(compare(size(raw), "<", literal("'Infinity'")), raw) // NaN is above it
}
