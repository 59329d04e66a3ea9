package database_test

import (
	"testing"

	"chs/internal/database"
)

func TestPlacesAreShownWithoutSecrets(t *testing.T) {
	for _, test := range []struct {
		place, name string
		secret      bool
	}{
		{"history.db", "history.db", false},
		{"C:\\h.db", "C:\\h.db", false},
		{"postgres://me@host:5433/db", "postgres://me@host:5433/db", false},
		{"postgres://me:pass@host/db?sslmode=require", "postgres://me@host/db", true},
		{"postgresql://host/db?password=pass", "postgresql://host/db", true},
		{"postgres://host/db?sslkey=k&sslpassword=pass", "postgres://host/db", true},
		{"postgres://me:pa ss%@host/db", "postgres://…", true},
		{"POSTGRES://me:pass@host/db", "postgres://me@host/db", true},
		{" postgres://me:pass@host/db", " postgres://…", true},
		{"postgres://", "postgres://", false},
		{"host=db dbname=sales user=me", "host=db dbname=sales user=me", false},
		{"host=db password=pass", "host=db password=pass", true},
		{"Server=db;User Id=me;Password=pass", "Server=db;User Id=me;Password=pass", true},
		{"postgres://host/db;password=pass", "postgres://host/db;password=pass", true},
		{"postgres:me:pass@host/db", "postgres:me:pass@host/db", true},
		{"postgres:///me:pass@host/db", "postgres:///me:pass@host/db", true},
		{"postgres://me@host:5433/db?options=a:b@c", "postgres://me@host:5433/db", false},
		{"password == 3", "password == 3", false},
		{"mysql://me:pass@host/db", "mysql://me@host/db", true},
	} {
		if got := database.Name(test.place); got != test.name {
			t.Errorf("%s is shown as %s, want %s", test.place, got, test.name)
		}
		if got := database.HasSecret(test.place); got != test.secret {
			t.Errorf("%s has a secret: %v", test.place, got)
		}
	}
}
