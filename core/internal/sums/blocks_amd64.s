//go:build !purego

#include "textflag.h"

// The four words of each half of a state lie in the order that the instructions want:
// ABEF in one register, CDGH in the other. The sums are in X1, X2 and in X3, X4; what
// they were before the block is in X11 to X14. X5 to X8 hold sixteen words of the
// message, X0 four of them with the constants added, X9 is for anything, X10 turns the
// bytes of words around.
// https://www.intel.com/content/www/us/en/developer/articles/technical/intel-sha-extensions.html

DATA turn<>+0(SB)/8, $0x0405060700010203
DATA turn<>+8(SB)/8, $0x0c0d0e0f08090a0b
GLOBL turn<>(SB), RODATA|NOPTR, $16

// TAKE loads a state of eight words in their usual order.
#define TAKE(from, abef, cdgh) \
	MOVOU (from), abef; \
	MOVOU 16(from), cdgh; \
	PSHUFD $0xb1, abef, abef; \
	PSHUFD $0x1b, cdgh, cdgh; \
	MOVO abef, X9; \
	PALIGNR $8, cdgh, abef; \
	PBLENDW $0xf0, X9, cdgh

// GIVE stores it.
#define GIVE(to, abef, cdgh) \
	PSHUFD $0x1b, abef, abef; \
	PSHUFD $0xb1, cdgh, cdgh; \
	MOVO abef, X9; \
	PBLENDW $0xf0, cdgh, abef; \
	PALIGNR $8, X9, cdgh; \
	MOVOU abef, (to); \
	MOVOU cdgh, 16(to)

// READ takes four words from the message.
#define READ(i, words) \
	MOVOU (i*16)(SI), words; \
	PSHUFB X10, words

// ROUNDS are four of the 64 rounds, of both sums.
#define ROUNDS(i, words) \
	MOVOU (i*16)(DI), X0; \
	PADDD words, X0; \
	SHA256RNDS2 X0, X1, X2; \
	SHA256RNDS2 X0, X3, X4; \
	PSHUFD $0x0e, X0, X0; \
	SHA256RNDS2 X0, X2, X1; \
	SHA256RNDS2 X0, X4, X3

// MAKE makes the next four words; BEGIN does the part of it that needs no others.
#define BEGIN(words, before) \
	SHA256MSG1 words, before
#define MAKE(words, before, next) \
	MOVO words, X9; \
	PALIGNR $4, before, X9; \
	PADDD X9, next; \
	SHA256MSG2 words, next

// func blocks(one, other *state, data []byte)
TEXT ·blocks(SB), NOSPLIT, $0-40
	MOVQ one+0(FP), AX
	MOVQ other+8(FP), BX
	MOVQ data_base+16(FP), SI
	MOVQ data_len+24(FP), CX
	SHRQ $6, CX
	JZ   done
	LEAQ ·rounds(SB), DI
	MOVOU turn<>(SB), X10
	TAKE(AX, X1, X2)
	TAKE(BX, X3, X4)

block:
	MOVO X1, X11
	MOVO X2, X12
	MOVO X3, X13
	MOVO X4, X14
	READ(0, X5)
	ROUNDS(0, X5)
	READ(1, X6)
	ROUNDS(1, X6)
	BEGIN(X6, X5)
	READ(2, X7)
	ROUNDS(2, X7)
	BEGIN(X7, X6)
	READ(3, X8)
	MAKE(X8, X7, X5)
	ROUNDS(3, X8)
	BEGIN(X8, X7)
	MAKE(X5, X8, X6)
	ROUNDS(4, X5)
	BEGIN(X5, X8)
	MAKE(X6, X5, X7)
	ROUNDS(5, X6)
	BEGIN(X6, X5)
	MAKE(X7, X6, X8)
	ROUNDS(6, X7)
	BEGIN(X7, X6)
	MAKE(X8, X7, X5)
	ROUNDS(7, X8)
	BEGIN(X8, X7)
	MAKE(X5, X8, X6)
	ROUNDS(8, X5)
	BEGIN(X5, X8)
	MAKE(X6, X5, X7)
	ROUNDS(9, X6)
	BEGIN(X6, X5)
	MAKE(X7, X6, X8)
	ROUNDS(10, X7)
	BEGIN(X7, X6)
	MAKE(X8, X7, X5)
	ROUNDS(11, X8)
	BEGIN(X8, X7)
	MAKE(X5, X8, X6)
	ROUNDS(12, X5)
	BEGIN(X5, X8)
	MAKE(X6, X5, X7)
	ROUNDS(13, X6)
	MAKE(X7, X6, X8)
	ROUNDS(14, X7)
	ROUNDS(15, X8)
	PADDD X11, X1
	PADDD X12, X2
	PADDD X13, X3
	PADDD X14, X4
	ADDQ $64, SI
	DECQ CX
	JNZ  block
	GIVE(AX, X1, X2)
	GIVE(BX, X3, X4)

done:
	RET

// func hasSHA() bool
TEXT ·hasSHA(SB), NOSPLIT, $0-1
	MOVB $0, ret+0(FP)
	MOVL $0, AX
	CPUID
	CMPL AX, $7
	JLT  none
	MOVL $1, AX
	MOVL $0, CX
	CPUID
	ANDL $0x80200, CX // SSSE3 and SSE4.1
	CMPL CX, $0x80200
	JNE  none
	MOVL $7, AX
	MOVL $0, CX
	CPUID
	BTL  $29, BX // SHA
	SETCS ret+0(FP)

none:
	RET
