package accounts

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"testing"
)

// benchFiles are customer files of some 8 MB, by what most of their bytes are.
func benchFiles() map[string][]byte {
	row := func(format string) []byte {
		var b bytes.Buffer
		b.WriteString("account,company,seats,arr,renewal,notes,plan,logins,nps,email,tickets,region,usage,comment\n")
		for i := range 60_000 {
			fmt.Fprintf(&b, format, i, i%997, i%9+1, i%13, i%1000)
		}
		return b.Bytes()
	}
	const tail = `%[2]d,%[5]d.25,2026-0%[3]d-11,,pro,%[2]d,%[4]d,user%[1]d@example.com,%[3]d,EMEA,%[5]d,a comment of some words`
	plain := row("A-%[1]07d,Company %[1]d Ltd," + tail + "\n")
	quoted := row(`"A-%[1]07d","Company, %[1]d ""Ltd""","%[2]d","%[5]d.25","2026-0%[3]d-11","","pro","%[2]d","%[4]d","user%[1]d@example.com","%[3]d","EMEA","%[5]d","a comment, of some words"` + "\n")
	return map[string][]byte{
		"plain":  plain,
		"crlf":   bytes.ReplaceAll(plain, []byte("\n"), []byte("\r\n")),
		"names":  row(`A-%[1]07d,"Company %[1]d, Ltd",` + tail + "\n"),
		"quoted": quoted,
	}
}

func BenchmarkRead(b *testing.B) {
	for name, data := range benchFiles() {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			var c Chunk
			for b.Loop() {
				r, err := Open("-", bytes.NewReader(data), Options{})
				if err != nil {
					b.Fatal(err)
				}
				for err = r.Read(&c); err == nil; err = r.Read(&c) {
				}
				if !errors.Is(err, io.EOF) {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkNext(b *testing.B) {
	for name, data := range benchFiles() {
		b.Run(name, func(b *testing.B) {
			r, err := open("-", bytes.NewReader(data), Options{}, limits{head: 64 << 10, chunk: 1 << 24, record: 1 << 24})
			if err != nil {
				b.Fatal(err)
			}
			var all, c Chunk
			if err := r.Read(&all); err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(len(all.data)))
			b.ReportAllocs()
			var w Row
			for b.Loop() {
				c.reset(all.layout, all.data, all.line, all.offset)
				for c.Next(&w) {
				}
			}
		})
	}
}
