package report

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chs/scoring"
)

func TestJSON(t *testing.T) {
	header := []string{"id", "arr"}
	l := layoutFor(t, textRubric, header, Options{Stamp: true, AsOf: "2026-11-21",
		Columns: []string{"id", "arr", "health_score", "health_band", "health_segment", "health_cap", "health_rating_usage", "health_priority", "health_plays", "health_as_of"}})
	capped := &scoring.Result{Scored: true, Score: 4999, Uncapped: 10000, Band: 0, Segment: 0, Cap: 0, Ratings: [6]int8{5}, Plays: []int{0, 1}, Value: -1000}
	unscored := &scoring.Result{Band: scoring.None, Segment: scoring.None, Cap: scoring.None, Value: 5}
	cells := plainCells{"007", "1,5"}
	const one = `{"id":"007","arr":"1,5","health_score":49.99,"health_band":"=bad, really","health_segment":"-new-","health_cap":"@late",` +
		`"health_rating_usage":5,"health_priority":-500.10,"health_plays":["+call","say \"hi\""],"health_as_of":"2026-11-21"}`
	const none = `{"id":"007","arr":"1,5","health_score":null,"health_band":"unscored","health_segment":"default","health_cap":null,` +
		`"health_rating_usage":null,"health_priority":null,"health_plays":[],"health_as_of":"2026-11-21"}`
	tests := []struct {
		name, got, want string
	}{
		{"no account", written(NewWriter(FormatJSON, l), capped), "[\n\n]\n"},
		{"an array of two", written(NewWriter(FormatJSON, l), capped, cells, cells), "[\n" + one + ",\n" + one + "\n]\n"},
		{"lines", written(NewWriter(FormatNDJSON, l), unscored, cells, cells), none + "\n" + none + "\n"},
		{"no line", written(NewWriter(FormatNDJSON, l), capped), ""},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, test.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestJSONIsValidWhateverTheCellsHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }),
			rapid.SampledFrom([]string{"\u2028\u2029", "\x00\x1f\x7f", "\u0080\u009f\u202e\u2066\u200e\u061c", `"\`, "\xff\xfe", "</script>"}))
		rows := rapid.SliceOfN(text, 0, 5).Draw(t, "cells")
		l := layoutFor(t, oneCriterion, []string{rapid.String().Draw(t, "name")}, Options{})
		var accounts []Cells
		for _, cell := range rows {
			accounts = append(accounts, plainCells{cell})
		}
		out := written(NewWriter(FormatJSON, l), green(), accounts...)
		if strings.ContainsFunc(strings.ReplaceAll(out, "\n", ""), steers) {
			t.Errorf("%q could steer a terminal, or end a line within a text", out)
		}
		var got []map[string]any
		if err := json.Unmarshal([]byte(out), &got); err != nil {
			t.Fatal(err)
		}
		if len(got) != len(rows) {
			t.Fatalf("%d accounts, want %d", len(got), len(rows))
		}
		name := strings.ToValidUTF8(l.Header[0], "\uFFFD")
		for i, cell := range rows {
			want := ""
			for _, r := range cell {
				want += string(r) // what is not UTF-8 is U+FFFD
			}
			if got[i][name] != want {
				t.Errorf("%q became %q, want %q", cell, got[i][name], want)
			}
		}
	})
}

func TestJSONKeysAreUnique(t *testing.T) {
	tests := []struct{ names, want []string }{
		{[]string{"a", "b"}, []string{"a", "b"}},
		{[]string{"a", "a", "a"}, []string{"a", "a_2", "a_3"}},
		{[]string{"a", "a", "a_2"}, []string{"a", "a_3", "a_2"}},
		{[]string{"", "a", ""}, []string{"", "a", "_2"}},
	}
	for _, test := range tests {
		var columns []Column
		for _, name := range test.names {
			columns = append(columns, Column{Name: name})
		}
		if diff := cmp.Diff(test.want, uniqueNames(columns)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", test.names, diff)
		}
	}
}

func TestJSONOfAnyValueSteersNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"<b>&", "a\n\t\x1b\x7f\u0080\u009f", "\u202a\u202e\u2066\u2069\u200e\u200f\u061c\u2028\u2029"}))
		want := []string{text.Draw(t, "one"), text.Draw(t, "two")}
		indent := rapid.SampledFrom([]string{"", "  "}).Draw(t, "indent")
		var out strings.Builder
		if err := WriteJSON(&out, want, indent); err != nil {
			t.Fatal(err)
		}
		if strings.ContainsFunc(strings.ReplaceAll(out.String(), "\n", ""), steers) {
			t.Errorf("%q could steer a terminal", out.String())
		}
		var got []string
		if err := json.Unmarshal([]byte(out.String()), &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}
