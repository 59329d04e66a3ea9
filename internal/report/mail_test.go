package report

import (
	"mime"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestHeaderTextIsReadBackAsItWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.TrimSpace(Visible(rapid.String().Draw(t, "text")))
		header := headerText(text)
		for line := range strings.SplitSeq("Subject: "+header, "\r\n") {
			if len(line) > 76 || strings.ContainsAny(line, "\r\n") {
				t.Errorf("there is a line %q", line)
			}
		}
		got, err := new(mime.WordDecoder).DecodeHeader(strings.ReplaceAll(header, "\r\n ", " "))
		if err != nil || got != text {
			t.Errorf("%q is read as %q, %v", header, got, err)
		}
	})
}

func TestHeaderTextIsPlainWhereThatIsRead(t *testing.T) {
	for text, plain := range map[string]bool{
		"":                          true,
		"Health, as of 2026-11-21":  true,
		strings.Repeat("x", 64):     true,
		strings.Repeat("x", 65):     false,
		"=?utf-8?q?not_what_it_is?": false,
		"Fünf":                      false,
		"a\r\nBcc: b":               false,
	} {
		if got := headerText(text); (got == text) != plain {
			t.Errorf("%q is written as %q", text, got)
		}
	}
}

func TestAttachmentKeepsWhatHasRoom(t *testing.T) {
	var a Attachment
	for range 2 {
		if n, err := a.Write(make([]byte, MaxAttached/2)); n != MaxAttached/2 || err != nil {
			t.Fatal(n, err)
		}
	}
	if a.over || len(a.bytes) != MaxAttached {
		t.Errorf("over: %t, %d bytes; want all", a.over, len(a.bytes))
	}
	for range 2 {
		if n, err := a.Write([]byte("x")); n != 1 || err != nil || !a.over || a.bytes != nil {
			t.Errorf("%d, %v, over: %t, %d bytes; want none kept", n, err, a.over, len(a.bytes))
		}
	}
}
