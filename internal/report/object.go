package report

import (
	"math"
	"strconv"
)

// An object appends JSON, with the commas that it needs.
type object struct{ dst []byte }

// next appends a comma where something stands before.
func (o *object) next() {
	if len(o.dst) == 0 {
		return
	}
	if last := o.dst[len(o.dst)-1]; last != '{' && last != '[' && last != ':' {
		o.dst = append(o.dst, ',')
	}
}

// raw appends fields that are JSON already.
func (o *object) raw(fields []byte) {
	o.next()
	o.dst = append(o.dst, fields...)
}

// key appends a name that needs no escapes.
func (o *object) key(name string) *object {
	o.next()
	o.dst = append(o.dst, '"')
	o.dst = append(o.dst, name...)
	o.dst = append(o.dst, '"', ':')
	return o
}

func (o *object) open() *object {
	o.next()
	o.dst = append(o.dst, '{')
	return o
}

func (o *object) close() { o.dst = append(o.dst, '}') }

func (o *object) list(n int, item func(i int)) *object {
	o.next()
	o.dst = append(o.dst, '[')
	for i := range n {
		item(i)
	}
	o.dst = append(o.dst, ']')
	return o
}

// known writes a key and what value writes, or null where that is not known.
func (o *object) known(key string, known bool, value func()) *object {
	o.key(key)
	if !known {
		o.dst = append(o.dst, "null"...)
		return o
	}
	value()
	return o
}

func (o *object) text(text string) *object {
	o.next()
	o.dst = appendJSONText(o.dst, text)
	return o
}

func (o *object) int(n int) *object {
	o.next()
	o.dst = strconv.AppendInt(o.dst, int64(n), 10)
	return o
}

// points writes hundredths.
func (o *object) points(n int) *object {
	o.next()
	if n < 0 {
		o.dst, n = append(o.dst, '-'), -n
	}
	o.dst = appendHundredths(o.dst, n)
	return o
}

// number writes a number, null if it is missing or infinite.
func (o *object) number(x float64) *object {
	o.next()
	if math.IsNaN(x) || math.IsInf(x, 0) {
		o.dst = append(o.dst, "null"...)
		return o
	}
	o.dst = append(o.dst, numberText(x)...)
	return o
}

// metric writes a number, or a text where that is missing.
func (o *object) metric(x float64, text string) {
	if math.IsNaN(x) && text != "" {
		o.text(text)
		return
	}
	o.number(x)
}
