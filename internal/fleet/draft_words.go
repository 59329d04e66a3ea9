package fleet

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// words returns the words of a column's name in lower case and the singular:
// "NumOpenTickets (90d)" is num, open, ticket, 90d.
func words(name string) []string {
	var all []string
	runes := []rune(name)
	start := 0
	cut := func(end int) {
		if start < end {
			all = append(all, singular(strings.ToLower(string(runes[start:end]))))
		}
	}
	for i, r := range runes {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			cut(i)
			start = i + 1
		case i > start && startsWord(runes, i):
			cut(i)
			start = i
		}
	}
	cut(len(runes))
	return all
}

// startsWord reports whether a word starts at i within letters and digits: at
// a capital behind a small letter (monthlyCharges), at the last of several
// capitals (NPSScore), at a digit behind a letter (over18).
func startsWord(runes []rune, i int) bool {
	before, here := runes[i-1], runes[i]
	switch {
	case unicode.IsDigit(here):
		return !unicode.IsDigit(before)
	case unicode.IsUpper(here) && unicode.IsUpper(before):
		return i+1 < len(runes) && unicode.IsLower(runes[i+1])
	default:
		return unicode.IsUpper(here) && unicode.IsLower(before)
	}
}

func singular(word string) string {
	for _, end := range []string{"ss", "us", "is"} {
		if strings.HasSuffix(word, end) {
			return word
		}
	}
	if len(word) > 3 {
		return strings.TrimSuffix(word, "s")
	}
	return word
}

// has reports whether one of phrases stands in the words of a name. Where a
// phrase is "=x", x is the whole name.
func has(name []string, phrases ...string) bool {
	return slices.ContainsFunc(phrases, func(phrase string) bool {
		whole, isWhole := strings.CutPrefix(phrase, "=")
		if isWhole {
			return slices.Equal(name, words(whole))
		}
		return contains(name, words(phrase))
	})
}

// contains reports whether part stands in name, its words next to each other.
func contains(name, part []string) bool {
	for i := 0; i+len(part) <= len(name); i++ {
		if slices.Equal(name[i:i+len(part)], part) {
			return true
		}
	}
	return false
}

// period returns the days that a name says its counts are over: 90 for
// tickets_90d or "Tickets (3 months)". ok is false where it says none.
func period(name []string) (days int, ok bool) {
	units := map[string]int{"d": 1, "day": 1, "w": 7, "week": 7, "m": 30, "mo": 30, "month": 30, "q": 90, "quarter": 90, "y": 360, "year": 360}
	for i, word := range name {
		digits := strings.TrimRightFunc(word, unicode.IsLetter)
		n, err := strconv.Atoi(digits)
		if err != nil || n <= 0 || n > 1000 {
			continue
		}
		unit := word[len(digits):]
		if unit == "" && i+1 < len(name) {
			unit = name[i+1]
		}
		if size, known := units[unit]; known {
			return n * size, true
		}
	}
	return 0, false
}

// title returns a name for people, made of a column's name: "Tickets 90d" for
// tickets_90d.
func title(name string) string {
	text := strings.Join(strings.FieldsFunc(name, func(r rune) bool {
		return r == '_' || unicode.IsSpace(r) || unicode.Is(unicode.Bidi_Control, r) // which no name may have
	}), " ")
	if text == "" {
		return "Unnamed"
	}
	runes := []rune(text)
	for i := len(runes) - 1; i > 0; i-- {
		if startsWord(runes, i) && !unicode.IsDigit(runes[i]) {
			runes = slices.Insert(runes, i, ' ')
			if i+2 < len(runes) && unicode.IsLower(runes[i+2]) {
				runes[i+1] = unicode.ToLower(runes[i+1])
			}
		}
	}
	runes[0] = unicode.ToUpper(runes[0])
	spelled := strings.Fields(string(runes))
	for i, word := range spelled {
		if known, ok := spellings()[strings.ToLower(word)]; ok {
			spelled[i] = known
		}
	}
	return strings.Join(spelled, " ")
}

// spellings are words that are not written as others are.
func spellings() map[string]string {
	return map[string]string{
		"nps": "NPS", "enps": "eNPS", "csat": "CSAT", "ces": "CES", "csm": "CSM", "kpi": "KPI", "arr": "ARR", "mrr": "MRR",
		"clv": "CLV", "ltv": "LTV", "api": "API", "sms": "SMS", "pct": "%", "percent": "%", "ytd": "YTD",
	}
}
