package media

import (
	"bytes"
	"testing"

	"satchel/core/internal/model"
)

const webDC = 4

// openWeb makes an archive that waits for web files in place of the documents.
func (f *telegram) openWeb(kind model.LocationKind) *downloads {
	f.t.Helper()
	d := f.open(func(file *model.File) {
		file.DC, file.Size = model.WebDC, 0
		file.Location = model.Location{Kind: kind, ID: file.Location.ID, AccessHash: file.Location.ID, URL: "https://example.org/p"}
	})
	d.cfg.WebDC = webDC
	return d
}

func TestWebFilesComeFromTheirOwnDatacenter(t *testing.T) {
	for _, kind := range []model.LocationKind{model.LocationMap, model.LocationCover, model.LocationWeb} {
		t.Run(string(kind), func(t *testing.T) {
			f := newTelegram(t)
			f.add(1, 5000)
			f.add(2, smallPart)
			f.add(3, 2*smallPart+5)
			d := f.openWeb(kind)
			d.run()
			d.wantSaved(1, 2, 3)
			for _, a := range f.seen("getWebFile") {
				if a.dc != webDC {
					t.Errorf("%+v: not at the datacenter of web files", a)
				}
			}
			if n := len(f.seen("getFileHashes")); n > 0 {
				t.Errorf("hashes were asked for %d times: there are none of web files", n)
			}
		})
	}
}

// What never was is no loss; what was there and cannot be had is.
func TestAWebFileThatIsNotThere(t *testing.T) {
	tests := map[model.LocationKind]model.SkipReason{
		model.LocationMap:   model.SkipEmpty,
		model.LocationCover: model.SkipEmpty,
		model.LocationWeb:   model.SkipUnavailable,
	}
	for kind, want := range tests {
		for _, named := range []bool{true, false} {
			f := newTelegram(t)
			f.add(1, 5000)
			d := f.openWeb(kind)
			if delete(f.files, 1); !named {
				d.cfg.WebDC = 0
			}
			d.run()
			if r := d.result(1); r.State != model.FileSkipped || r.Skip != want {
				t.Errorf("%s, a datacenter is named: %v: %+v, want %s", kind, named, r, want)
			}
			if left := d.left(); len(left) > 0 {
				t.Errorf("left behind: %q", left)
			}
		}
	}
}

// A web file's length is what its answers say: one that ends too early comes anew.
func TestAWebFileThatWasCutComesAnew(t *testing.T) {
	for name, often := range map[string]int{"once": 1, "ever": 1 << 20} {
		t.Run(name, func(t *testing.T) {
			f := newTelegram(t)
			f.add(1, smallPart+5000)
			f.spoil = func(a asked, nth int, data []byte) ([]byte, error) {
				if a.offset > 0 && nth < often {
					data = bytes.Clone(data[:100])
				}
				return data, nil
			}
			d := f.openWeb(model.LocationWeb)
			d.run()
			if often == 1 {
				d.wantSaved(1)
				return
			}
			if r := d.result(1); r.State != model.FileSkipped || r.Skip != model.SkipFailed {
				t.Errorf("%+v", r)
			}
			d.wantProblem(model.ProblemFileFailed, errLength.Error())
		})
	}
}
