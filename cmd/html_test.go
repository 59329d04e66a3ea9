package cmd

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// elements returns all elements of a name, or all for "".
func elements(root *html.Node, name string) []*html.Node {
	var all []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && (name == "" || n.Data == name) {
			all = append(all, n)
		}
	}
	return all
}

// attribute returns an element's, "" if it has none.
func attribute(n *html.Node, name string) string {
	i := slices.IndexFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
	if i < 0 {
		return ""
	}
	return n.Attr[i].Val
}

// textOf returns all text in an element.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// idsOf returns the ids of all elements, which differ.
func idsOf(t *testing.T, root *html.Node) map[string]bool {
	t.Helper()
	all := map[string]bool{}
	for _, n := range elements(root, "") {
		if id := attribute(n, "id"); id != "" {
			if all[id] {
				t.Errorf("id %q is there twice", id)
			}
			all[id] = true
		}
	}
	return all
}

// checkInert tells what loads or runs something, the page's own scripts aside.
func checkInert(t *testing.T, root *html.Node) {
	t.Helper()
	for _, n := range elements(root, "") {
		if slices.Contains([]string{"iframe", "link", "object", "img", "i", "b"}, n.Data) {
			t.Errorf("there is a <%s>", n.Data)
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "src" {
				t.Errorf("<%s> has %s=%q", n.Data, a.Key, a.Val)
			}
		}
	}
}

// checkPolicy compares a page's policy with a wanted one, in which %s are the
// hashes of its style and, if there is a script, of that.
func checkPolicy(t *testing.T, root *html.Node, format string) {
	t.Helper()
	var hashes []any
	for _, n := range slices.Concat(elements(root, "style"), elements(root, "script")) {
		sum := sha256.Sum256([]byte(textOf(n)))
		hashes = append(hashes, "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
	}
	want := fmt.Sprintf(format, hashes...)
	got := ""
	for _, n := range elements(root, "meta") {
		if attribute(n, "http-equiv") == "Content-Security-Policy" {
			got += attribute(n, "content")
		}
	}
	if got != want {
		t.Errorf("the policy is\n%s, want\n%s", got, want)
	}
}
