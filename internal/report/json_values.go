package report

import "chs/scoring"

// jsonTexts are texts as JSON, by index, with what stands for [scoring.None]
// before them.
type jsonTexts []string

// newJSONTexts returns n texts, and what stands for none, which is JSON.
func newJSONTexts(none string, n int, text func(i int) string) jsonTexts {
	t := jsonTexts{none}
	for i := range n {
		t = append(t, jsonText(text(i)))
	}
	return t
}

func (t jsonTexts) of(i int) string { return t[i-scoring.None] }

// jsonText returns text as a JSON string.
func jsonText(text string) string { return string(appendJSONText(nil, text)) }

// appendComma appends what stands before item i of a list.
func appendComma(dst []byte, i int) []byte {
	if i > 0 {
		dst = append(dst, ',')
	}
	return dst
}

// appendPoints appends hundredths, null where they are not known.
func appendPoints(dst []byte, known bool, n int) []byte {
	if !known {
		return append(dst, "null"...)
	}
	return appendSignless(dst, n)
}

// appendJSONNumber appends a number, null if it is missing or infinite.
func appendJSONNumber(dst []byte, x float64) []byte {
	if !isFinite(x) {
		return append(dst, "null"...)
	}
	return appendNumber(dst, x)
}
