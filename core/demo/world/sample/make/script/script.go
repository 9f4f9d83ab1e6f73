// Package script reads the sample account's conversations: one text file a chat.
//
//	// a comment
//	@ 2024-05-01 18:30            the clock (UTC); each message moves it on a little
//	= topic tag                   what follows belongs to that forum topic ("= topic" alone: General)
//	tom #hi +5m photo=tent: text  who, options, then the text in the markup of Markup
//	  more text                   two spaces: the text goes on in a new line
//	~ react ❤️:nora,mum           a modifier of the message before
//	! nora create Title | mum,tom a service message
//
// It knows lines, not Telegram: what options, modifiers and service actions
// mean is the reader's business.
package script

import (
	"fmt"
	"strings"
	"time"
)

// Kind is what a line is.
type Kind int

// The kinds of line.
const (
	Message Kind = iota
	Service
	Topic
)

// Mod is one "~ name argument" line.
type Mod struct{ Name, Arg string }

// Line is one message, service message or topic switch.
type Line struct {
	Kind Kind
	No   int       // in the file, from 1
	At   time.Time // what "@" said before it, zero if nothing new
	Who  string    // a person's key; of a Topic the tag
	Opts []string
	Text string // of a Service the action and its arguments
	Mods []Mod
}

// Parse reads one file.
func Parse(data string) ([]Line, error) {
	var out []Line
	var at time.Time
	for i, raw := range strings.Split(data, "\n") {
		line, err := one(&out, raw, &at)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", i+1, err)
		}
		if line != nil {
			line.No, line.At = i+1, at
			if line.Kind != Topic {
				at = time.Time{}
			}
			out = append(out, *line)
		}
	}
	return out, nil
}

func one(out *[]Line, raw string, at *time.Time) (*Line, error) {
	switch {
	case strings.HasPrefix(raw, "  "), strings.HasPrefix(raw, "~ "):
		if len(*out) == 0 {
			return nil, fmt.Errorf("nothing to go on with: %q", raw)
		}
		goOn(&(*out)[len(*out)-1], raw)
		return nil, nil
	case strings.TrimSpace(raw) == "" || strings.HasPrefix(raw, "//"):
		return nil, nil
	case strings.HasPrefix(raw, "@ "):
		t, err := time.Parse("2006-01-02 15:04", strings.TrimSpace(raw[2:]))
		*at = t
		return nil, err
	case strings.HasPrefix(raw, "= topic"):
		return &Line{Kind: Topic, Who: strings.TrimSpace(raw[len("= topic"):])}, nil
	case strings.HasPrefix(raw, "! "):
		who, rest, ok := strings.Cut(raw[2:], " ")
		if !ok {
			return nil, fmt.Errorf("a service message needs an action: %q", raw)
		}
		l := &Line{Kind: Service, Who: who}
		for strings.HasPrefix(rest, "#") || strings.HasPrefix(rest, "+") || strings.HasPrefix(rest, ">") {
			var opt string
			opt, rest, _ = strings.Cut(rest, " ")
			l.Opts = append(l.Opts, opt)
		}
		l.Text = rest
		return l, nil
	}
	head, text, ok := strings.Cut(raw, ": ")
	if !ok {
		if head, ok = strings.CutSuffix(raw, ":"); !ok {
			return nil, fmt.Errorf("no colon after who speaks: %q", raw)
		}
	}
	words := strings.Fields(head)
	if len(words) == 0 {
		return nil, fmt.Errorf("nobody speaks: %q", raw)
	}
	return &Line{Who: words[0], Opts: words[1:], Text: text}, nil
}

func goOn(l *Line, raw string) {
	if rest, ok := strings.CutPrefix(raw, "~ "); ok {
		name, arg, _ := strings.Cut(rest, " ")
		l.Mods = append(l.Mods, Mod{name, strings.TrimSpace(arg)})
		return
	}
	if l.Text != "" {
		l.Text += "\n"
	}
	l.Text += raw[2:]
}
