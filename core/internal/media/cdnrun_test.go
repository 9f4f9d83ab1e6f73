package media

import (
	"slices"
	"sync"
	"testing"

	"github.com/gotd/td/tgerr"
)

func TestPartsComeFromACDNAndAreCheckedByItsHashes(t *testing.T) {
	f := newTelegram(t)
	for id := range int64(4) {
		f.add(id+1, 3*smallPart+9).cdn = id%2 == 0
	}
	d := f.open(nil).withCDN()
	d.run()
	d.wantSaved(1, 2, 3, 4)
	for id := range int64(4) {
		got := offsets(f.seen("getCdnFile"), id+1)
		if atCDN := id%2 == 0; atCDN != (len(got) == 4) || !atCDN && len(got) > 0 {
			t.Errorf("file %d: parts %v from the CDN", id+1, got)
		}
	}
	for _, a := range slices.Concat(f.seen("getCdnFileHashes"), f.seen("getFileHashes")) {
		if a.dc == fakeCDN {
			t.Errorf("%+v: a CDN was asked for hashes", a)
		}
	}
}

// Nothing of a CDN is believed: bad bytes are asked for again, then the file comes from
// its own datacenter, which is told that CDNs will not do.
func TestAFileThatACDNSpoilsComesFromItsOwnDatacenter(t *testing.T) {
	flip := func(data []byte) ([]byte, error) { data[100] ^= 1; return data, nil }
	short := func(data []byte) ([]byte, error) { return data[:len(data)-16], nil }
	tests := map[string]struct {
		spoil func(data []byte) ([]byte, error)
		times int
		home  bool // the own datacenter sent parts
		all   bool // every part is spoilt, not one alone
	}{
		"changed once": {flip, 1, false, false},
		"changed ever": {flip, 1 << 20, true, false},
		"refused":      {func([]byte) ([]byte, error) { return nil, tgerr.New(400, "FILE_TOKEN_INVALID") }, 1 << 20, true, false},
		"all short":    {short, 1 << 20, true, true},
		"all changed":  {flip, 1 << 20, true, true},
		"short ever":   {short, 1 << 20, true, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			f := newTelegram(t)
			f.add(1, 3*smallPart).cdn = true
			var mu sync.Mutex
			fromHome := 0
			f.spoil = func(a asked, nth int, data []byte) ([]byte, error) {
				if a.method == "getCdnFile" && (a.offset == smallPart || tt.all) && nth < tt.times {
					return tt.spoil(data)
				}
				if a.method == "getFile" {
					mu.Lock()
					fromHome++
					mu.Unlock()
				}
				return data, nil
			}
			d := f.open(nil).withCDN()
			d.run()
			d.wantSaved(1)
			if home := fromHome > 0; home != tt.home {
				t.Errorf("%d parts came from the file's own datacenter", fromHome)
			}
		})
	}
}

// A CDN that has no hashes for its file is as good as none.
func TestNothingOfACDNIsTakenWithoutHashes(t *testing.T) {
	f := newTelegram(t)
	file := f.add(1, 3*smallPart)
	file.cdn, file.noHashes = true, true
	d := f.open(nil).withCDN()
	d.run()
	d.wantSaved(1)
	if n := len(f.seen("getCdnFileHashes")); n == 0 {
		t.Error("nobody asked for the CDN's hashes")
	}
	if got := slices.Compact(offsets(f.seen("getFile"), 1)); len(got) != 3 {
		t.Errorf("parts %v came from the file's own datacenter", got)
	}
}

// Where CDNs are not understood Telegram is told so, and sends the file itself.
func TestWithoutCDNsTheFileComesFromItsOwnDatacenter(t *testing.T) {
	f := newTelegram(t)
	f.add(1, 2*smallPart).cdn = true
	d := f.open(nil)
	d.run()
	d.wantSaved(1)
	if n := len(f.seen("getCdnFile")); n > 0 {
		t.Errorf("%d calls to a CDN", n)
	}
}
