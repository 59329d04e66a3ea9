#include "textflag.h"

// FILL sets all bytes of Y to BYTE.
#define FILL(BYTE, X, Y) \
	MOVL         BYTE, AX \
	VMOVD        AX, X    \
	VPBROADCASTB X, Y

// STORE puts a bit for each byte of a block, its highest, into the word at AT of the
// block's marks.
#define STORE(LOW, HIGH, AT) \
	VPMOVMSKB LOW, AX  \
	VPMOVMSKB HIGH, BX \
	SHLQ      $32, BX  \
	ORQ       BX, AX   \
	MOVQ      AX, AT(DI)

// MARK stores which bytes of the block in Y4 and Y5 are that of Y.
#define MARK(Y, AT) \
	VPCMPEQB Y, Y4, Y6 \
	VPCMPEQB Y, Y5, Y7 \
	STORE(Y6, Y7, AT)

// WORDS sets the bytes of Y that are words' to ones, and the others to zeros. As a
// signed number, a byte beyond ASCII is below '@'.
#define WORDS(Y) \
	VPCMPGTB Y9, Y, Y6  \
	VPSUBB   Y10, Y, Y7 \
	VPMINUB  Y11, Y7, Y \
	VPCMPEQB Y7, Y, Y   \
	VPOR     Y6, Y, Y

// func markAVX2(dst *marks, text *byte, blocks int, delim byte) (ascii bool)
TEXT ·markAVX2(SB), NOSPLIT, $0-33
	MOVQ dst+0(FP), DI
	MOVQ text+8(FP), SI
	MOVQ blocks+16(FP), CX

	VPBROADCASTB delim+24(FP), Y0
	FILL($'"', X1, Y1)
	FILL($'\n', X2, Y2)
	FILL($'\r', X3, Y3)
	FILL($'@', X9, Y9)
	FILL($'0', X10, Y10)
	FILL($9, X11, Y11)
	VPXOR Y8, Y8, Y8 // all bytes, by or

block:
	VMOVDQU (SI), Y4
	VMOVDQU 32(SI), Y5
	VPOR    Y4, Y8, Y8
	VPOR    Y5, Y8, Y8
	MARK(Y0, 0)
	MARK(Y1, 8)
	MARK(Y2, 16)
	MARK(Y3, 24)
	WORDS(Y4)
	WORDS(Y5)
	STORE(Y4, Y5, 32)
	ADDQ    $64, SI
	ADDQ    $40, DI
	DECQ    CX
	JNZ     block

	VPMOVMSKB Y8, AX
	TESTL     AX, AX
	SETEQ     ascii+32(FP)
	VZEROUPPER
	RET
