package accounts

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
)

const jsonSpace = " \t\r\n"

// eachMember calls see with each key of the JSON object that line holds, and
// with the text of its value: a number as it is written, null as nothing. It
// does not for a blank line. A nested value is an error.
func eachMember(line []byte, see func(key, value []byte) error) error {
	rest := bytes.Trim(line, jsonSpace)
	if len(rest) == 0 {
		return nil
	}
	if !json.Valid(rest) || rest[0] != '{' {
		return noObject(rest)
	}
	for {
		rest = bytes.TrimLeft(rest, jsonSpace+"{,")
		if rest[0] == '}' {
			return nil
		}
		var key, value []byte
		key, rest = cutString(rest)
		rest = bytes.TrimLeft(rest, jsonSpace+":")
		switch rest[0] {
		case '{', '[':
			return fmt.Errorf("key %q holds an object or an array; want a text, a number, true, false or null", key)
		case '"':
			value, rest = cutString(rest)
		default:
			end := bytes.IndexAny(rest, jsonSpace+",}")
			if value, rest = rest[:end], rest[end:]; string(value) == "null" {
				value = nil
			}
		}
		if err := see(key, value); err != nil {
			return err
		}
	}
}

// noObject says why text is no JSON object.
func noObject(text []byte) error {
	var object map[string]json.RawMessage
	if syntax, ok := errors.AsType[*json.SyntaxError](json.Unmarshal(text, &object)); ok {
		return fmt.Errorf("is no JSON object: %w; want one on each line, as jq -c . writes them", syntax)
	}
	return errors.New("is no JSON object; want one on each line")
}

// cutString returns the text of the JSON string that b starts with, and what
// stands behind it.
func cutString(b []byte) (text, rest []byte) {
	end := 1
	for ; b[end] != '"'; end++ {
		if b[end] == '\\' {
			end++
		}
	}
	return unescape(b[1:end]), b[end+1:]
}

var jsonEscapes = regexp.MustCompile(`(\\u[0-9a-fA-F]{4}|\\[^u])+`)

// unescape returns the text of what stands between the quotes of a JSON string.
// Bytes that are not valid UTF-8 stay as they are.
func unescape(b []byte) []byte {
	if bytes.IndexByte(b, '\\') < 0 {
		return b
	}
	return jsonEscapes.ReplaceAllFunc(b, func(run []byte) []byte {
		var text string
		_ = json.Unmarshal(fmt.Appendf(nil, `"%s"`, run), &text) // it is valid
		return []byte(text)
	})
}
