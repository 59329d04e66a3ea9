package accounts

import (
	"testing"

	"pgregory.net/rapid"
)

// markSlowly is markBlocks, byte by byte.
func markSlowly(blocks int, text []byte, delim byte) (all []marks, ascii bool) {
	all, ascii = make([]marks, blocks), true
	for i, b := range text[:blocks*blockSize] {
		m, bit := &all[i/blockSize], uint64(1)<<(i%blockSize)
		set := func(dst *uint64, is bool) {
			if is {
				*dst |= bit
			}
		}
		set(&m.delims, b == delim)
		set(&m.quotes, b == '"')
		set(&m.lfs, b == '\n')
		set(&m.crs, b == '\r')
		set(&m.words, b >= '0' && b <= '9' || b >= 'A' && b <= 0x7f)
		ascii = ascii && b < 0x80
	}
	return all, ascii
}

func TestMarkBlocks(t *testing.T) {
	if !canMark {
		t.Skip("this processor cannot mark blocks")
	}
	check := func(t rapid.TB, text []byte, delim byte) {
		t.Helper()
		blocks := len(text) / blockSize
		got := make([]marks, blocks)
		ascii := markBlocks(got, text, delim)
		want, wantASCII := markSlowly(blocks, text, delim)
		if ascii != wantASCII {
			t.Errorf("%q is ASCII: %t; want %t", text, ascii, wantASCII)
		}
		for i := range got {
			if got[i] != want[i] {
				t.Errorf("block %d of %q: %x; want %x", i, text, got[i], want[i])
			}
		}
	}
	var every [256]byte
	for i := range every {
		every[i] = byte(i)
	}
	check(t, every[:], ',')
	check(t, every[:128], ';')
	check(t, nil, ',')
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SliceOfN(rapid.SampledFrom([]byte("a9/:@A\x7f\",;\t\r\n \x00\x80\xff")), blockSize, 5*blockSize).Draw(t, "text")
		check(t, text, rapid.SampledFrom([]byte(",;\tA")).Draw(t, "delimiter"))
	})
}
