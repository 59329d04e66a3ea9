package report

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"strings"
	"testing"
)

func TestLogoIsAWholePictureByItsBytes(t *testing.T) {
	drawn := func(width int, encode func(io.Writer, image.Image) error) string {
		var b bytes.Buffer
		if err := encode(&b, image.NewPaletted(image.Rect(0, 0, width, 2), color.Palette{color.Black})); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	asJPEG := func(w io.Writer, m image.Image) error { return jpeg.Encode(w, m, nil) }
	asGIF := func(w io.Writer, m image.Image) error { return gif.Encode(w, m, nil) }
	whole := drawn(20, png.Encode)
	for name, c := range map[string]struct{ bytes, format, err string }{
		"png":      {whole, "png", ""},
		"jpeg":     {drawn(20, asJPEG), "jpeg", ""},
		"gif":      {drawn(20, asGIF), "gif", ""},
		"widest":   {drawn(logoPixels, png.Encode), "png", ""},
		"wide":     {drawn(logoPixels+1, png.Encode), "", "is 2001 by 2 pixels; want at most 2000 by 2000"},
		"cut":      {whole[:len(whole)-20], "", "is no whole picture: png: invalid format: unexpected EOF"},
		"a script": {"GIF89a<script>", "", "is 29500 by 29283 pixels"},
		"svg":      {"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "", "is no picture"},
		"nothing":  {"", "", "is no picture"},
		"just fit": {whole + strings.Repeat("\x00", MaxLogo-len(whole)), "png", ""},
		"too much": {whole + strings.Repeat("\x00", MaxLogo-len(whole)+1), "", "is over 512 KiB"},
	} {
		logo, err := NewLogo([]byte(c.bytes))
		if logo.format != c.format || (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) {
			t.Errorf("%s: %q, %v; want %q, %q", name, logo.format, err, c.format, c.err)
		}
	}
}
