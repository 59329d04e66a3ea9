package accounts

import "golang.org/x/sys/cpu"

// canMark reports whether markBlocks works on this processor.
var canMark = cpu.X86.HasAVX2

// markBlocks marks as many blocks of text as dst has room for, and reports whether
// they are ASCII.
func markBlocks(dst []marks, text []byte, delim byte) (ascii bool) {
	if len(dst) == 0 {
		return true
	}
	_ = text[len(dst)*blockSize-1]
	return markAVX2(&dst[0], &text[0], len(dst), delim)
}

// markAVX2 is markBlocks for at least one block. It stands in mark_amd64.s.
//
//go:noescape
func markAVX2(dst *marks, text *byte, blocks int, delim byte) (ascii bool)
