package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	look "satchel/gui/theme"
	"satchel/gui/view"
	"satchel/gui/widget"
)

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
	s.typed()
}

func (s *SignIn) codeForm() {
	t := s.kit.L.T
	s.where = widget.NewMuted("")
	s.code = widget.NewEntry(s.keys)
	s.code.SetPlaceHolder(t("signin.code.label"))
	s.code.OnChanged = func(typed string) {
		s.typed()
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
	s.password.OnChanged = func(string) { s.typed() }
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
	s.phrase.OnChanged = func(string) { s.typed() }
	s.forgot = widget.NewButton(t("signin.passphrase.forgot"), s.keys, s.opts.Forget).Quiet()
	s.forgot.Hide()
	s.form(placePassphrase, "passphrase", widget.NewMuted(t("signin.passphrase.text")), "", s.phrase, container.NewHBox(s.forgot))
}
