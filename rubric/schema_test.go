package rubric_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"chs/rubric"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	yaml "go.yaml.in/yaml/v4"
)

// Every mapping of the format, with the same keys and the same required ones
// in the loader and in the schema. A rubric with {} in a mapping's place tells
// what the loader requires of it, one with an odd key which keys it knows.
func TestSchemaHasTheLoadersKeys(t *testing.T) {
	const criteria = "criteria: [{name: A, column: a, weight: 1}]\n"
	mappings := []struct{ object, subject, rubric string }{
		{"", "the rubric", "{}"},
		{"criterion", "criterion 1", "criteria: [{}]"},
		{"expires", "criterion 1: expires", "criteria: [{expires: {}}]"},
		{"value", "value", "value: {}"},
		{"numbers", "numbers", "numbers: {}"},
		{"band", "band 1", "bands: [{}]"},
		{"segment", "segment 1", criteria + "segments: [{}]"},
		{"cap", "cap 1", criteria + "caps: [{}]"},
		{"play", "play 1", criteria + "plays: [{}]"},
		{"warning", "warning", criteria + "warning: {}"},
		{"propensity", "propensity", criteria + "propensity: {}"},
		{"example", "example 1", criteria + "examples: [{}]"},
		{"expect", "example 1: expect", criteria + "examples: [{expect: {}}]"},
	}
	objects := schemaObjects(t)
	if len(objects) != len(mappings) {
		t.Errorf("the schema has objects %q; want %d", slices.Sorted(maps.Keys(objects)), len(mappings))
	}
	for _, m := range mappings {
		object, ok := objects[m.object]
		if !ok {
			t.Errorf("the schema has no object %q", m.object)
			continue
		}
		keys, required := loaderKeys(t, m.subject, m.rubric)
		if diff := cmp.Diff(keys, slices.Sorted(maps.Keys(object.Properties))); diff != "" {
			t.Errorf("keys of %s, loader against schema:\n%s", m.subject, diff)
		}
		slices.Sort(object.Required)
		if diff := cmp.Diff(required, object.Required); diff != "" {
			t.Errorf("required keys of %s, loader against schema:\n%s", m.subject, diff)
		}
		if closed := string(object.AdditionalProperties); closed != "false" {
			t.Errorf("%s: additionalProperties is %q; want false", m.subject, closed)
		}
		for key, property := range object.Properties {
			if property.Description == "" {
				t.Errorf("%s: key %q has no description", m.subject, key)
			}
		}
	}
}

// A schemaObject is a mapping whose keys the schema names.
type schemaObject struct {
	Properties           map[string]struct{ Description string }
	Required             []string
	AdditionalProperties json.RawMessage
}

// schemaObjects returns the objects of the schema by their names, the rubric
// itself as "".
func schemaObjects(t *testing.T) map[string]schemaObject {
	t.Helper()
	var root struct {
		schemaObject
		Definitions map[string]schemaObject
	}
	if err := json.Unmarshal(rubric.Schema(), &root); err != nil {
		t.Fatal(err)
	}
	objects := map[string]schemaObject{"": root.schemaObject}
	for name, object := range root.Definitions {
		if object.Properties != nil {
			objects[name] = object
		}
	}
	return objects
}

var (
	keysWanted  = regexp.MustCompile(`unknown key "zzzzzzzz"; want (.*)`)
	keyRequired = regexp.MustCompile(`needs "(\w+)"$`)
)

// loaderKeys returns, sorted, the keys that the loader knows and those that it
// requires in the place of {} in text.
func loaderKeys(t *testing.T, subject, text string) (keys, required []string) {
	t.Helper()
	for _, fault := range faultsOf(t, strings.Replace(text, "{}", "{zzzzzzzz: 1}", 1)) {
		if found := keysWanted.FindStringSubmatch(fault.Message); found != nil {
			keys = strings.Split(found[1], ", ")
		}
	}
	for _, fault := range faultsOf(t, text) {
		found := keyRequired.FindStringSubmatch(fault.Message)
		if found != nil && fault.Message == subject+" "+found[0] {
			required = append(required, found[1])
		}
	}
	slices.Sort(keys)
	slices.Sort(required)
	return keys, required
}

