package accounts

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestJSONLines(t *testing.T) {
	check(t, []readCase{
		{name: "objects", text: `{"id":"Ann","mrr":1.50}` + "\n" + `{"id":"Bob","mrr":2}`,
			want: result{Header: idMRR, Rows: []string{"1: Ann|1.50", "2: Bob|2"}}},
		{name: "white space and blank lines", text: "\ufeff\n { \"id\" :\t\"Ann\" , \"mrr\": 1 } \r\n\n  \n{\"id\":\"Bob\",\"mrr\":2}\n",
			want: result{Header: idMRR, Rows: []string{"2: Ann|1", "5: Bob|2"}}},
		{name: "keys in any order", text: `{"id":"Ann"}` + "\n" + `{"mrr":2,"id":"Bob"}`,
			want: result{Header: idMRR, Rows: []string{"1: Ann|", "2: Bob|2"}}},
		{name: "values", text: `{"id":"null","mrr":-12345678901234567890.10,"plan":true}` + "\n" + `{"id":"","mrr":1E5,"plan":false}` + "\n" + `{"id":"c","mrr":null,"plan":null}`,
			want: result{Header: idMRRx, Rows: []string{"1: null|-12345678901234567890.10|true", "2: |1E5|false", "3: c||"}}},
		{name: "texts", text: `{"id":"a,b\"c\\","mrr":"x\ny\r\n\tz","plan":"\u00e9\ud83d\ude80\/"}` + "\n" + `{"id":"d"}`,
			want: result{Header: idMRRx, Rows: []string{"1: a,b\"c\\|x\ny\r\n\tz|é🚀/", "2: d||"}}},
		{name: "lines of cells in a text", text: `{"id":"a","mrr":"1,2,3\n4,5,6\n7,8,9","plan":"x"}` + "\n" + `{"id":"b"}`,
			want: result{Header: idMRRx, Rows: []string{"1: a|1,2,3\n4,5,6\n7,8,9|x", "2: b||"}}},
		{name: "escaped keys", text: `{"\u0069d":"a","m\"r,r":1}` + "\n" + `{"id":"b","m\"r\u002cr":2}`,
			want: result{Header: []string{"id", `m"r,r`}, Rows: []string{"1: a|1", "2: b|2"}}},
		{name: "one key", text: `{"id":"a"}` + "\n" + `{"id":null}` + "\n" + `{"id":"b"}`,
			want: result{Header: []string{"id"}, Rows: []string{"1: a", "3: b"}, Warnings: []string{"2: 1 row with empty cells alone: passed over"}}},
		{name: "a key without a name", text: `{"":1,"id":"a"}` + "\n" + `{"":2,"id":"b"}`,
			want: result{Header: []string{"", "id"}, Rows: []string{"1: 1|a", "2: 2|b"}}},
		{name: "what CSV would take as something else", text: `{"sep=;":"<html>","[":"\"q\""}` + "\n" + `{"sep=;":" x ","[":"\u001a"}`,
			want: result{Header: []string{"sep=;", "["}, Rows: []string{`1: <html>|"q"`, "2:  x |\x1a"}}},
		{name: "a delimiter is no matter", text: `{"id":"a;b","mrr":1}`, o: Options{Delimiter: ';'},
			want: result{Header: idMRR, Rows: []string{"1: a;b|1"}}},
		{name: "bytes that are not UTF-8", text: "{\"id\":\"Caf\xe9\\n\",\"mrr\":1}\n{\"id\":\"b\",\"mrr\":2}",
			want: result{Header: idMRR, Rows: []string{"1: Caf\xe9\n|1 !invalid", "2: b|2"}}},
		{name: "another encoding", text: "{\"id\":\"Caf\xe9\",\"mrr\":1}", o: Options{Encoding: "windows-1252"},
			want: result{Header: idMRR, Rows: []string{"1: Café|1"}}},
	})
}

