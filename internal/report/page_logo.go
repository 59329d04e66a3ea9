package report

import (
	"encoding/base64"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"slices"
)

// A Logo is a picture that stands within a page; the zero one is none.
type Logo struct {
	kind  string
	bytes []byte
}

// MaxLogo is how many bytes a logo has at most.
const MaxLogo = 512 << 10

// NewLogo returns the picture of a file's bytes: PNG, JPEG, GIF or WebP, as these
// tell. SVG is none: it may hold scripts.
func NewLogo(file []byte) (Logo, error) {
	kind := http.DetectContentType(file)
	switch {
	case len(file) > MaxLogo:
		return Logo{}, fmt.Errorf("is over %d KiB; want a smaller picture", MaxLogo>>10)
	case !slices.Contains([]string{"image/png", "image/jpeg", "image/gif", "image/webp"}, kind):
		return Logo{}, errors.New("is no picture that a page takes; want PNG, JPEG, GIF or WebP")
	}
	return Logo{kind, file}, nil
}

// url returns the logo as a data: URL, "" for none.
func (l Logo) url() template.URL {
	if l.bytes == nil {
		return ""
	}
	return template.URL("data:" + l.kind + ";base64," + base64.StdEncoding.EncodeToString(l.bytes))
}
