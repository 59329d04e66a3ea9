//go:build !amd64

package accounts

// canMark reports whether markBlocks works on this processor.
const canMark = false

// markBlocks is not called where canMark is false.
func markBlocks([]marks, []byte, byte) (ascii bool) {
	panic("accounts: blocks are marked on amd64 alone")
}