func TestJSONLinesRefused(t *testing.T) {
	const good = `{"id":"a","mrr":1}` + "\n"
	many := strings.Repeat(good, jsonHead)
	for _, c := range []struct{ name, text, want string }{
		{"nested object", good + `{"id":"b","mrr":{"eur":1}}`, `stdin:2: key "mrr" holds an object or an array; want a text, a number, true, false or null`},
		{"nested array", good + "\n" + `{"id":[]}`, `stdin:3: key "id" holds an object or an array; want a text, a number, true, false or null`},
		{"key twice", good + `{"id":"b","mrr":1,"id":"c"}`, `stdin:2: key "id" is there twice; want it once`},
		{"new key late", many + `{"id":"b","plan":1}`, `stdin:1001: key "plan" is not in the first 1000 objects, which make the header; add it to the first as null`},
		{"not closed", good + `{"id":"b"`, `stdin:2: is no JSON object: unexpected end of JSON input; want one on each line, as jq -c . writes them`},
		{"over several lines", "{\n\"id\": 1\n}\n", `stdin:1: is no JSON object: unexpected end of JSON input; want one on each line, as jq -c . writes them`},
		{"late", many + "{,}", `stdin:1001: is no JSON object: invalid character ',' looking for beginning of object key string; want one on each line, as jq -c . writes them`},
		{"two on a line", good + `{"id":"b"} {"id":"c"}`, `stdin:2: is no JSON object: invalid character '{' after top-level value; want one on each line, as jq -c . writes them`},
		{"array", good + `["b",2]`, `stdin:2: is no JSON object; want one on each line`},
		{"null", good + "null", `stdin:2: is no JSON object; want one on each line`},
		{"no keys", "{}\n{}\n", "stdin: file is empty; want a header and rows"},
		{"too long", good + `{"id":"` + strings.Repeat("x", 1<<20) + `"}`, "stdin:2: record is over 1 MiB; want at most that"},
		{"cut short", gzipped(t, many+`{"id":"b"}`)[:40], "stdin: the gzip data ends early; the file is cut short"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := defaultLimits()
			l.record = 1 << 20
			if got := readUpTo(c.text, Options{}, l); got.Err != c.want {
				t.Errorf("%s; want %s", got.Err, c.want)
			}
		})
	}
}

// A key that comes within the first objects is a column.
func TestJSONLinesHead(t *testing.T) {
	text := strings.Repeat(`{"id":"a"}`+"\n", jsonHead-1) + `{"id":"b","mrr":1}`
	got := readAll(text, Options{}, 1<<20)
	if diff := cmp.Diff(idMRR, got.Header); diff != "" || len(got.Rows) != jsonHead || got.Rows[jsonHead-1] != "1000: b|1" {
		t.Errorf("header %q, %d rows", got.Header, len(got.Rows))
	}
}

// Whatever the line: its members are those that encoding/json finds, or it is
// refused.
func FuzzMembers(f *testing.F) {
	for _, seed := range []string{
		`{"id":"a","mrr":1}`, `{"id":"\ud800\"\\","m":-1e5,"x":true,"y":null}`, "{\"\xff\":\"\\n\xfe\"}", ` { "" : "" } `, "{}",
		`{"a":{}}`, `{"a" : [1 , "}"]}`, `{"a":1,"a":2}`, `"a"`, "null", "{1}", "{",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		got := map[string]any{}
		err := eachMember(line, func(key, value []byte) error {
			got[string([]rune(string(key)))] = string([]rune(string(value))) // as encoding/json mends what is not UTF-8
			return nil
		})
		if err != nil || len(bytes.TrimSpace(line)) == 0 {
			return
		}
		want := map[string]any{}
		d := json.NewDecoder(bytes.NewReader(line))
		d.UseNumber()
		if err := d.Decode(&want); err != nil {
			t.Fatalf("%q is taken, but %v", line, err)
		}
		for key, value := range want {
			if value == nil {
				value = ""
			}
			want[key] = fmt.Sprint(value)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%q (-want +got):\n%s", line, diff)
		}
	})
}
