// Package internal_test keeps the packages apart.
package internal_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// rooms lists what the code of a package and of those below it, tests aside,
// may import besides the standard library: a package or a module, and all
// below that. A new package or dependency brings its line.
var rooms = map[string][]string{
	"chs/cmd": {
		"chs/cmd/help", "chs/internal", "chs/rubric", "chs/scoring",
		"github.com/mattn/go-isatty", "github.com/schollz/progressbar/v3", "github.com/spf13/cobra",
		"github.com/spf13/pflag", "github.com/spf13/viper", "golang.org/x/term",
	},
	"chs/cmd/chs":  {"chs/cmd"},
	"chs/cmd/help": {},
	"chs/internal/accounts": {
		"github.com/klauspost/compress", "github.com/parquet-go/parquet-go", "github.com/therootcompany/xz", "golang.org/x/sys/cpu", "golang.org/x/text",
	},
	"chs/internal/database": {"github.com/jackc/pgx/v5", "modernc.org/sqlite"},
	"chs/internal/evidence": {"chs/rubric", "chs/scoring"},
	"chs/internal/fleet":    {"chs/internal/history", "chs/rubric", "chs/scoring"},
	"chs/internal/history": {
		"chs/internal/database", "chs/rubric", "chs/scoring", "github.com/gocarina/gocsv", "github.com/jackc/pgx/v5", "modernc.org/sqlite",
	},
	"chs/internal/notify": {"chs/internal/fleet", "chs/internal/history", "chs/internal/report", "chs/rubric", "chs/scoring"},
	"chs/internal/pipeline": {
		"chs/internal/accounts", "chs/internal/fleet", "chs/internal/report", "chs/rubric", "chs/scoring",
		"golang.org/x/text/unicode/norm",
	},
	"chs/internal/report": {
		"chs/internal/evidence", "chs/internal/fleet", "chs/internal/history", "chs/internal/svg", "chs/rubric", "chs/scoring",
		"github.com/fatih/color", "github.com/gocarina/gocsv", "github.com/guptarohit/asciigraph", "github.com/olekukonko/tablewriter",
		"github.com/xuri/excelize/v2",
	},
	"chs/internal/svg":       {},
	"chs/internal/warehouse": {"chs/rubric"},

	"chs/rubric":  {"github.com/expr-lang/expr", "go.yaml.in/yaml/v4"},
	"chs/scoring": {"chs/rubric"},
}

func TestPackagesImportOnlyWhatTheyMay(t *testing.T) {
	err := filepath.WalkDir("..", func(file string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return err
		}
		source, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		pkg := path.Dir("chs/" + strings.TrimPrefix(filepath.ToSlash(file), "../"))
		for _, spec := range source.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			checkImport(t, pkg, imported)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func checkImport(t *testing.T, pkg, imported string) {
	t.Helper()
	room := ""
	for name := range rooms {
		if holds(name, pkg) && len(name) > len(room) {
			room = name
		}
	}
	may := append([]string{room}, rooms[room]...)
	switch {
	case room == "":
		t.Errorf("package %s has no line in rooms", pkg)
	case !standard(imported) && !slices.ContainsFunc(may, func(name string) bool { return holds(name, imported) }):
		t.Errorf("%s imports %s; besides the standard library it may import %q", pkg, imported, may)
	}
}

// holds reports whether path is name or below it.
func holds(name, path string) bool {
	return path == name || strings.HasPrefix(path, name+"/")
}

// standard reports whether path is of the standard library: its first element
// has no dot.
func standard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return first != "chs" && !strings.Contains(first, ".")
}