func faultsOf(t *testing.T, text string) []rubric.Fault {
	t.Helper()
	_, err := rubric.Load("rubric.yaml", []byte(text))
	faults := rubric.AsFaults(err)
	if faults == nil {
		t.Fatalf("%s: error %v; want faults", text, err)
	}
	return faults.List
}

func TestSchemaHasAllColors(t *testing.T) {
	var schema struct {
		Definitions struct {
			Band struct {
				Properties struct{ Color struct{ Enum []rubric.Color } }
			}
		}
	}
	if err := json.Unmarshal(rubric.Schema(), &schema); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(rubric.Colors, schema.Definitions.Band.Properties.Color.Enum); diff != "" {
		t.Error(diff)
	}
}

// Loader and schema agree on a rubric with each of these lines.
func TestSchemaAgreesWithLoader(t *testing.T) {
	const head, criterion = "name: Test\nid: id\n", "criteria: [{name: A, column: a, weight: 1}]\n"
	tests := []struct {
		lines string
		valid bool
	}{
		{criterion, true},
		{criterion + "chs: 1\nversion: 2026\nlabel: l\nowner: o\nshow: [a, 2026]", true},
		{criterion + "chs: 2", false},
		{criterion + "weights: 5", false},
		{criterion + "value: arr", true},
		{criterion + "value: {column: arr, currency: USD}", true},
		{criterion + "value: {column: arr, currency: usd}", false},
		{criterion + "value: {currency: USD}", false},
		{criterion + "scale: 20-100\nmin_coverage: 0", true},
		{criterion + "scale: 0-10", false},
		{criterion + `min_coverage: "66.67"`, true},
		{criterion + "min_coverage: 101", false},
		{criterion + "missing_values: []", true},
		{criterion + "missing_values: [null, 0, no, ~]", true},
		{criterion + "missing_values: none", false},
		{criterion + `numbers: {decimal: ","}`, true},
		{criterion + `numbers: {decimal: ";"}`, false},
		{criterion + "dates: [DD.MM.YYYY]", true},
		{criterion + "dates: []", false},
		{criterion + "bands: [{name: all, from: 0, color: gray, symbol: 1, action: smile}]", true},
		{criterion + "bands: []", false},
		{criterion + "bands: [{name: all}]", false},
		{criterion + "bands: [{name: unscored, from: 0}]", false},
		{criterion + "bands: [{name: all, from: 0, color: pink}]", false},
		{criterion + "segments: [{name: new, when: a < 1, weights: {A: 0}}]", true},
		{criterion + "segments: [{name: default, when: a < 1}]", false},
		{criterion + "segments: [{name: new, when: a < 1, weights: {A: -1}}]", false},
		{criterion + "segments: [{name: new, when: a < 1, cuts: {A: quintiles}}]", false},
		{criterion + "caps: [{when: a > 1, band: red, reason: late}]", true},
		{criterion + "caps: [{when: a > 1, band: red}]", false},
		{criterion + "plays: [{name: Call, when: a > 1}]", true},
		{criterion + `plays: [{name: "Call; mail", when: a > 1}]`, false},
		{criterion + "warning: {}", true},
		{criterion + `warning: {sigmas: 1, weeks: "4", baseline: 26, at_least: 52}`, true},
		{criterion + "warning: {sigmas: 10, weeks: 1, baseline: 4, at_least: 2}", true},
		{criterion + "warning: {sigmas: 0.5}", false},
		{criterion + "warning: {weeks: 0}", false},
		{criterion + "warning: {baseline: 3}", false},
		{criterion + "warning: {baseline: 26, at_least: 53}", false},
		{criterion + "warning: {days: 3}", false},
		{criterion + "warning: off", false},
		{criterion + "propensity: {base_rate: 0.25, knots: [[0, 0.9], [100, 0.01]]}", true},
		{criterion + `propensity: {method: isotonic, base_rate: "0.000001", date: 2026-11-21, auc: 1, knots: [[0, 0.999999], [50.05, 0.5], [100, 0.5]]}`, true},
		{criterion + "propensity: {}", false},
		{criterion + "propensity: {base_rate: 0, knots: [[0, 0.9], [100, 0.01]]}", false},
		{criterion + "propensity: {base_rate: 1, knots: [[0, 0.9], [100, 0.01]]}", false},
		{criterion + "propensity: {base_rate: 0.25, knots: [[0, 1], [100, 0.01]]}", false},
		{criterion + "propensity: {base_rate: 0.25, knots: [[0, 0.9], [100, 0]]}", false},
		{criterion + "propensity: {base_rate: 0.25, knots: [[0, 0.9]]}", false},
		{criterion + "propensity: {base_rate: 0.25, knots: [[0, 0.9], [100]]}", false},
		{criterion + "propensity: {base_rate: 0.25, knots: [[0, 0.9], [101, 0.01]]}", false},
		{criterion + "propensity: {base_rate: 0.25, knots: {0: 0.9, 100: 0.01}}", false},
		{criterion + "propensity: {base_rate: 0.25, auc: 2, knots: [[0, 0.9], [100, 0.01]]}", false},
		{criterion + "propensity: {base_rate: 0.25, date: 21.11.2026, knots: [[0, 0.9], [100, 0.01]]}", false},
		{criterion + "propensity: {base_rate: 0.25, method: logit, knots: [[0, 0.9], [100, 0.01]]}", false},
		{criterion + "examples: [{name: E, as_of: 2026-11-21, given: {a: 1}, expect: {score: 50, ratings: {A: 3}, plays: []}}]", true},
		{criterion + `examples: [{name: 5, given: {a: no}, expect: {score: "50.5", band: unscored, ratings: {A: missing}}}]`, true},
		{criterion + "examples: [{name: E, given: {a: }, expect: {segment: default}}]", true},
		{criterion + "examples: [{name: E, given: {a: []}, expect: {band: red}}]", false},
		{criterion + "examples: [{name: E, as_of: 21.11.2026, given: {}, expect: {band: red}}]", false},
		{criterion + "examples: [{name: E, given: {}, expect: {}}]", false},
		{criterion + "examples: [{name: E, given: {}, expect: {score: 100.5}}]", false},
		{criterion + "examples: [{name: E, given: {}, expect: {ratings: {A: 0}}}]", false},
		{criterion + "examples: [{name: E, given: {}, expect: {plays: Call}}]", false},
		{"criteria: []", false},
		{"criteria: [{name: A, column: a}]", false},
		{"criteria: [{name: A, weight: 1}]", false},
		{"criteria: [{name: A, column: a, formula: b, weight: 1}]", false},
		{"criteria: [{name: A, formula: 5, weight: 1}]", true},
		{`criteria: [{name: A, column: 2026, weight: "0.01"}]`, true},
		{"criteria: [{name: A, column: a, weight: 100000}]", true},
		{"criteria: [{name: A, column: a, weight: 0}]", false},
		{"criteria: [{name: A, column: a, weight: 100001}]", false},
		{`criteria: [{name: A, column: a, weight: "5%"}]`, false},
		{"criteria: [{name: Größe, key: size_2, column: a, weight: 1}]", true},
		{"criteria: [{name: A, key: A, column: a, weight: 1}]", false},
		{`criteria: [{name: A, column: a, weight: 1, cuts: [1, 2.5, "3", 4e3]}]`, true},
		{"criteria: [{name: A, column: a, weight: 1, cuts: [1, 2, 3]}]", false},
		{"criteria: [{name: A, column: a, weight: 1, cuts: [1, 2, 3, .inf]}]", false},
		{"criteria: [{name: A, column: a, weight: 1, cuts: quintiles, better: lower}]", true},
		{"criteria: [{name: A, column: a, weight: 1, cuts: quartiles}]", false},
		{"criteria: [{name: A, column: a, weight: 1, cuts: quintiles, better: less}]", false},
		{"criteria: [{name: A, column: a, weight: 1, better: higher}]", false},
		{"criteria: [{name: A, column: a, weight: 1, levels: {no: 1, 2: 5}}]", true},
		{"criteria: [{name: A, column: a, weight: 1, levels: {}}]", false},
		{"criteria: [{name: A, column: a, weight: 1, levels: {no: 0}}]", false},
		{"criteria: [{name: A, column: a, weight: 1, levels: {no: 1}, cuts: [1, 2, 3, 4]}]", false},
		{"criteria: [{name: A, formula: a, weight: 1, levels: {no: 1}}]", false},
		{"criteria: [{name: A, column: a, weight: 1, missing: skip}]", true},
		{"criteria: [{name: A, column: a, weight: 1, missing: 3, actionable: false}]", true},
		{"criteria: [{name: A, column: a, weight: 1, missing: 6}]", false},
		{"criteria: [{name: A, column: a, weight: 1, actionable: never}]", false},
		{"criteria: [{name: A, column: a, weight: 1, expires: {column: d, days: 0}}]", true},
		{"criteria: [{name: A, column: a, weight: 1, expires: {column: d}}]", false},
	}
	schema := compiledSchema(t)
	for _, test := range tests {
		text := []byte(head + test.lines)
		if _, err := rubric.Load("rubric.yaml", text); (err == nil) != test.valid {
			t.Errorf("%s\nthe loader says %v; want valid %v", test.lines, err, test.valid)
		}
		if err := schema.Validate(yamlValue(t, text)); (err == nil) != test.valid {
			t.Errorf("%s\nthe schema says %v; want valid %v", test.lines, err, test.valid)
		}
	}
}

