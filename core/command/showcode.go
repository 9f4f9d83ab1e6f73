package command

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/term"

	"satchel/core"
)

// showCode prints a code to scan, or why there is none just now. The link of the
// code goes to standard output, for demo-accept.
func (s *System) showCode(c core.QRCode) {
	var wait *core.WaitError
	switch {
	case c.Err == nil:
		fmt.Fprint(s.Err, ground(s.Err, c.Text()))
		fmt.Fprintln(s.Err, "In Telegram on your phone open Settings, Devices, Link Desktop Device, and scan this code.")
		fmt.Fprintf(s.Err, "It is good until %s; the next one follows by itself. Ctrl+C gives up.\n", c.Expires.Local().Format(time.TimeOnly))
		fmt.Fprintln(s.Out, c.URL)
	case errors.As(c.Err, &wait):
		fmt.Fprintf(s.Err, "Telegram asks to wait until %s for the next code.\n", wait.Until.Local().Format(time.TimeOnly))
	case errors.Is(c.Err, core.ErrOffline):
		fmt.Fprintln(s.Err, "No connection; trying again.")
	default:
		fmt.Fprintln(s.Err, "Telegram gives no code just now; trying again.")
	}
}

// ground puts dark letters on a light ground where the writer is a terminal,
// whatever its colours are: not every phone reads a code the other way round.
func ground(w io.Writer, text string) string {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return text
	}
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString("\x1b[30;107m" + strings.TrimSuffix(line, "\n") + "\x1b[0m\n")
	}
	return b.String()
}
