package report

import (
	"strings"
	"testing"
)

func TestLogoIsAPictureByItsBytes(t *testing.T) {
	png := "\x89PNG\r\n\x1a\n"
	for name, c := range map[string]struct{ bytes, kind string }{
		"png":      {png, "image/png"},
		"jpeg":     {"\xff\xd8\xff\xe0", "image/jpeg"},
		"gif":      {"GIF89a", "image/gif"},
		"webp":     {"RIFF\x00\x00\x00\x00WEBPVP", "image/webp"},
		"svg":      {"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", ""},
		"text":     {"hello", ""},
		"nothing":  {"", ""},
		"just fit": {png + strings.Repeat("\x00", MaxLogo-len(png)), "image/png"},
		"too much": {png + strings.Repeat("\x00", MaxLogo-len(png)+1), ""},
	} {
		logo, err := NewLogo([]byte(c.bytes))
		if (err == nil) != (c.kind != "") || logo.kind != c.kind {
			t.Errorf("%s: %q, %v; want %q", name, logo.kind, err, c.kind)
		}
	}
}
