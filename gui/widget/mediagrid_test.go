package widget

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"github.com/google/go-cmp/cmp"
)

// feed is what a grid is fed from: files with the numbers added-1 … 0.
type feed struct {
	added   int
	version uint64
	asked   map[int]int // how often a position was asked for
	calls   int
	tapped  []int // the numbers of files, not positions
	visible span
}

func (f *feed) number(i int) int { return f.added - 1 - i }

func (f *feed) add(n int) {
	f.added += n
	f.version += uint64(n)
}

func (f *feed) options() MediaGridOptions {
	f.asked = map[int]int{}
	return MediaGridOptions{
		Len:   func() int { return f.added },
		Added: func() uint64 { return uint64(f.added) },
		Cell: func(i int) CellData {
			f.calls++
			f.asked[i]++
			return CellData{Kind: KindDocument, Title: fmt.Sprint(f.number(i))}
		},
		OnTap:     func(i int) { f.tapped = append(f.tapped, f.number(i)) },
		OnVisible: func(from, to int) { f.visible = span{from, to} },
	}
}

// newGrid shows a grid of 5 columns and a little over 3 rows.
func newGrid(t testing.TB, f *feed) (*MediaGrid, fyne.Window) {
	t.Helper()
	g := NewMediaGrid(f.options())
	window := test.NewTempWindow(t, g)
	window.SetPadded(false)
	window.Resize(fyne.NewSize(680, 450))
	return g, window
}

// titles are the files on the screen, from the top left.
func titles(g *MediaGrid) (list []string) {
	for i := g.visible.from - g.held(); i < g.visible.to-g.held(); i++ {
		list = append(list, g.opts.Cell(i+g.held()).Title)
	}
	return list
}

func TestGridAsksOnlyForWhatIsOnTheScreen(t *testing.T) {
	test.NewTempApp(t)
	f := &feed{added: 50_000}
	newGrid(t, f)
	if len(f.asked) == 0 || len(f.asked) > 30 {
		t.Errorf("%d of 50000 files were asked for", len(f.asked))
	}
	if diff := cmp.Diff(span{0, 20}, f.visible, cmp.AllowUnexported(span{})); diff != "" {
		t.Errorf("visible (-want +got)\n%s", diff)
	}
}

func TestGridTellsWhatIsOnTheScreen(t *testing.T) {
	test.NewTempApp(t)
	f := &feed{added: 1000}
	g, window := newGrid(t, f)
	steps := []struct {
		name string
		do   func()
		want span
	}{
		{"scrolled", func() { g.ScrollToOffset(1360) }, span{50, 70}},
		{"to the end", func() { g.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd}) }, span{980, 1000}},
		{"to the start", func() { g.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome}) }, span{0, 20}},
		{"a page on", func() { g.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown}) }, span{15, 35}},
		{"a page back", func() { g.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageUp}) }, span{0, 20}},
		{"a larger window", func() { window.Resize(fyne.NewSize(680, 860)) }, span{0, 35}},
	}
	for _, s := range steps {
		s.do()
		g.Sync(time.Now(), f.version)
		if f.visible != s.want {
			t.Errorf("%s: visible = %v, want %v", s.name, f.visible, s.want)
		}
	}
}

