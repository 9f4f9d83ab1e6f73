package screen

import (
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynewidget "fyne.io/fyne/v2/widget"
	"golang.org/x/text/language"

	"satchel/gui/view"
	"satchel/gui/widget"
)

// Hints are the answers of the sample account, shown to whoever tries it.
type Hints struct{ Phone, Code, Password string }

// SignInOptions are what the sign-in screen needs and reports.
type SignInOptions struct {
	Hints  *Hints // nil: a real account
	Region string // ISO 3166, of the system; its calling code is filled in
	Tag    language.Tag
	QR     bool // a picture code is to come
	// Phone is told of a number when no question is open or the question is for it.
	Phone  func(number string)
	Answer func(view.Answer)
	Back   func()
	Forget func() // the passphrase is not known any more
	Focus  func(fyne.Focusable)
}

// place is where in the dialogue the screen is.
type place int

const (
	placePhone place = iota
	placeCode
	placePassword
	placePassphrase
)

// SignIn is the screen of the whole sign-in; its left side changes with what is
// asked, and every line keeps what was typed.
type SignIn struct {
	kit   Kit
	opts  SignInOptions
	keys  *widget.Keys
	place place
	busy  bool

	content  *fyne.Container
	left     *fyne.Container
	qr       *qrCard
	phone    *widget.Entry
	country  *fynewidget.Label
	code     *widget.Entry
	password *widget.Entry
	phrase   *widget.Entry
	forgot   *widget.Button

	forms    map[place]fyne.CanvasObject
	where    *fynewidget.Label
	resend   *widget.Button
	codePage view.CodePage
	pwHint   *fynewidget.Label
	notice   view.Notice
	since    time.Time // is busy
	message  *banner
	submit   *widget.Button
	back     *widget.Button
}

// NewSignIn returns the screen, at the phone number.
func NewSignIn(kit Kit, o SignInOptions) *SignIn {
	s := &SignIn{kit: kit, opts: o, left: container.NewStack(), forms: map[place]fyne.CanvasObject{}}
	s.keys = &widget.Keys{Enter: s.send, Escape: s.goBack}
	s.message = newBanner()
	s.submit = widget.NewDefaultButton(kit.L.T("button.continue"), s.keys, s.send)
	s.back = widget.NewButton(kit.L.T("button.back"), s.keys, s.goBack)
	s.phoneForm()
	s.codeForm()
	s.passwordForm()
	s.passphraseForm()
	side := card(s.left, s.message.CanvasObject(), widget.Space(1, 4), container.NewHBox(s.back, layout.NewSpacer(), widget.AtLeast(130, 10, s.submit)))
	var body fyne.CanvasObject = widget.Narrow(560, side)
	if o.QR {
		s.qr = newQRCard(kit)
		body = widget.Split(0.6, 16, widget.Stack(0, side), s.qr.CanvasObject())
	}
	s.content = container.NewStack(page(s.keys, 880, widget.Stack(14, widget.Space(1, 6), body), nil))
	s.show(placePhone)
	return s
}

// Content implements Screen.
func (s *SignIn) Content() fyne.CanvasObject { return s.content }

// Keys implements Screen.
func (s *SignIn) Keys() *widget.Keys { return s.keys }

// Step implements Screen.
func (s *SignIn) Step() int { return 0 }

// First implements Screen.
func (s *SignIn) First() fyne.Focusable { return s.entry() }

// entry is the line of the present place.
func (s *SignIn) entry() *widget.Entry {
	switch s.place {
	case placeCode:
		return s.code
	case placePassword:
		return s.password
	case placePassphrase:
		return s.phrase
	}
	return s.phone
}

// show goes to a place.
func (s *SignIn) show(at place) {
	s.place = at
	s.left.Objects = []fyne.CanvasObject{s.forms[at]}
	s.left.Refresh()
	if s.qr != nil { // a picture code stands beside the number only
		if at == placePhone {
			s.qr.object.Show()
		} else {
			s.qr.object.Hide()
		}
		s.content.Refresh()
	}
	s.ready()
}

