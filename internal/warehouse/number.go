package warehouse

import (
	"math"
	"strconv"
	"strings"
)

// maxWhole is the largest number up to which a double holds every whole number.
const maxWhole = 1 << 53

// plain returns a number as it may stand beside a double: whole ones without a
// decimal point.
func (d *dialect) plain(x float64) expr {
	if x == math.Trunc(x) && math.Abs(x) <= maxWhole {
		return number(strconv.FormatFloat(x, 'f', -1, 64), x)
	}
	return number(d.exact(x), x)
}

// whole returns a whole number.
func whole(n int) expr { return literal(strconv.Itoa(n)) }

// typed returns a number as a double wherever it stands.
func (d *dialect) typed(x float64) expr {
	e := cast(d.plain(x), d.double)
	e.isNumber, e.value = true, x
	return e
}

// number returns a number that is written out. It needs parentheses if it starts with
// a sign.
func number(text string, value float64) expr {
	e := literal(text)
	e.isNumber, e.value = true, value
	if strings.HasPrefix(text, "-") {
		e.prec = plus
	}
	return e
}

// shortest returns x with as many digits as tell it from other doubles.
func shortest(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

// scientific returns x with the exponent that makes it a double.
func scientific(x float64) string {
	text := shortest(x)
	if !strings.Contains(text, "e") {
		text += "e0"
	}
	return text
}

// cast returns e as a type.
func cast(e expr, kind string) expr { return say("CAST(%s AS "+kind+")", e) }

// null returns NULL as a type.
func null(kind string) expr { return literal("CAST(NULL AS " + kind + ")") }
