package accounts

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
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
		b.Run(name, func(b *testing.B) { benchmarkRead(b, string(data), len(data)) })
	}
}

// The speeds are those of the text that a compressed file holds, of a
// workbook's XML, and of JSON.
func BenchmarkFormats(b *testing.B) {
	text := string(benchFiles()["plain"])
	rows := strings.Split(text, "\n")
	var lines [][]string
	for _, row := range rows[:len(rows)-1] {
		lines = append(lines, strings.Split(row, ","))
	}
	json, workbook := jsonLinesOf(b, lines), largeWorkbook(b, 60_000)
	sheet, err := zip.NewReader(strings.NewReader(workbook), int64(len(workbook)))
	must(b, err)
	var size uint64
	for _, part := range sheet.File {
		size += part.UncompressedSize64
	}
	b.Run("gzip", func(b *testing.B) { benchmarkRead(b, gzipped(b, text), len(text)) })
	b.Run("zstd", func(b *testing.B) { benchmarkRead(b, zstded(b, text), len(text)) })
	b.Run("jsonlines", func(b *testing.B) { benchmarkRead(b, json, len(json)) })
	b.Run("xlsx", func(b *testing.B) { benchmarkRead(b, workbook, int(size)) })
}

// benchmarkRead reads a file that holds so many bytes of text.
func benchmarkRead(b *testing.B, file string, size int) {
	b.SetBytes(int64(size))
	b.ReportAllocs()
	var c Chunk
	for b.Loop() {
		r, err := Open("-", strings.NewReader(file), Options{})
		must(b, err)
		for err = r.Read(&c); err == nil; err = r.Read(&c) {
		}
		if !errors.Is(err, io.EOF) {
			b.Fatal(err)
		}
		must(b, r.Close())
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
