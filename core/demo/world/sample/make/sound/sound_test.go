package sound

import (
	"encoding/binary"
	"math"
	"testing"
)

func TestWaveformPacksLoudnessInFiveBits(t *testing.T) {
	s := make([]float64, 100*480)
	for i := range s {
		s[i] = float64(i/480) / 99 * math.Copysign(1, float64(i%2)-0.5)
	}
	packed := Waveform(s)
	if len(packed) != 63 {
		t.Fatalf("%d bytes, Telegram has 63", len(packed))
	}
	for i := range 100 {
		bits := 0
		for j := range 5 {
			at := i*5 + j
			bits |= int(packed[at/8]>>(at%8)&1) << j
		}
		if want := int(math.Round(float64(i) / 99 * 31)); bits != want {
			t.Errorf("value %d is %d, want %d", i, bits, want)
		}
	}
}

func TestSoundsKeepWithinTheirRange(t *testing.T) {
	for name, s := range map[string][]float64{"speech": Speech(3, 1, 200), "tune": Tune([]int{0, 4, 7}, 0.2), "waves": Waves(1, 1)} {
		top, energy := 0.0, 0.0
		for _, v := range s {
			top = math.Max(top, math.Abs(v))
			energy += v * v
		}
		if top > 0.81 || top < 0.4 || energy/float64(len(s)) < 0.0005 {
			t.Errorf("%s: peak %v, energy %v", name, top, energy/float64(len(s)))
		}
	}
}

func TestSpeechHasPauses(t *testing.T) {
	form := Waveform(Speech(8, 6, 210))
	levels := map[int]int{}
	for i := range 100 {
		bits := 0
		for j := range 5 {
			at := i*5 + j
			bits |= int(form[at/8]>>(at%8)&1) << j
		}
		levels[bits/8]++
	}
	if levels[0] < 3 || levels[2]+levels[3] < 10 {
		t.Errorf("loudness by quarters: %v", levels)
	}
}

func TestWAVStatesItsSize(t *testing.T) {
	w := WAV(make([]float64, 10))
	if string(w[:4]) != "RIFF" || binary.LittleEndian.Uint32(w[4:]) != uint32(len(w)-8) || binary.LittleEndian.Uint32(w[40:]) != 20 || len(w) != 64 {
		t.Errorf("% x", w)
	}
}
