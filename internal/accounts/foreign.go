package accounts

import (
	"bytes"
	"fmt"
	"regexp"
)

// binaryKind says what a file is that starts with head, and what to do about
// it, or "" if it may be text.
func binaryKind(head []byte) string {
	for _, kind := range []struct{ magic, what string }{
		{"\x1f\x8b", "looks gzip-compressed; unpack it first"},
		{"\x28\xb5\x2f\xfd", "looks zstd-compressed; unpack it first"},
		{"BZh91AY&SY", "looks bzip2-compressed; unpack it first"},
		{"\xfd7zXZ\x00", "looks xz-compressed; unpack it first"},
		{"PK\x03\x04", "looks like a zip or xlsx file; unpack it, or export it as CSV"},
		{"PK\x05\x06", "looks like an empty zip file; want CSV"},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "looks like an xls file; export it as CSV"},
		{"PAR1\x15", "looks like Parquet; export it as CSV"},
		{"%PDF-", "looks like PDF; export the data as CSV"},
		{"SQLite format 3\x00", "looks like an SQLite database; export a table as CSV"},
	} {
		if bytes.HasPrefix(head, []byte(kind.magic)) {
			return kind.what
		}
	}
	return ""
}

var (
	html = regexp.MustCompile(`(?i)^\s*<(!doctype|html|\?xml)`)
	json = regexp.MustCompile(`^\s*(\{\s*["}]|\[\s*["\]\[{])`)
	lfs  = regexp.MustCompile(`^version https://git-lfs`)
)

// notCells says why text is not rows of cells, and what to do about it, or ""
// if it may be.
func notCells(text []byte, delim byte) string {
	first := firstLine(text)
	twice := []byte{delim, delim}
	switch {
	case html.Match(text):
		return "looks like HTML or XML, perhaps a page that asks to sign in; want CSV"
	case json.Match(text):
		return "looks like JSON; export it as CSV"
	case lfs.Match(text):
		return "is a Git LFS pointer, not the data; run git lfs pull"
	case bytes.IndexByte(first, 0x1e) >= 0, bytes.IndexByte(first, 0x1f) >= 0 && delim != 0x1f:
		return "looks separated by ASCII control characters (0x1f, 0x1e); want cells separated by commas and rows by line ends"
	case delim != ',' && delim != '\t' && bytes.Count(first, twice) > 1 && 2*bytes.Count(first, twice) == bytes.Count(first, twice[:1]):
		return fmt.Sprintf("looks delimited by %q; want a delimiter of one character", twice)
	}
	return ""
}
