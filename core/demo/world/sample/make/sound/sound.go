// Package sound makes the sample account's voice notes and tunes: speech-like
// murmurs (a gliding tone through two vowel-like resonances, in syllables) and
// plucked melodies, as mono samples from -1 to 1 at 48 kHz, and the waveform
// that Telegram shows for them. It says no words.
package sound

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
)

// Rate is samples a second.
const Rate = 48000

// Speech is a murmur of that many seconds; pitch in hertz (110 a man, 200 a woman).
func Speech(seed uint64, seconds, pitch float64) []float64 {
	rnd := rand.New(rand.NewPCG(seed, 11))
	out := make([]float64, int(seconds*Rate))
	phase, gain := 0.0, 0.0
	var a, b resonator
	end, loud, target, vowel := 0, 0.0, pitch, 0
	vowels := [][2]float64{{730, 1090}, {530, 1840}, {270, 2290}, {570, 840}, {300, 870}}
	for i := range out {
		if i >= end {
			end = i + int((0.09+0.16*rnd.Float64())*Rate)
			loud = 0.35 + 0.65*rnd.Float64()
			if rnd.IntN(5) == 0 {
				loud = 0
			}
			target = pitch * (0.85 + 0.4*rnd.Float64())
			vowel = rnd.IntN(len(vowels))
		}
		k := loud * math.Sin(math.Pi*math.Min(1, float64(end-i)/(0.09*Rate)))
		gain += (math.Max(k, 0) - gain) * 0.0009
		pitch += (target - pitch) * 0.00006
		phase += pitch / Rate
		saw := 2*(phase-math.Floor(phase)) - 1
		noise := rnd.Float64()*2 - 1
		in := (saw + 0.06*noise) * gain
		out[i] = a.pass(in, vowels[vowel][0], 90) + 0.6*b.pass(in, vowels[vowel][1], 120)
	}
	return level(out, 0.7)
}

// resonator is a two-pole filter around a frequency.
type resonator struct{ y1, y2 float64 }

func (r *resonator) pass(in, freq, width float64) float64 {
	k := math.Exp(-math.Pi * width / Rate)
	y := in*(1-k) + 2*k*math.Cos(2*math.Pi*freq/Rate)*r.y1 - k*k*r.y2
	r.y2, r.y1 = r.y1, y
	return y
}

// Tune is plucked strings over a slow bass; notes are half-tones from A3, one a beat.
func Tune(notes []int, beat float64) []float64 {
	out := make([]float64, int((float64(len(notes))*beat+1.5)*Rate))
	for i, n := range notes {
		at := int(float64(i) * beat * Rate)
		pluck(out, at, 220*math.Pow(2, float64(n)/12), 1.6, 0.5)
		if i%4 == 0 {
			pluck(out, at, 110*math.Pow(2, float64(n%12-12)/12)*2, 3, 0.4)
		}
		if i%2 == 1 {
			pluck(out, at, 220*math.Pow(2, float64(n+7)/12), 1, 0.18)
		}
	}
	return level(out, 0.8)
}

func pluck(out []float64, at int, freq, seconds, gain float64) {
	for i := 0; i < int(seconds*Rate) && at+i < len(out); i++ {
		t := float64(i) / Rate
		env := math.Exp(-t*3.2) * math.Min(1, t*300)
		v := math.Sin(2*math.Pi*freq*t) + 0.4*math.Sin(4*math.Pi*freq*t)*math.Exp(-t*4) + 0.15*math.Sin(6*math.Pi*freq*t)*math.Exp(-t*8)
		out[at+i] += v * env * gain
	}
}

// Waves is the sea: noise that swells and falls.
func Waves(seed uint64, seconds float64) []float64 {
	rnd := rand.New(rand.NewPCG(seed, 12))
	out := make([]float64, int(seconds*Rate))
	low := 0.0
	for i := range out {
		t := float64(i) / Rate
		low += (rnd.Float64()*2 - 1 - low) * 0.08
		out[i] = low * (0.35 + 0.65*math.Pow(math.Sin(math.Pi*t/3.2+0.4), 2))
	}
	return level(out, 0.5)
}

func level(s []float64, peak float64) []float64 {
	top := 1e-9
	for _, v := range s {
		top = math.Max(top, math.Abs(v))
	}
	for i := range s {
		s[i] *= peak / top
	}
	return s
}

// Waveform is 100 loudness values of five bits each, packed low bits first, as
// documentAttributeAudio.waveform has it.
func Waveform(s []float64) []byte {
	const n = 100
	var peaks [n]float64
	top := 1e-9
	for i := range n {
		for _, v := range s[i*len(s)/n : (i+1)*len(s)/n] {
			peaks[i] = math.Max(peaks[i], math.Abs(v))
		}
		top = math.Max(top, peaks[i])
	}
	out := make([]byte, (n*5+7)/8+1)
	for i, v := range peaks {
		bits := uint16(math.Round(v/top*31)) << (i * 5 % 8)
		out[i*5/8] |= byte(bits)
		out[i*5/8+1] |= byte(bits >> 8)
	}
	return out[:(n*5+7)/8]
}

// WAV is the samples as a 16-bit mono WAVE file.
func WAV(s []float64) []byte {
	size := uint32(len(s) * 2)
	out := append([]byte("RIFF"), binary.LittleEndian.AppendUint32(nil, 36+size)...)
	out = append(out, "WAVEfmt "...)
	for _, v := range []any{uint32(16), uint16(1), uint16(1), uint32(Rate), uint32(Rate * 2), uint16(2), uint16(16)} {
		out, _ = binary.Append(out, binary.LittleEndian, v) // cannot fail for fixed-size numbers
	}
	out = append(out, "data"...)
	out = binary.LittleEndian.AppendUint32(out, size)
	for _, v := range s {
		out = binary.LittleEndian.AppendUint16(out, uint16(int16(v*32000)))
	}
	return out
}
