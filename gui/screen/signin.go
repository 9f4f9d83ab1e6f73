package screen

import (
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"
	"golang.org/x/text/language"

	look "satchel/gui/theme"
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
	s.content = container.NewStack(page(880, widget.Stack(14, widget.Space(1, 6), body), nil))
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

// form stacks a heading, an explanation and what is typed in.
func (s *SignIn) form(at place, key string, text *fynewidget.Label, hint string, objects ...fyne.CanvasObject) {
	list := []fyne.CanvasObject{widget.Stack(-8, widget.NewHeading(s.kit.L.T("signin."+key+".title"), theme.SizeNameHeadingText), text)}
	list = append(list, objects...)
	if hint != "" && s.opts.Hints != nil {
		list = append(list, widget.NewPanel(look.QuietSoft, "", 2, widget.NewText(hint)))
	}
	s.forms[at] = widget.Stack(6, list...)
}

func (s *SignIn) phoneForm() {
	t := s.kit.L.T
	s.phone = widget.NewEntry(s.keys)
	s.phone.SetPlaceHolder("+44 7911 123456")
	s.country = widget.NewCaption(t("signin.phone.label"))
	s.phone.OnChanged = s.phoneTyped
	hint := ""
	switch code := view.CallingCode(s.opts.Region); {
	case s.opts.Hints != nil:
		hint = t("signin.sample.phone")
		s.phone.SetText(s.opts.Hints.Phone)
	case code != "":
		s.phone.SetText("+" + code + " ")
	}
	s.phone.CursorColumn = len([]rune(s.phone.Text))
	s.form(placePhone, "phone", widget.NewMuted(t("signin.phone.text")), hint, widget.Stack(-4, s.phone, s.country))
}

// phoneTyped writes the number as its country does, as long as it is being typed at
// its end.
func (s *SignIn) phoneTyped(typed string) {
	p := view.FormatPhone(typed, s.opts.Tag)
	if s.phone.CursorColumn >= len([]rune(typed))-1 && p.Text != typed && len(p.Text) > len(typed)-2 {
		s.phone.OnChanged = nil
		s.phone.SetText(p.Text)
		s.phone.CursorColumn = len([]rune(p.Text))
		s.phone.OnChanged = s.phoneTyped
	}
	label := p.Country
	if label == "" {
		label = s.kit.L.T("signin.phone.label")
	}
	widget.SetText(s.country, label)
	s.ready()
}

func (s *SignIn) codeForm() {
	t := s.kit.L.T
	s.where = widget.NewMuted("")
	s.code = widget.NewEntry(s.keys)
	s.code.SetPlaceHolder(t("signin.code.label"))
	s.code.OnChanged = func(typed string) {
		s.ready()
		if s.codePage.Complete(typed) && !s.busy {
			s.send()
		}
	}
	s.resend = widget.NewButton("", s.keys, func() { s.answer(view.Answer{Resend: true}) }).Quiet()
	hint := ""
	if s.opts.Hints != nil {
		hint = t("signin.sample.code", s.opts.Hints.Code)
	}
	s.form(placeCode, "code", s.where, hint, s.code, container.NewHBox(s.resend))
}

func (s *SignIn) passwordForm() {
	t := s.kit.L.T
	s.password = widget.NewPasswordEntry(s.keys)
	s.password.SetPlaceHolder(t("signin.password.label"))
	s.password.OnChanged = func(string) { s.ready() }
	s.pwHint = widget.NewCaption("")
	hint := ""
	if s.opts.Hints != nil && s.opts.Hints.Password != "" {
		hint = t("signin.sample.password", s.opts.Hints.Password)
	}
	s.form(placePassword, "password", widget.NewMuted(t("signin.password.text")), hint, widget.Stack(-4, s.password, s.pwHint))
}

func (s *SignIn) passphraseForm() {
	t := s.kit.L.T
	s.phrase = widget.NewPasswordEntry(s.keys)
	s.phrase.SetPlaceHolder(t("signin.passphrase.label"))
	s.phrase.OnChanged = func(string) { s.ready() }
	s.forgot = widget.NewButton(t("signin.passphrase.forgot"), s.keys, s.opts.Forget).Quiet()
	s.forgot.Hide()
	s.form(placePassphrase, "passphrase", widget.NewMuted(t("signin.passphrase.text")), "", s.phrase, container.NewHBox(s.forgot))
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
	s.busy, s.notice = true, view.Notice{}
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

// Tick shows the clocks at a moment.
func (s *SignIn) Tick(now time.Time) {
	if !s.busy {
		s.message.Set("bad", s.notice.At(s.kit.L, now))
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

// ready enables what can be pressed.
func (s *SignIn) ready() {
	if s.submit == nil || s.entry() == nil {
		return
	}
	ok := s.entry().Text != ""
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

// qrCard is the picture code with its words.
type qrCard struct {
	kit     Kit
	image   *canvas.Image
	line    *fynewidget.Label
	expires time.Time
	failed  bool
	object  fyne.CanvasObject
}

// qrSide is the side of the picture code in the window.
const qrSide = 190

func newQRCard(kit Kit) *qrCard {
	q := &qrCard{kit: kit, image: canvas.NewImageFromImage(nil), line: widget.NewCaption(kit.L.T("qr.renewing"))}
	q.image.FillMode, q.image.ScaleMode = canvas.ImageFillContain, canvas.ImageScalePixels
	q.image.SetMinSize(fyne.NewSquareSize(qrSide))
	q.line.Alignment = fyne.TextAlignCenter
	paper := canvas.NewRectangle(whitePaper())
	paper.CornerRadius = 10
	picture := container.NewStack(paper, container.New(layout.NewCustomPaddedLayout(10, 10, 10, 10), q.image))
	q.object = widget.Stack(0, card(
		widget.NewHeading(kit.L.T("qr.title"), theme.SizeNameSubHeadingText), container.NewCenter(picture), q.line, widget.NewMuted(kit.L.T("qr.text")),
	))
	return q
}

// CanvasObject is the card.
func (q *qrCard) CanvasObject() fyne.CanvasObject { return q.object }

func (q *qrCard) set(img image.Image, expires time.Time) {
	q.image.Image, q.expires, q.failed = img, expires, false
	q.image.Refresh()
}

func (q *qrCard) fail() {
	q.failed, q.image.Image = true, nil
	q.image.Refresh()
	widget.SetText(q.line, q.kit.L.T("qr.failed"))
}

func (q *qrCard) tick(now time.Time) {
	switch {
	case q.failed:
	case q.image.Image == nil || !q.expires.After(now):
		widget.SetText(q.line, q.kit.L.T("qr.renewing"))
	default:
		widget.SetText(q.line, q.kit.L.T("qr.expires", view.Countdown(q.expires, now)))
	}
}
