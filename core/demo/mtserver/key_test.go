package mtserver

import "testing"

func TestGeneratedKeysHaveFingerprintsOfSixteenDigits(t *testing.T) {
	tests := []struct {
		fingerprint int64
		want        bool
	}{
		{0x0f00980a0d4c9f11, false},
		{0x1000000000000000, true},
		{-0x7f00980a0d4c9f11, true},
		{0, false},
	}
	for _, tt := range tests {
		if got := findable(tt.fingerprint); got != tt.want {
			t.Errorf("%x: %v, want %v", uint64(tt.fingerprint), got, tt.want)
		}
	}
	k, err := GenerateKey()
	if err != nil || !findable(k.Fingerprint()) {
		t.Errorf("a key with the fingerprint %x, %v", uint64(k.Fingerprint()), err)
	}
}
