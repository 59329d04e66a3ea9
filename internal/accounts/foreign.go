package accounts

import (
	"bytes"
	"fmt"
	"regexp"
)

// Formats that are read, unless they are compressed as a whole.
const (
	zipMagic     = "PK\x03\x04"
	parquetMagic = "PAR1\x15"
)

// binaryKind says what a file is that starts with head, and what to do about
// it, or "" if it may be text.
func binaryKind(head []byte) string {
	for _, kind := range []struct{ magic, what string }{
		{zipMagic, "holds a zip or xlsx file in compressed data; unpack it first"},
		{"PK\x05\x06", "looks like an empty zip file; want accounts"},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "looks like an xls file of old, or a workbook with a password; save it as xlsx without one, or export it as CSV"},
		{parquetMagic, "holds a Parquet file in compressed data; unpack it first"},
		{"%PDF-", "looks like PDF; export the data as CSV"},
		{"SQLite format 3\x00", "looks like an SQLite database; export a table as CSV"},
	} {
		if bytes.HasPrefix(head, []byte(kind.magic)) {
			return kind.what
		}
	}
	if len(head) > 262 && string(head[257:262]) == "ustar" {
		return "looks like a tar archive; unpack it first"
	}
	return ""
}

var (
	html      = regexp.MustCompile(`(?i)^\s*<(!doctype|html|\?xml)`)
	jsonLines = regexp.MustCompile(`^\s*\{\s*["}]`)
	jsonArray = regexp.MustCompile(`^\s*\[\s*["\]\[{]`)
	lfs       = regexp.MustCompile(`^version https://git-lfs`)
)

// notCells says why text is not rows of cells, and what to do about it, or ""
// if it may be.
func notCells(text []byte, delim byte) string {
	first := firstLine(text)
	twice := []byte{delim, delim}
	switch {
	case html.Match(text):
		return "looks like HTML or XML, perhaps a page that asks to sign in; want CSV"
	case jsonArray.Match(text):
		return "looks like a JSON array; want its objects one a line, as jq -c '.[]' writes them"
	case lfs.Match(text):
		return "is a Git LFS pointer, not the data; run git lfs pull"
	case bytes.IndexByte(first, 0x1e) >= 0, bytes.IndexByte(first, 0x1f) >= 0 && delim != 0x1f:
		return "looks separated by ASCII control characters (0x1f, 0x1e); want cells separated by commas and rows by line ends"
	case delim != ',' && delim != '\t' && bytes.Count(first, twice) > 1 && 2*bytes.Count(first, twice) == bytes.Count(first, twice[:1]):
		return fmt.Sprintf("looks delimited by %q; want a delimiter of one character", twice)
	}
	return ""
}
