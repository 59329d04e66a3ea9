package rubric

import (
	_ "embed"
	"strings"
)

// The templates' files. Strings, so that nobody can change them.
var (
	//go:embed templates/saas.yaml
	saasYAML string
	//go:embed templates/ecommerce.yaml
	ecommerceYAML string
	//go:embed templates/agency.yaml
	agencyYAML string
	//go:embed templates/telco.yaml
	telcoYAML string
	//go:embed templates/fintech.yaml
	fintechYAML string
	//go:embed templates/employees.yaml
	employeesYAML string
)

// A Template is a commented rubric to start from.
type Template struct {
	Name    string // as a user names it
	Summary string // one line: whom it judges, and the question it asks
	Text    []byte // the rubric file; the caller's own
}

// Templates returns all templates, those for customers first.
func Templates() []Template {
	return []Template{
		newTemplate("saas", saasYAML),
		newTemplate("ecommerce", ecommerceYAML),
		newTemplate("agency", agencyYAML),
		newTemplate("telco", telcoYAML),
		newTemplate("fintech", fintechYAML),
		newTemplate("employees", employeesYAML),
	}
}

// newTemplate takes the summary from the comment in the text's first line.
func newTemplate(name, text string) Template {
	first, _, _ := strings.Cut(text, "\n")
	return Template{Name: name, Summary: strings.TrimPrefix(first, "# "), Text: []byte(text)}
}
