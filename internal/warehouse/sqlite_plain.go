package warehouse

import "regexp"

// plainToken matches missing values that sqlitePlain could take for numbers.
var plainToken = regexp.MustCompile(`^-?[0-9.,]+$`)

// sqlitePlain reads a column of text in which most cells are plain numbers: digits,
// with a sign before and a decimal sign among them at most. These are numbers from
// the first step on. The others stay text, and are read as raw is.
//
// A step copies each text that it hands on; numbers, and NULL in the place of texts,
// make the statement several times as fast.
func sqlitePlain(p *plan, from, raw expr, read reading) (expr, reading) {
	decimal := string(p.rubric.Decimal)
	point := call("instr", from, p.literal(decimal))
	conditions := []expr{
		some(say("%s GLOB '[0-9]*'", from), say("%s GLOB '-[0-9]*'", from)),
		say("%s NOT GLOB '?*[^0-9"+decimal+"]*'", from),
		say("%s NOT GLOB '*"+decimal+"*"+decimal+"*'", from),
		say("length(%s) <= 16", from), // of which 15 are digits if one is a decimal sign
	}
	var missing []expr
	for _, token := range p.rubric.Missing {
		if plainToken.MatchString(token) {
			missing = append(missing, p.literal(token))
		}
	}
	if missing != nil {
		conditions = append(conditions, p.among(cast(from, p.varchar), "NOT IN", missing))
	}
	number := choose([]branch{{compare(point, "=", whole(0)), cast(cast(from, "INTEGER"), "REAL")}},
		say("CAST(replace(%s, %s, '') AS INTEGER) / CAST('1e' || (length(%s) - %s) AS REAL)", from, p.literal(decimal), from, point))
	return choose([]branch{{all(conditions...), number}}, raw), func(p *plan, cell expr) expr {
		text := p.bindAs("text", where(say("typeof(%s) = 'text'", cell), cell))
		return choose([]branch{{say("typeof(%s) = 'real'", cell), cell}}, read(p, text))
	}
}
