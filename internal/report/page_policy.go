package report

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html/template"
)

// A pagePolicy is a page's style and script, and the policy that allows these
// alone: a browser loads nothing else, and runs nothing that comes of data.
type pagePolicy struct {
	Style  template.CSS
	Script template.JS
	Policy string
}

func newPagePolicy() (pagePolicy, error) {
	style, err := pageFiles.ReadFile("page/page.css")
	if err != nil {
		return pagePolicy{}, err
	}
	script, err := pageFiles.ReadFile("page/page.js")
	if err != nil {
		return pagePolicy{}, err
	}
	return pagePolicy{
		Style: template.CSS(style), Script: template.JS(script),
		Policy: fmt.Sprintf("default-src 'none'; style-src %s; script-src %s; img-src data:; base-uri 'none'; form-action 'none'",
			sourceHash(style), sourceHash(script)),
	}, nil
}

// sourceHash names a source in a policy: Content Security Policy Level 3, 2.3.1.
func sourceHash(source []byte) string {
	sum := sha256.Sum256(source)
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
