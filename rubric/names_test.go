package rubric_test

import (
	"testing"

	"chs/rubric"
)

func TestSlug(t *testing.T) {
	for name, want := range map[string]string{
		"Usage": "usage", "Support load": "support_load", "  NPS (30d)  ": "nps_30d", "a--b__c": "a_b_c", "Überblick": "berblick",
		"利用": "", "": "", "___": "", "5": "5",
	} {
		if got := rubric.Slug(name); got != want {
			t.Errorf("slug of %q is %q; want %q", name, got, want)
		}
	}
}

// A filter may name the rubric's bands and unscored, and no other.
func TestWhereNamesBandsOfTheRubric(t *testing.T) {
	r := load(t, least)
	for where, want := range map[string]string{
		`band == "red"`:                           "",
		`band in ["green", "unscored"]`:           "",
		`plan == "amber" or segment == "default"`: "",
		`band == "rde"`:                           `--where:1:9: there is no band "rde"; did you mean "red"?`,
		`not ("amber" != band)`:                   `--where:1:6: there is no band "amber"; want red, yellow, green, unscored`,
		`a > 1 and band not in ["red", "Green"]`:  `--where:1:11: there is no band "Green"; did you mean "green"?`,
	} {
		_, err := r.ParseWhere("--where", where)
		if got := errorText(err); got != want {
			t.Errorf("%s: %q; want %q", where, got, want)
		}
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
