package pipeline_test

import (
	"os"
	"path/filepath"
	"testing"

	"chs/internal/accounts"
	"chs/internal/pipeline"

	"github.com/google/go-cmp/cmp"
)

func TestRowsVisitsWhatIsNotRejectedInTheFirstHeadersOrder(t *testing.T) {
	folder := t.TempDir()
	var files []string
	for name, text := range map[string]string{"1.csv": "id,use\na,1\nb,2,3\nc,4\n", "2.csv": "use,id\n5,d\n"} {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, path)
	}
	if filepath.Base(files[0]) != "1.csv" {
		files[0], files[1] = files[1], files[0]
	}
	in, err := pipeline.Open(files, nil, accounts.Options{}, false)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	err = in.Rows(t.Context(), func(cell func(int) string) { got = append(got, cell(0)+"="+cell(1)) })
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a=1", "c=4", "d=5"}, got); diff != "" {
		t.Error(diff)
	}
	if err := in.Close(); err != nil {
		t.Fatal(err)
	}
}