func TestGridTellsThatOtherFilesAreOnTheScreen(t *testing.T) {
	test.NewTempApp(t)
	f := &feed{added: 100}
	o := f.options()
	var newest []int
	o.OnVisible = func(from, _ int) { newest = append(newest, f.number(from)) }
	g := NewMediaGrid(o)
	test.NewTempWindow(t, g).Resize(fyne.NewSize(680, 450))
	now := time.Now()
	for range 3 {
		now = now.Add(time.Second)
		f.add(1)
		g.Sync(now, f.version)
		g.Sync(now, f.version)
	}
	if diff := cmp.Diff([]int{100, 101, 102}, newest[len(newest)-3:]); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// Fyne 2.8.1 asks for cells before the first when Down is pressed in an empty grid.
func TestKeysInAnEmptyGridAreHarmless(t *testing.T) {
	test.NewTempApp(t)
	f := &feed{}
	g, window := newGrid(t, f)
	window.Canvas().Focus(g)
	keys := []fyne.KeyName{fyne.KeyDown, fyne.KeyUp, fyne.KeyLeft, fyne.KeyRight, fyne.KeySpace, fyne.KeyReturn, fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageDown}
	press := func() {
		for _, key := range keys {
			g.TypedKey(&fyne.KeyEvent{Name: key})
		}
	}
	press()
	if f.calls != 0 || len(f.tapped) != 0 {
		t.Errorf("%d cells asked for, %v tapped in an empty grid", f.calls, f.tapped)
	}
	f.add(3)
	g.Refresh()
	press()
	f.added = 0 // a new run
	g.Refresh()
	press()
	g.update(-1, newMediaCell(CellSide))
	g.update(7, newMediaCell(CellSide))
}

func TestFilesAreChosenByMouseAndKeyboard(t *testing.T) {
	test.NewTempApp(t)
	f := &feed{added: 100}
	g, window := newGrid(t, f)
	at := fyne.NewPos(CellSide+40, 40) // the second cell
	test.TapCanvas(window.Canvas(), at)
	test.TapCanvas(window.Canvas(), at) // the same again
	g.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	g.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	g.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	g.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if diff := cmp.Diff([]int{98, 98, 97, 92}, f.tapped); diff != "" {
		t.Errorf("chosen (-want +got)\n%s", diff)
	}
}

func TestCellsFillTheWidth(t *testing.T) {
	test.NewTempApp(t)
	f := &feed{added: 100}
	g, window := newGrid(t, f)
	for width := float32(200); width < 1500; width += 37 {
		window.Resize(fyne.NewSize(width, 450))
		padding := g.Theme().Size(theme.SizeNamePadding)
		used := float32(g.ColumnCount())*(g.side+padding) - padding
		if g.side < CellSide || used > width || width-used > float32(g.ColumnCount()) {
			t.Errorf("%v wide: %d cells of %v use %v", width, g.ColumnCount(), g.side, used)
		}
	}
}

func TestTheCellOfTheKeyboardHasARing(t *testing.T) {
	test.NewTempApp(t)
	f := &feed{added: 100}
	g, window := newGrid(t, f)
	rings := func() int { return strings.Count(test.RenderToMarkup(window.Canvas()), "strokeColor=\"primary\"") }
	if n := rings(); n != 0 {
		t.Errorf("%d rings without focus", n)
	}
	window.Canvas().Focus(g)
	g.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if n := rings(); n != 1 || g.ring != 1 {
		t.Errorf("%d rings, at %d", n, g.ring)
	}
	window.Canvas().Unfocus()
	if n := rings(); n != 0 {
		t.Errorf("%d rings after the focus went", n)
	}
}

func TestAClickHitsWhatIsSeenThoughFilesCame(t *testing.T) {
	test.NewTempApp(t)
	f := &feed{added: 100}
	_, window := newGrid(t, f)
	f.add(30) // not applied yet
	test.TapCanvas(window.Canvas(), fyne.NewPos(40, 40))
	if diff := cmp.Diff([]int{99}, f.tapped); diff != "" {
		t.Errorf("chosen (-want +got)\n%s", diff)
	}
}

func TestAScrolledGridStaysWhereItIs(t *testing.T) {
	test.NewTempApp(t)
	f := &feed{added: 1000}
	g, _ := newGrid(t, f)
	now := time.Now()
	g.Sync(now, f.version)
	g.ScrollToOffset(1360)
	before := titles(g)
	for range 5 {
		now = now.Add(time.Second)
		f.add(333)
		g.Sync(now, f.version)
	}
	if diff := cmp.Diff(before, titles(g)); diff != "" {
		t.Errorf("the files moved (-before +after)\n%s", diff)
	}
	if want := (span{1665 + 50, 1665 + 70}); f.visible != want {
		t.Errorf("visible = %v, want %v", f.visible, want)
	}
	g.ScrollToTop()
	g.Sync(now.Add(time.Second), f.version)
	if got := titles(g)[0]; got != "2664" {
		t.Errorf("at the top the newest is %s, want 2664", got)
	}
}

func TestAFloodCostsWhatIsOnTheScreen(t *testing.T) {
	test.NewTempApp(t)
	f := &feed{}
	g, _ := newGrid(t, f)
	now := time.Now()
	for range 100 { // ten seconds of 500 files a second
		for range 50 {
			f.add(1)
		}
		now = now.Add(100 * time.Millisecond)
		g.Sync(now, f.version)
	}
	// Two repaints a second of at most five rows, and the first ones, whatever comes.
	if most := 25 * 5 * 5; f.calls > most {
		t.Errorf("%d cells were asked for, want at most %d", f.calls, most)
	}
	if got := titles(g)[0]; got != "4999" && got != "4949" && got != "4899" && got != "4849" && got != "4799" {
		t.Errorf("the newest shown is %s", got)
	}
}

func TestNewFilesAreShownWhenTheirPicturesAreReady(t *testing.T) {
	test.NewTempApp(t)
	f := &feed{added: 10}
	o := f.options()
	ready := false
	var asked []span
	o.Prepare = func(from, to int) bool {
		asked = append(asked, span{from, to})
		return ready
	}
	g := NewMediaGrid(o)
	window := test.NewTempWindow(t, g)
	window.SetPadded(false)
	window.Resize(fyne.NewSize(680, 450))
	now := time.Now()
	g.Sync(now, f.version)
	f.add(5)
	g.Sync(now.Add(time.Second), f.version)
	f.add(2) // these are not of the state that is made ready
	g.Sync(now.Add(1200*time.Millisecond), f.version)
	if got := titles(g)[0]; got != "9" {
		t.Errorf("before they are ready: %s", got)
	}
	if diff := cmp.Diff([]span{{0, 15}, {2, 17}}, asked, cmp.AllowUnexported(span{})); diff != "" {
		t.Errorf("asked for (-want +got)\n%s", diff)
	}
	ready = true
	g.Sync(now.Add(1300*time.Millisecond), f.version)
	if got := titles(g)[0]; got != "14" {
		t.Errorf("when they are ready: %s", got)
	}
	ready = false
	g.Sync(now.Add(2*time.Second), f.version)
	if got := titles(g)[0]; got != "14" {
		t.Errorf("the next ones are shown at once: %s", got)
	}
	g.Sync(now.Add(2*time.Second+comingWait), f.version)
	if got := titles(g)[0]; got != "16" {
		t.Errorf("pictures that are never ready hold files back: %s", got)
	}
}

// BenchmarkFlood is a tenth of a second of 500 files a second.
func BenchmarkFlood(b *testing.B) {
	test.NewTempApp(b)
	f := &feed{}
	g, _ := newGrid(b, f)
	now := time.Now()
	for b.Loop() {
		f.add(50)
		now = now.Add(100 * time.Millisecond)
		g.Sync(now, f.version)
	}
}
