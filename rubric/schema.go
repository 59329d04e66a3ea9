package rubric

import _ "embed"

// A string, so that nobody can change it.
//
//go:embed schema.json
var schemaJSON string

// Schema returns a JSON Schema (draft 7) of the rubric format, for editors
// that complete and check a file while it is written. It knows every key. What
// it cannot express, such as formulas, and names that must be there or only
// once, [Load] alone checks.
func Schema() []byte { return []byte(schemaJSON) }
