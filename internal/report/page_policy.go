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

// newPagePolicy returns that of the page, with its script and room for a logo.
func newPagePolicy() (pagePolicy, error) {
	script, err := pageSources("page.js")
	if err != nil {
		return pagePolicy{}, err
	}
	p, err := newPolicy("script-src " + sourceHash(script) + "; img-src data:; ")
	p.Script = template.JS(script)
	return p, err
}

// newPolicy returns that of a page without a script; also are other directives,
// each with "; " behind it.
func newPolicy(also string) (pagePolicy, error) {
	style, err := pageStyle()
	return pagePolicy{
		Style:  template.CSS(style),
		Policy: fmt.Sprintf("default-src 'none'; style-src %s; %sbase-uri 'none'; form-action 'none'", sourceHash(style), also),
	}, err
}

// pageStyle returns the style of pages.
func pageStyle() ([]byte, error) { return pageSources("colors.css", "drawing.css", "page.css") }

// sourceHash names a source in a policy: Content Security Policy Level 3, 2.3.1.
func sourceHash(source []byte) string {
	sum := sha256.Sum256(source)
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// pageSources returns some of the page's files, one behind the other.
func pageSources(names ...string) (all []byte, err error) {
	for _, name := range names {
		source, err := pageFiles.ReadFile("page/" + name)
		if err != nil {
			return nil, err
		}
		all = append(all, source...)
	}
	return all, nil
}
