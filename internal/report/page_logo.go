package report

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"html/template"
	"image"
	_ "image/gif" // the formats that are taken
	_ "image/jpeg"
	_ "image/png"
)

// A Logo is a picture that stands within a page; the zero one is none.
type Logo struct {
	format string
	bytes  []byte
}

// What a logo has at most: bytes, and pixels across and down, as a browser takes
// memory for each of them.
const (
	MaxLogo    = 512 << 10
	logoPixels = 2000
)

// NewLogo returns the picture of a file's bytes: a whole PNG, JPEG or GIF, as these
// tell. SVG is none: it may hold scripts.
func NewLogo(file []byte) (Logo, error) {
	if len(file) > MaxLogo {
		return Logo{}, fmt.Errorf("is over %d KiB; want a smaller picture", MaxLogo>>10)
	}
	size, format, err := image.DecodeConfig(bytes.NewReader(file))
	if err != nil {
		return Logo{}, errors.New("is no picture that a page takes; want PNG, JPEG or GIF")
	}
	if size.Width > logoPixels || size.Height > logoPixels {
		return Logo{}, fmt.Errorf("is %d by %d pixels; want at most %d by %[3]d", size.Width, size.Height, logoPixels)
	}
	if _, _, err = image.Decode(bytes.NewReader(file)); err != nil {
		return Logo{}, fmt.Errorf("is no whole picture: %w", err)
	}
	return Logo{format, file}, nil
}

// url returns the logo as a data: URL, "" for none.
func (l Logo) url() template.URL {
	if l.bytes == nil {
		return ""
	}
	return template.URL("data:image/" + l.format + ";base64," + base64.StdEncoding.EncodeToString(l.bytes))
}