// Every file of the project that loads is valid by the schema.
func TestSchemaTakesWhatLoads(t *testing.T) {
	schema := compiledSchema(t)
	loaded := 0
	err := filepath.WalkDir("..", func(file string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(file) != ".yaml" {
			return err
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if _, err := rubric.Load(file, text); err != nil {
			return nil //nolint:nilerr // not a rubric, or one that a test wants refused
		}
		loaded++
		if err := schema.Validate(yamlValue(t, text)); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if least := len(rubric.Templates()) + 1; loaded < least {
		t.Errorf("%d rubrics were found; want at least %d, the templates and the example", loaded, least)
	}
}

func compiledSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(string(rubric.Schema())))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("schema.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// yamlValue returns a YAML file as editors hand it to a schema.
func yamlValue(t *testing.T, text []byte) any {
	t.Helper()
	var root yaml.Node
	err := yaml.Unmarshal(text, &root)
	value, e := nodeValue(&root)
	if err := errors.Join(err, e); err != nil {
		t.Fatal(err)
	}
	return value
}

func nodeValue(n *yaml.Node) (any, error) {
	var errs error
	switch n.Kind {
	case yaml.DocumentNode:
		return nodeValue(n.Content[0])
	case yaml.AliasNode:
		return nodeValue(n.Alias)
	case yaml.SequenceNode:
		list := []any{}
		for _, item := range n.Content {
			value, err := nodeValue(item)
			list, errs = append(list, value), errors.Join(errs, err)
		}
		return list, errs
	case yaml.MappingNode:
		object := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			value, err := nodeValue(n.Content[i+1])
			object[n.Content[i].Value], errs = value, errors.Join(errs, err)
		}
		return object, errs
	}
	if n.ShortTag() == "!!timestamp" {
		return n.Value, nil // editors read YAML 1.2, which has no dates
	}
	var value any
	err := n.Decode(&value)
	return value, err
}
