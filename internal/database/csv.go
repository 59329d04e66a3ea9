package database

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// appendHeader appends the names of columns as CSV, all in quotes: no name makes a
// file look like another.
func appendHeader(dst []byte, columns []string) []byte {
	for i, name := range columns {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendQuoted(dst, []byte(name))
	}
	return append(dst, '\n')
}

func appendQuoted(dst, text []byte) []byte {
	dst = append(dst, '"')
	dst = append(dst, bytes.ReplaceAll(text, []byte(`"`), []byte(`""`))...)
	return append(dst, '"')
}

// appendRow appends values of SQLite as a line of CSV.
func appendRow(dst []byte, values []any) []byte {
	for i, value := range values {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendCell(dst, value)
	}
	return append(dst, '\n')
}

// appendCell appends a value of SQLite as a cell of CSV, as PostgreSQL writes it.
func appendCell(dst []byte, value any) []byte {
	switch v := value.(type) {
	case nil:
		return dst
	case int64:
		return strconv.AppendInt(dst, v, 10)
	case float64:
		return appendFloat(dst, v)
	case []byte:
		return append(append(dst, `\x`...), hex.EncodeToString(v)...)
	case string:
		return appendText(dst, v)
	}
	return appendText(dst, fmt.Sprint(value))
}

// appendFloat appends a number with as few digits as tell it from others.
func appendFloat(dst []byte, x float64) []byte {
	size := math.Abs(x)
	switch {
	case math.IsInf(x, 1):
		return append(dst, "Infinity"...)
	case math.IsInf(x, -1):
		return append(dst, "-Infinity"...)
	case x != 0 && (size < 1e-4 || size >= 1e15):
		return strconv.AppendFloat(dst, x, 'e', -1, 64)
	}
	return strconv.AppendFloat(dst, x, 'f', -1, 64)
}

// appendText appends a text as a cell, in quotes if it would be none, or NULL,
// without them.
func appendText(dst []byte, text string) []byte {
	if text == "" || strings.ContainsAny(text, ",\"\r\n") {
		return appendQuoted(dst, []byte(text))
	}
	return append(dst, text...)
}
