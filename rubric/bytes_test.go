package rubric_test

import (
	"fmt"
	"strings"
	"testing"

	"chs/rubric"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

const least = "name: Least\nid: id\ncriteria:\n  - {name: Usage, column: usage, weight: 1}\n"

// A rubric says the same, and has its faults at the same places, whatever its
// lines end with and with or without a byte order mark.
func TestLineEndsAndByteOrderMark(t *testing.T) {
	wrong := least + "plays:\n  - name: é\n    when: \"é +* 1\"\nlabel: |\n  a\n"
	want := messages(t, "r.yaml", []byte(wrong))
	for _, mark := range []string{"", "\uFEFF"} {
		for _, end := range []string{"\n", "\r\n", "\r"} {
			good := mark + strings.ReplaceAll(least, "\n", end)
			load(t, good)
			load(t, strings.TrimSuffix(good, end))
			got := messages(t, "r.yaml", []byte(mark+strings.ReplaceAll(wrong, "\n", end)))
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("with mark %q and line ends %q: %s", mark, end, diff)
			}
		}
	}
}

func TestBytesThatAreNoText(t *testing.T) {
	utf16 := func(e unicode.Endianness, mark unicode.BOMPolicy) string {
		text, err := unicode.UTF16(e, mark).NewEncoder().String(least)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	wide, err := utf32.UTF32(utf32.LittleEndian, utf32.UseBOM).NewEncoder().String(least)
	if err != nil {
		t.Fatal(err)
	}
	const isUTF16 = "r.yaml:1:1: the text is UTF-16; save it as UTF-8\n"
	unseen := func(place, shown string) string {
		return "r.yaml:" + place + ": " + shown + " is a character that cannot be seen; remove it, or write it as an escape in double quotes\n"
	}
	for _, test := range []struct{ text, want string }{
		{utf16(unicode.LittleEndian, unicode.UseBOM), isUTF16},
		{utf16(unicode.BigEndian, unicode.UseBOM), isUTF16},
		{utf16(unicode.LittleEndian, unicode.IgnoreBOM), isUTF16},
		{utf16(unicode.BigEndian, unicode.IgnoreBOM), isUTF16},
		{wide, isUTF16},
		{"name: é\nlabel: ü\xff\n", "r.yaml:2:9: the text is not UTF-8; save it as UTF-8\n"},
		{"name: caf\xe9\n", "r.yaml:1:10: the text is not UTF-8; save it as UTF-8\n"},
		{"name: \xed\xa0\x80\n", "r.yaml:1:7: the text is not UTF-8; save it as UTF-8\n"},
		{"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "r.yaml:1:1: the file is not text; want a rubric in UTF-8\n"},
		{"\x00\x01\x02\x03", unseen("1:1", `"\x00"`)},
		{"name: é\x00\n", unseen("1:8", `"\x00"`)},
		{"# \x1b[31m\n", unseen("1:3", `"\x1b"`)},
		{"name: a\u0085id: b\n", unseen("1:8", `"\u0085"`)},
		{"\uFEFF\uFEFFname: a\n", unseen("1:1", `"\ufeff"`)},
	} {
		if diff := cmp.Diff(test.want, messages(t, "r.yaml", []byte(test.text))); diff != "" {
			t.Errorf("%q: %s", test.text, diff)
		}
	}
}

func TestMostBytesAndSigns(t *testing.T) {
	const most = 1 << 20
	load(t, least+"#"+strings.Repeat("a", most-len(least)-1))
	tooLong := func(place string) string {
		return "r.yaml:" + place + ": too long for a rubric: over 30000 lines and punctuation marks up to here; shorten it (lines of comments do not count)\n"
	}
	load(t, least+strings.Repeat("\n", 30_000-15))
	load(t, strings.Repeat("# a: [b, c]\n\t #-\r", most/20)+least)
	for _, test := range []struct{ text, want string }{
		{least + strings.Repeat(" ", most-len(least)+1), "r.yaml:1:1: the file has 1048577 bytes; a rubric has at most 1048576\n"},
		{least + strings.Repeat("\n", 30_001-15), tooLong("29990:1")},
		{strings.Repeat("[", most), tooLong("1:30001")},
		{"# [\n- é" + strings.Repeat("[", most/2), tooLong("2:30003")},
		{"a: [\"\n#\", " + strings.Repeat("a,", most/4), tooLong("2:59994")},
		{"a: ['\n  # ', " + strings.Repeat("a,", most/4), tooLong("2:59997")},
	} {
		if diff := cmp.Diff(test.want, messages(t, "r.yaml", []byte(test.text))); diff != "" {
			t.Error(diff)
		}
	}
}

// What aliases stand for is limited, and is not what they are in.
func TestAliases(t *testing.T) {
	const itself = `: the alias "*a" stands for itself, as it is within the value of "&a"; write out what is meant` + "\n"
	ten := func(name, item string) string {
		return name + ": &" + name + " [" + strings.Repeat(item+", ", 10) + "]\n"
	}
	for _, test := range []struct{ text, want string }{
		{"a: &a\n  b: *a\n", "r.yaml:2:6" + itself},
		{"a: &a [x, [*a]]\n", "r.yaml:1:12" + itself},
		{"a: &a {b: &b [*a], c: *b}\n", "r.yaml:1:15" + itself},
		{ten("a", strings.Repeat("x", 1000)) + ten("b", "*a") + ten("c", "*b") + ten("d", "*c"),
			"r.yaml:4:16: aliases repeat more than 2 MiB; write out what they stand for\n"},
	} {
		if diff := cmp.Diff(test.want, messages(t, "r.yaml", []byte(test.text))); diff != "" {
			t.Errorf("%q: %s", test.text, diff)
		}
	}
}

// Of very many faults the first thousand are told, and that there are more.
func TestMostFaults(t *testing.T) {
	const one = "k%d: 1\n"
	text := least
	for i := range 1000 {
		text += fmt.Sprintf(one, i)
	}
	for _, test := range []struct{ text, last string }{
		{text, `r.yaml:1004:1: unknown key "k999"`},
		{text + fmt.Sprintf(one, 1000), "r.yaml: more faults are not shown"},
		{text + "plays: [{name: Call, when: '" + strings.Repeat("; ", 1500) + "'}]\n", "r.yaml: more faults are not shown"},
	} {
		_, err := rubric.Load("r.yaml", []byte(test.text))
		list := rubric.AsFaults(err).List
		if last := list[len(list)-1].In("r.yaml"); !strings.HasPrefix(last, test.last) {
			t.Errorf("the last of %d faults is %q; want %q", len(list), last, test.last)
		}
		if got := list[999].Pos; len(list) > 1001 || got != (rubric.Pos{Line: 1004, Column: 1}) {
			t.Errorf("of %d faults the thousandth is at %v; want at most 1001, and the first ones", len(list), got)
		}
	}
}

func TestFaultsAreAnError(t *testing.T) {
	_, err := rubric.Load("r.yaml", []byte("name: N\n"))
	if got, want := err.Error(), "r.yaml:1:1: the rubric needs \"id\"\nr.yaml:1:1: the rubric needs \"criteria\""; got != want {
		t.Errorf("%q; want %q", got, want)
	}
	wrapped := fmt.Errorf("settings: %w", err)
	if faults := rubric.AsFaults(wrapped); faults == nil || faults.File != "r.yaml" || len(faults.List) != 2 {
		t.Errorf("%v in the wrapped error; want the two faults", faults)
	}
	if faults := rubric.AsFaults(fmt.Errorf("other")); faults != nil {
		t.Errorf("%v in another error; want none", faults)
	}
}
