#include "textflag.h"

// The last operand of an instruction is its result. X and Y registers of one number
// are the same one: Y has 32 bytes, X the first 16 of them. An instruction whose name
// ends in B does the same to each byte by itself: a comparison makes it 0xFF where it
// holds, else 0.

// FILL sets all bytes of Y to BYTE.
#define FILL(BYTE, X, Y) \
	MOVL         BYTE, AX \
	VMOVD        AX, X    \
	VPBROADCASTB X, Y

// STORE makes one word of the highest bits of the 32 bytes of LOW and the 32 of HIGH,
// the halves of a block, and puts it AT so many bytes into the block's marks.
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

// WORDS sets the bytes of Y that are words' to 0xFF, and the others to 0: those above
// '@', as signed numbers, by which a byte beyond ASCII is not, and those that are at
// most 9 above '0', as unsigned ones, by which a byte below '0' is not.
#define WORDS(Y) \
	VPCMPGTB Y9, Y, Y6  \ // Y6 = Y > '@'
	VPSUBB   Y10, Y, Y7 \ // Y7 = Y - '0'
	VPMINUB  Y11, Y7, Y \ // Y = min(Y7, 9)
	VPCMPEQB Y7, Y, Y   \ // Y = Y7 == Y
	VPOR     Y6, Y, Y

// func markAVX2(dst *marks, text *byte, blocks int, delim byte) (ascii bool)
TEXT ·markAVX2(SB), NOSPLIT, $0-33
	MOVQ dst+0(FP), DI     // the block's marks
	MOVQ text+8(FP), SI    // the block
	MOVQ blocks+16(FP), CX // how many are left

	VPBROADCASTB delim+24(FP), Y0
	FILL($'"', X1, Y1)
	FILL($'\n', X2, Y2)
	FILL($'\r', X3, Y3)
	FILL($'@', X9, Y9)
	FILL($'0', X10, Y10)
	FILL($9, X11, Y11)
	VPXOR Y8, Y8, Y8 // the bytes of all blocks, by or

block:
	VMOVDQU (SI), Y4
	VMOVDQU 32(SI), Y5
	VPOR    Y4, Y8, Y8
	VPOR    Y5, Y8, Y8
	MARK(Y0, 0)
	MARK(Y1, 8)
	MARK(Y2, 16)
	MARK(Y3, 24)
	WORDS(Y4) // the block is no longer needed
	WORDS(Y5)
	STORE(Y4, Y5, 32)
	ADDQ    $64, SI
	ADDQ    $40, DI
	DECQ    CX
	JNZ     block

	VPMOVMSKB Y8, AX // a bit for each byte that has its highest set: is not ASCII
	TESTL     AX, AX
	SETEQ     ascii+32(FP)
	VZEROUPPER
	RET
