package warehouse

// sqliteNumeral returns whether text is a number as numeralPattern has it, without
// regular expressions: it is taken apart at its exponent and its decimal sign.
func sqliteNumeral(p *plan, digits expr) expr {
	power := p.bind(say("instr(lower(%s), 'e')", digits))
	mantissa := p.bind(choose([]branch{{compare(power, "=", whole(0)), digits}}, say("substr(%s, 1, %s - 1)", digits, power)))
	point := p.bind(call("instr", mantissa, p.literal(string(p.rubric.Decimal))))
	before := p.bind(choose([]branch{{compare(point, "=", whole(0)), mantissa}}, say("substr(%s, 1, %s - 1)", mantissa, point)))
	behind := p.bind(choose([]branch{{compare(point, "=", whole(0)), p.literal("")}}, say("substr(%s, %s + 1)", mantissa, point)))
	exponent := p.bind(choose([]branch{{compare(power, "=", whole(0)), p.literal("+0")}}, say("substr(%s, %s + 1)", digits, power)))
	return all(
		compare(say("length(%s) + length(%s)", before, behind), ">", whole(0)),
		sqliteDigits(behind),
		some(sqliteDigits(before), sqliteGroups(p, before)),
		some(say("%s GLOB '[0-9]*'", exponent), say("%s GLOB '[-+][0-9]*'", exponent)),
		sqliteDigits(say("substr(%s, 2)", exponent)))
}

// sqliteDigits returns whether text is digits alone, or empty.
func sqliteDigits(text expr) expr { return say("ltrim(%s, '"+digitSet+"') = ''", text) }

// sqliteGroups returns whether text is digits in groups of three: with each digit 0,
// what stands behind the first is one mark and three 0, as often as there are marks.
func sqliteGroups(p *plan, text expr) expr {
	zeros := text
	for _, digit := range digitSet[1:] {
		zeros = call("replace", zeros, p.literal(string(digit)), p.literal("0"))
	}
	zeros = p.bind(zeros)
	groups := p.bind(say("ltrim(%s, '0')", zeros))
	mark := p.bind(say("substr(%s, 1, 1)", groups))
	first := p.bind(say("length(%s) - length(%s)", zeros, groups))
	return all(
		p.in(mark, groupMarks(p.rubric.Decimal)),
		say("%s BETWEEN 1 AND 3", first),
		say("%s = replace(hex(zeroblob(length(%s) / 4)), '00', %s || '000')", groups, groups, mark))
}

// sqliteParse makes a double of digits. A cast is exact for whole numbers of 18 digits
// and what a double holds of them; a quotient of such by a power of ten that a double
// holds is rounded once. Of more digits SQLite's own reading is taken.
func sqliteParse(p *plan, digits expr) expr {
	point := p.bind(call("instr", digits, p.literal(".")))
	bare := p.bind(say("replace(%s, '.', '')", digits))
	decimals := p.bind(choose([]branch{{compare(point, "=", whole(0)), whole(0)}}, say("length(%s) - %s", digits, point)))
	isPlain := all(sqliteDigits(bare), say("length(%s) <= 15", bare))
	return choose([]branch{{isPlain, operate(cast(bare, "INTEGER"), "/", say("CAST('1e' || %s AS REAL)", decimals), times)}},
		cast(digits, "REAL"))
}

// sqliteClock returns whether text is a time as clockPattern has it, without regular
// expressions: minutes, seconds, their fraction and the zone are taken off its front.
func sqliteClock(p *plan, text expr) expr {
	start := some(say("%s GLOB '[T ][01][0-9]:[0-5][0-9]*'", text), say("%s GLOB '[T ]2[0-3]:[0-5][0-9]*'", text))
	rest := p.bind(say("substr(%s, 7)", text))
	hasSeconds := p.bind(some(say("%s GLOB ':[0-5][0-9]*'", rest), say("%s GLOB ':60*'", rest)))
	seconds := p.bind(choose([]branch{{hasSeconds, say("substr(%s, 4)", rest)}}, rest))
	fraction := say("ltrim(substr(%s, 2), '"+digitSet+"')", seconds)
	zone := p.bind(choose([]branch{{all(hasSeconds, say("%s GLOB '.[0-9]*'", seconds)), fraction}}, seconds))
	bare := p.bind(choose([]branch{{say("%s GLOB ' ?*'", zone), say("substr(%s, 2)", zone)}}, zone))
	minutes := say("substr(%s, 4)", bare)
	offset := all(
		some(say("%s GLOB '[-+][01][0-9]*'", bare), say("%s GLOB '[-+]2[0-3]*'", bare)),
		some(say("%s = ''", minutes), say("%s GLOB '[0-5][0-9]'", minutes), say("%s GLOB ':[0-5][0-9]'", minutes)))
	return all(start, some(say("%s = ''", zone), say("%s = 'Z'", bare), offset))
}
