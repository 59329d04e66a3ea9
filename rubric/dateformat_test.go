package rubric

import "testing"

func TestParseDateFormat(t *testing.T) {
	for _, text := range []string{
		"YYYY-MM-DD", "DD/MM/YYYY", "M/D/YYYY", "D MMM YYYY", "MMM D, YYYY",
		"YYYYMMDD", "DMMMYYYY", "YYYY. MM. DD.", "DD-MMM-YYYY",
	} {
		format, err := ParseDateFormat(text)
		if err != nil || format.String() != text {
			t.Errorf("%q: read as %q, %v", text, format, err)
		}
	}
	if format, err := ParseDateFormat(" YYYY-MM-DD\t"); err != nil || format != ISODate() {
		t.Errorf("white space around a format: read as %q, %v", format, err)
	}
}

func TestParseDateFormatRefuses(t *testing.T) {
	const want = ": want YYYY, MM or M or MMM, DD or D once each, such as YYYY-MM-DD or D MMM YYYY"
	for _, text := range []string{
		"", "-", "YYYY/MMM", "MM-DD", "YYYY-DD", "YY-MM-DD", "YYYYY-MM-DD", "YYYY-MMMM-DD", "YYYY-MM-DDD",
		"YYYY-MM-DD-DD", "YYYY-MM-D DD", "YYYY-MM MMM DD", "YYYY-MM-DD YYYY", "yyyy-mm-dd", "YYYY-MM-DDTHH:MM",
		"YYYY-MM-DDT", "YYYY1MM1DD", "YYYY年MM月DD日", "YYYY\tMM\tDD",
	} {
		_, err := ParseDateFormat(text)
		if err == nil || err.Error() != "date format "+quote(text)+want {
			t.Errorf("%q: %v", text, err)
		}
	}
	for text, token := range map[string]string{"YYYYMDD": "M", "DMMYYYY": "D", "DMYYYY": "D"} {
		_, err := ParseDateFormat(text)
		if want := `date format "` + text + `": want a separator behind ` + token + ", which is one digit or two"; err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

func TestDateFormatRead(t *testing.T) {
	type date struct{ year, month, day int }
	tests := []struct {
		format, cell string
		want         date
		rest         string
	}{
		{"YYYY-MM-DD", "2026-11-05", date{2026, 11, 5}, ""},
		{"YYYY-MM-DD", "2026-11-05T10:00", date{2026, 11, 5}, "T10:00"},
		{"YYYY-MM-DD", "2026-99-00", date{2026, 99, 0}, ""},
		{"YYYY-MM-DD", "2026-11-055", date{2026, 11, 5}, "5"},
		{"YYYYMMDD", "20261105", date{2026, 11, 5}, ""},
		{"M/D/YYYY", "1/5/2026", date{2026, 1, 5}, ""},
		{"M/D/YYYY", "01/15/2026", date{2026, 1, 15}, ""},
		{"D MMM YYYY", "5 nov 2026", date{2026, 11, 5}, ""},
		{"DMMMYYYY", "15DEC2026", date{2026, 12, 15}, ""},
		{"MMM D, YYYY", "Jan 1, 2026 00:00", date{2026, 1, 1}, " 00:00"},
	}
	for _, test := range tests {
		format, err := ParseDateFormat(test.format)
		if err != nil {
			t.Fatal(err)
		}
		year, month, day, rest, ok := format.Read(test.cell)
		if got := (date{year, month, day}); !ok || got != test.want || rest != test.rest {
			t.Errorf("%s reads %q as %v, %q, %t", test.format, test.cell, got, rest, ok)
		}
	}
}

func TestDateFormatReadRefuses(t *testing.T) {
	tests := []struct{ format, cell string }{
		{"YYYY-MM-DD", ""},
		{"YYYY-MM-DD", "2026-11"},
		{"YYYY-MM-DD", "2026-1-05"},
		{"YYYY-MM-DD", "2026-11-5"},
		{"YYYY-MM-DD", "206-11-05"},
		{"YYYY-MM-DD", "02026-11-05"},
		{"YYYY-MM-DD", "2026/11/05"},
		{"YYYY-MM-DD", "２026-11-05"},
		{"M/D/YYYY", "001/5/2026"},
		{"M/D/YYYY", "/5/2026"},
		{"D MMM YYYY", "5 November 2026"},
		{"D MMM YYYY", "5  Nov 2026"},
		{"D MMM YYYY", "5 Foo 2026"},
		{"D MMM YYYY", "5 No"},
	}
	for _, test := range tests {
		format, err := ParseDateFormat(test.format)
		if err != nil {
			t.Fatal(err)
		}
		if year, month, day, _, ok := format.Read(test.cell); ok {
			t.Errorf("%s reads %q as %d, %d, %d", test.format, test.cell, year, month, day)
		}
	}
	if _, _, _, _, ok := (DateFormat{}).Read("2026-11-05"); ok {
		t.Error("the zero format reads a date")
	}
}
