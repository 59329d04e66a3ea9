package scoring

import (
	"slices"
	"strings"
	"unicode"
)

// MissingTokens are the texts that stand for a missing value, by the first
// byte of the cells that may hold them.
type MissingTokens [256][]string

// NewMissingTokens prepares tokens, none of which needs to be in a certain
// letter case.
func NewMissingTokens(tokens []string) *MissingTokens {
	m := new(MissingTokens)
	for _, token := range tokens {
		for _, first := range firstBytes(token) {
			m[first] = append(m[first], token)
		}
	}
	return m
}

// Has reports whether a trimmed cell is missing: empty, or a token in any
// letter case.
func (m *MissingTokens) Has(cell string) bool {
	if cell == "" {
		return true
	}
	for _, token := range m[cell[0]] {
		if strings.EqualFold(cell, token) {
			return true
		}
	}
	return false
}

// trim drops the white space around a cell: all that Unicode calls so, with the
// no-break spaces, but not the zero-width space or the byte order mark.
func trim(cell string) string { return strings.TrimSpace(cell) }

// firstBytes returns the bytes that text may start with, in any letter case.
func firstBytes(text string) []byte {
	var bytes []byte
	for _, first := range text {
		for r := first; ; {
			if b := string(r)[0]; !slices.Contains(bytes, b) {
				bytes = append(bytes, b)
			}
			if r = unicode.SimpleFold(r); r == first {
				return bytes
			}
		}
	}
	return nil
}
