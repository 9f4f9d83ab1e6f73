package sums

import (
	"bytes"
	"crypto/sha256"
	"crypto/sha512"
	"hash"
	"math/rand/v2"
	"runtime"
	"testing"
)

func noise(n int) []byte {
	data := make([]byte, n)
	if _, err := rand.NewChaCha8([32]byte{7}).Read(data); err != nil {
		panic(err)
	}
	return data
}

// check takes both sums of data after some bytes before it, and what comes behind.
func check(t *testing.T, before, data, behind []byte) {
	t.Helper()
	whole := sha256.New()
	whole.Write(before)
	if got := Both(whole, data); got != sha256.Sum256(data) {
		t.Errorf("%d bytes behind %d: the sum of the stretch is wrong", len(data), len(before))
	}
	whole.Write(behind)
	want := sha256.Sum256(bytes.Join([][]byte{before, data, behind}, nil))
	if !bytes.Equal(whole.Sum(nil), want[:]) {
		t.Errorf("%d bytes behind %d, %d behind them: the sum of the whole is wrong", len(data), len(before), len(behind))
	}
}

func TestBothSumsAreThoseTakenOneByOne(t *testing.T) {
	data := noise(1 << 20)
	lengths := []int{0, 1, 55, 56, 63, 64, 65, 127, 128, 129, 4095, 4096, 128 << 10, 128<<10 + 1}
	for _, before := range lengths {
		for _, length := range lengths {
			for _, behind := range []int{0, 1, 64, 100} {
				check(t, data[:before], data[before:][:length], data[before+length:][:behind])
			}
		}
	}
}

func TestStretchAfterStretchMakesTheWhole(t *testing.T) {
	data := noise(1<<20 + 77)
	whole := sha256.New()
	for at := 0; at < len(data); at += 128 << 10 {
		stretch := data[at:min(at+128<<10, len(data))]
		if Both(whole, stretch) != sha256.Sum256(stretch) {
			t.Errorf("the sum of the stretch at %d is wrong", at)
		}
	}
	if want := sha256.Sum256(data); !bytes.Equal(whole.Sum(nil), want[:]) {
		t.Error("the sum of the whole is wrong")
	}
}

// The bytes lie anywhere in memory: a part's begin behind the head of an answer.
func TestBytesNeedNotBeAligned(t *testing.T) {
	data := noise(10_000)
	for shift := range 64 {
		check(t, nil, data[shift:][:4096], nil)
	}
}

// stranger is a sum that does not write itself down as this package knows it.
type stranger struct{ hash.Hash }

func TestASumThatIsNotKnownIsTakenAllTheSame(t *testing.T) {
	data := noise(1000)
	for name, whole := range map[string]hash.Hash{"hidden": stranger{sha256.New()}, "shorter": sha256.New224(), "longer": sha512.New()} {
		whole.Write(data[:64])
		if Both(whole, data[64:]) != sha256.Sum256(data[64:]) {
			t.Errorf("%s: the sum of the stretch is wrong", name)
		}
		want := map[string]func([]byte) []byte{
			"hidden":  func(b []byte) []byte { s := sha256.Sum256(b); return s[:] },
			"shorter": func(b []byte) []byte { s := sha256.Sum224(b); return s[:] },
			"longer":  func(b []byte) []byte { s := sha512.Sum512(b); return s[:] },
		}[name](data)
		if !bytes.Equal(whole.Sum(nil), want) {
			t.Errorf("%s: the sum of the whole is wrong", name)
		}
	}
}

// The library writes sums down as it did, so that one pass is still what is done.
func TestOnePassIsTakenWhereTheProcessorCan(t *testing.T) {
	if !quick {
		t.Skipf("this processor (%s) goes over the bytes twice", runtime.GOARCH)
	}
	if _, ok := together(sha256.New(), noise(128)); !ok {
		t.Error("the bytes are gone over twice")
	}
	begun := sha256.New()
	begun.Write([]byte("within a block"))
	if _, ok := together(begun, noise(128)); ok {
		t.Error("a sum within a block was gone on with at its beginning")
	}
}

func FuzzBoth(f *testing.F) {
	f.Add([]byte("satchel"), 3, 2)
	f.Add(noise(300), 64, 129)
	f.Fuzz(func(t *testing.T, data []byte, before, length int) {
		if before < 0 || length < 0 || before > len(data) || length > len(data)-before {
			t.Skip()
		}
		check(t, data[:before], data[before:][:length], data[before+length:])
	})
}

func BenchmarkBoth(b *testing.B) {
	data := noise(128 << 10)
	whole := sha256.New()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		Both(whole, data)
	}
}
