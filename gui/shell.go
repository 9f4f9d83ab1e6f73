package gui

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynewidget "fyne.io/fyne/v2/widget"

	"satchel/assets"
	"satchel/gui/lang"
	"satchel/gui/screen"
	"satchel/gui/theme"
	"satchel/gui/widget"
)

// The window's size when it first appears, and the least it can be used at.
const (
	windowWidth, windowHeight = 1000, 700
	leastWidth, leastHeight   = 780, 520
)

// tickEvery is how often a moving screen is brought up to date: 7 a second.
const tickEvery = 140 * time.Millisecond

// Shell is the window.
type Shell struct {
	Options
	kit    screen.Kit
	ctx    context.Context // ends with the window
	cancel context.CancelFunc
	work   sync.WaitGroup // everything that runs beside the UI goroutine

	steps  *widget.Steps
	body   *fyne.Container
	screen screen.Screen
	ticker context.CancelFunc // nil: nothing moves
	conn   *connection        // nil: not signed in
	job    *job               // nil: nothing is being saved
	asking bool               // a question is being asked about closing
	// question takes away the question asked last.
	question func()
	dismiss  func() // takes away the folder dialog of our own; nil: there is none
	gone     bool   // the window is closing
}

// New fills the window and shows the first screen. Close ends what it started.
func New(ctx context.Context, o Options) (*Shell, error) {
	o = o.withDefaults()
	words, err := lang.Load(o.Language)
	if err != nil {
		return nil, err
	}
	if err := teachWidgets(); err != nil {
		return nil, err
	}
	s := &Shell{Options: o}
	s.ctx, s.cancel = context.WithCancel(ctx)
	s.kit = screen.Kit{L: words, Now: s.Now}
	o.App.Settings().SetTheme(theme.New())
	s.frame()
	s.showStart()
	s.work.Go(func() {
		select {
		case <-o.Quit:
			s.Do(s.quit)
		case <-s.ctx.Done():
		}
	})
	if o.Sample {
		s.startSample(s.afterSample)
	}
	return s, nil
}

// frame is what stays: the header and the place of the screens.
func (s *Shell) frame() {
	t := s.kit.L.T
	icon := canvas.NewImageFromResource(fyne.NewStaticResource("icon.png", assets.Icon))
	icon.FillMode, icon.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleSmooth
	icon.SetMinSize(fyne.NewSquareSize(26))
	name := fynewidget.NewLabel(t("app.name"))
	name.TextStyle.Bold = true
	s.steps = widget.NewSteps(t("step.signin"), t("step.choose"), t("step.save"), t("step.done"))
	row := container.New(layout.NewCustomPaddedLayout(4, 4, 22, 16), container.NewHBox(icon, name, layout.NewSpacer(), s.steps.CanvasObject))
	header := container.NewVBox(row, fynewidget.NewSeparator())
	s.body = container.NewStack()
	s.Window.SetContent(container.New(layout.NewBorderLayout(header, nil, nil, nil), header,
		widget.AtLeast(leastWidth, leastHeight-50, s.body)))
	s.Window.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))
	s.Window.Resize(fyne.NewSize(windowWidth, windowHeight))
	s.Window.SetCloseIntercept(s.wantClose)
	s.Window.Canvas().SetOnTypedKey(s.typed)
	s.App.Settings().AddListener(func(fyne.Settings) { s.Do(func() { s.steps.Set(s.step()) }) })
}

// typed is a key that no control has taken. What lies over the screen keeps keys from
// it.
func (s *Shell) typed(e *fyne.KeyEvent) {
	switch {
	case s.dismiss != nil && e.Name == fyne.KeyEscape:
		s.dismiss()
	case s.Window.Canvas().Overlays().Top() == nil && s.screen != nil:
		s.screen.Keys().Typed(e)
	}
}

func (s *Shell) step() int {
	if s.screen == nil {
		return -1
	}
	return s.screen.Step()
}

// show goes to a screen.
func (s *Shell) show(next screen.Screen) {
	s.unask()
	s.screen = next
	s.body.Objects = []fyne.CanvasObject{next.Content()}
	s.body.Refresh()
	s.steps.Set(next.Step())
	s.Window.Canvas().Unfocus() // else keys would still go to the screen before
	s.focus(next.First())
}

// focus gives the keyboard to a control.
func (s *Shell) focus(f fyne.Focusable) {
	if f != nil {
		s.Window.Canvas().Focus(f)
	}
}

// off does work beside the UI goroutine and brings its end back to it. After the
// window has gone nothing comes back.
func off[T any](s *Shell, ctx context.Context, work func(context.Context) (T, error), then func(T, error)) {
	s.work.Go(func() {
		result, err := work(ctx)
		s.Do(func() {
			if !s.gone {
				then(result, err)
			}
		})
	})
}

// tick calls f on the UI goroutine a few times a second until still is called; a
// tick that was not done yet is not asked for again.
func (s *Shell) tick(f func(now time.Time)) {
	s.still()
	ctx, cancel := context.WithCancel(s.ctx)
	s.ticker = cancel
	var under atomic.Bool
	s.work.Go(func() {
		ticker := time.NewTicker(tickEvery)
		defer ticker.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
			}
			if under.Swap(true) {
				continue
			}
			s.Do(func() {
				under.Store(false)
				if ctx.Err() == nil {
					f(s.Now())
				}
			})
		}
	})
}

// still ends the ticker.
func (s *Shell) still() {
	if s.ticker != nil {
		s.ticker()
		s.ticker = nil
	}
}

// ask asks a question over the window; it goes with the screen it was asked on.
func (s *Shell) ask(q widget.Question) {
	s.unask()
	s.question = widget.Ask(s.Window.Canvas(), q)
}

// unask takes an open question away: what it asked about is over.
func (s *Shell) unask() {
	if s.question != nil {
		s.question()
		s.question, s.asking = nil, false
	}
}

// wantClose is the window's close button: while a run goes on it asks first.
func (s *Shell) wantClose() {
	if s.job == nil || !s.job.running {
		s.quit()
		return
	}
	if s.asking {
		return
	}
	s.asking = true
	t := s.kit.L.T
	s.ask(widget.Question{
		Title: t("quit.title"), Text: t("quit.text"), Yes: t("quit.pause"), No: t("quit.stay"),
		OnYes: s.quit, OnNo: func() { s.asking = false },
	})
}

// quit ends a run where it stands, so that the next start goes on there, and closes
// the window once all is on the disk.
func (s *Shell) quit() {
	if s.gone {
		return
	}
	s.gone = true
	s.still()
	s.cancel()
	wait := widget.NewMuted(s.kit.L.T("quit.closing"))
	wait.Alignment = fyne.TextAlignCenter
	s.body.Objects = []fyne.CanvasObject{container.NewVBox(layout.NewSpacer(), wait, layout.NewSpacer())}
	s.body.Refresh()
	go func() { // waits for all other work; ends with the window
		s.work.Wait()
		s.Do(s.Window.Close)
	}()
}

// Close ends everything the shell started and waits for it. It may be called from
// any goroutine, after the driver has ended.
func (s *Shell) Close() error {
	s.cancel()
	s.work.Wait()
	if s.conn != nil {
		return s.conn.close()
	}
	return nil
}