// Ask puts up a question.
func (s *SignIn) Ask(q view.Question) {
	s.busy = false
	s.notice = view.Notice{}
	switch {
	case q.Phone != nil:
		s.notice = view.PhoneNotice(s.kit.L, *q.Phone)
		s.show(placePhone)
	case q.Code != nil:
		s.codePage = view.NewCodePage(s.kit.L, *q.Code)
		s.notice = s.codePage.Notice
		widget.SetText(s.where, s.codePage.Where)
		s.show(placeCode)
		s.code.TypedShortcut(&fyne.ShortcutSelectAll{}) // typing replaces a wrong one
	case q.Password != nil:
		p := view.NewPasswordPage(s.kit.L, *q.Password)
		s.notice = p.Notice
		widget.SetText(s.pwHint, p.Hint)
		s.show(placePassword)
	case q.Passphrase != nil:
		visible(s.forgot, q.Passphrase.Wrong)
		if q.Passphrase.Wrong {
			s.notice = view.Notice{Text: s.kit.L.T("signin.passphrase.wrong")}
		}
		s.show(placePassphrase)
	}
	s.Tick(s.kit.Now())
	s.opts.Focus(s.entry())
}

// AtNumber reports whether the number is what it is at.
func (s *SignIn) AtNumber() bool { return s.place == placePhone }

// Idle reports whether nothing was asked yet: it is at the number and busy.
func (s *SignIn) Idle() bool { return s.busy && s.place == placePhone }

// Connect goes to the number while Telegram is being reached.
func (s *SignIn) Connect(text string) {
	s.show(placePhone)
	s.Busy(text)
}

// Busy says that an answer is on its way.
func (s *SignIn) Busy(text string) {
	s.busy, s.since, s.notice = true, s.kit.Now(), view.Notice{}
	s.message.Set("", text)
	s.ready()
}

// Failed says what ended the sign-in; the phone number can be given again.
func (s *SignIn) Failed(text string) {
	s.busy, s.notice = false, view.Notice{Text: text}
	s.show(placePhone)
	s.Tick(s.kit.Now())
	s.opts.Focus(s.entry())
}

// Tick shows the clocks at a moment, and says so when an answer is long in coming.
func (s *SignIn) Tick(now time.Time) {
	switch {
	case !s.busy:
		s.message.Set(string(s.notice.Tone(now)), s.notice.At(s.kit.L, now))
		s.ready() // a wait may be over
	case view.Silent(s.since, now):
		s.message.Set(string(view.ToneMixed), s.kit.L.T("signin.silent"))
	}
	if s.codePage.Resend == "" {
		s.resend.Hide()
	} else {
		label, ready := s.codePage.ResendAfter(s.kit.L, now)
		s.resend.Show()
		if s.resend.Text != label {
			s.resend.SetText(label)
		}
		s.resend.SetEnabled(ready && !s.busy)
	}
	if s.qr != nil {
		s.qr.tick(now)
	}
}

// typed is a change of what is typed: what was wrong with the text before is no longer
// said.
func (s *SignIn) typed() {
	if s.notice.Until.IsZero() && !s.busy {
		s.notice = view.Notice{}
		s.message.Set("", "")
	}
	s.ready()
}

// ready enables what can be pressed. Another number may be given while Telegram wants
// a pause; another code or password would only make that longer.
func (s *SignIn) ready() {
	if s.submit == nil || s.entry() == nil {
		return
	}
	ok := s.entry().Text != "" && !s.notice.Waits(s.kit.Now())
	if s.place == placePhone {
		ok = view.FormatPhone(s.entry().Text, s.opts.Tag).Ready
	}
	s.submit.SetEnabled(ok && !s.busy)
}

// send gives what was typed.
func (s *SignIn) send() {
	if s.submit.Disabled() {
		return
	}
	text := s.entry().Text
	s.Busy(s.kit.L.T("signin.checking"))
	if s.place == placePhone {
		s.opts.Phone(text)
		return
	}
	s.opts.Answer(view.Answer{Text: text})
}

func (s *SignIn) answer(a view.Answer) {
	s.Busy(s.kit.L.T("signin.checking"))
	s.opts.Answer(a)
}

// goBack leads from the code and the password to the number, from there out.
func (s *SignIn) goBack() {
	if s.place == placePhone || s.place == placePassphrase || s.busy {
		s.opts.Back()
		return
	}
	s.answer(view.Answer{Back: true})
}

// ShowQR shows a picture code and until when it holds.
func (s *SignIn) ShowQR(img image.Image, expires time.Time) {
	if s.qr != nil {
		s.qr.set(img, expires)
		s.qr.tick(s.kit.Now())
	}
}

// QRFailed says that there is no picture code.
func (s *SignIn) QRFailed() {
	if s.qr != nil {
		s.qr.fail()
	}
}
