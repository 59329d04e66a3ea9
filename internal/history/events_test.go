package history_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chs/internal/history"
)

func TestEventsAreReadByDay(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []history.Event
	}{
		{"a header alone", "date,what\n", nil},
		{"days, and lines of one day", "date,what\n1970-01-03,b\n1970-01-02, a \n1970-01-03,c\n", []history.Event{
			{Line: 3, Day: 1, What: "a"}, {Line: 2, Day: 2, What: "b"}, {Line: 4, Day: 2, What: "c"},
		}},
		{"all columns, in any order, and a byte order mark", "\uFEFFsegment,id,what,date\r\n,007,\"x,\ny\",1970-01-02\r\nnew,,z, 1970-01-03 \r\n", []history.Event{
			{Line: 2, Day: 1, What: "x,\ny", ID: "007"}, {Line: 4, Day: 2, What: "z", Segment: "new"},
		}},
	} {
		got, err := history.ReadEvents("e.csv", strings.NewReader(test.text))
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
	}
}

func TestBadEventsAreRefused(t *testing.T) {
	for text, want := range map[string]string{
		"":                           `e.csv: file is empty; want a header with date and what`,
		"day,what\n":                 `e.csv:1: unknown column "day"; want date, what, id and segment`,
		"date,id\n":                  `e.csv:1: there is no column "what"; want date and what, and maybe id and segment`,
		"date,what,date\n":           `e.csv:1: column "date" is there twice`,
		"date,what\n1.2.2026,x\n":    `e.csv:2: column "date": "1.2.2026": want a date as YYYY-MM-DD`,
		"date,what\n\n2026-02-30,x":  `e.csv:3: column "date": "2026-02-30": want a date as YYYY-MM-DD`,
		"date,what\n2026-02-01, \n":  `e.csv:2: column "what" is empty; want what happened`,
		"date,what\n2026-02-01\n":    `e.csv:2: more or fewer cells than the header has; want as many`,
		"date,what\n2026-02-01,x,\n": `e.csv:2: more or fewer cells than the header has; want as many`,
		"date,what\n2026-02-01,\"x":  `e.csv:2: extraneous or missing " in quoted-field`,
		"date,what,id,segment\n2026-02-01,x,a,new\n": `e.csv:2: column "segment": "new" beside the id "a"; want one of them, or none for all accounts`,
	} {
		if _, err := history.ReadEvents("e.csv", strings.NewReader(text)); err == nil || err.Error() != want {
			t.Errorf("%q: %v\nwant %s", text, err, want)
		}
	}
}
