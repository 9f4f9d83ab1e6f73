package command

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"time"

	"satchel/core"
)

// The exit codes.
const (
	exitOK       = 0
	exitFailed   = 1
	exitUsage    = 2
	exitProblems = 3
	exitPartly   = 4
)

// System is what the commands have of the world around them.
type System struct {
	In       *os.File
	Out, Err io.Writer
	Getenv   func(string) string
	// Signals delivers requests to end: the first one cancels a run properly, the
	// second ends it at once.
	Signals <-chan os.Signal
	Version string
	// Language is that of the system's words, as "pt-BR", where the environment names
	// none; nil: English.
	Language func() string
	// APIID and APIHash are those the program was built with, for Telegram's own
	// servers; 0 if it was built without.
	APIID   int
	APIHash string
}

// command is one sub-command.
type command struct {
	name, usage, about string
	run                func(ctx context.Context, s *System, args []string) (int, error)
}

func commands() []command {
	return []command{
		{"export", "[--demo … | --server READY.json] --out DIR [--settings FILE] [--language CODE] [--no-wait] [--trace FILE] [--json]", "save the account to DIR, or go on with what is there", runExport},
		{"update", "[--demo … | --server READY.json] --out DIR [--depth new|recheck|full] [--settings FILE] [--language CODE] [--no-wait] [--trace FILE] [--json]", "add what is new to the archive in DIR, and what changed lately", runUpdate},
		{"login", "[--demo … | --server READY.json] [--out DIR] [--phone N | --qr]", "sign in and keep the login", runLogin},
		{"logout", "[--server READY.json] [--out DIR]", "end the login at Telegram and forget it", runLogout},
		{"verify", "DIR [--repair [--no-wait] [--demo … | --server READY.json]] [--json]", "compare every saved file with its size and hash; mend what is damaged", runVerify},
		{"copy", "DIR TO [--no-wait]", "copy an archive to an empty folder, verified", runCopy},
		{"render", "DIR [--no-wait]", "write the pages of an archive again", runRender},
		{"raw", "DIR [--dialog channel:1003 [--message N]]", "print what Telegram answered, as TL JSON", runRaw},
		{"demo-server", "[--listen 127.0.0.1[:PORT]] [--world DIR | --seed N --messages N] [--faults FILE] --ready FILE [--violations FILE] [--calls FILE]", "run the embedded server for other programs", runDemoServer},
		{"world", "--from-trace FILE DIR", "make a world for the embedded server of a trace", runWorld},
		{"demo-accept", "--ready FILE URL", "play the phone that scans the code of a sign-in at a demo-server", runAccept},
	}
}

// errUsage is wrapped by errors about the arguments.
var errUsage = errors.New("usage")

// Run runs the program with the arguments after its name and returns its exit
// code.
func Run(ctx context.Context, s *System, args []string) int {
	if len(args) == 0 {
		printUsage(s.Err)
		return exitUsage
	}
	switch args[0] {
	case "help", "-h", "-help", "--help":
		printUsage(s.Out)
		return exitOK
	case "version", "-version", "--version":
		fmt.Fprintln(s.Out, "satchel", s.Version)
		return exitOK
	}
	for _, c := range commands() {
		if c.name == args[0] {
			return s.run(ctx, c, args[1:])
		}
	}
	fmt.Fprintf(s.Err, "satchel: there is no command %q\n", args[0])
	printUsage(s.Err)
	return exitUsage
}

func (s *System) run(ctx context.Context, c command, args []string) int {
	code, err := c.run(ctx, s, args)
	switch {
	case err == nil:
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprintf(s.Out, "usage: satchel %s %s\n", c.name, c.usage)
		return exitOK
	case errors.Is(err, errUsage), errors.Is(err, core.ErrSettings):
		fmt.Fprintf(s.Err, "satchel %s: %v\n", c.name, err)
		return exitUsage
	default:
		e := core.Explain(err)
		fmt.Fprintf(s.Err, "satchel %s: %s\n%s\n", c.name, e.Text, e.Hint)
		return exitFailed
	}
	return code
}

func printUsage(w io.Writer) {
	fmt.Fprintln(w, "Satchel saves a whole Telegram account to a folder.")
	fmt.Fprintln(w)
	for _, c := range commands() {
		fmt.Fprintf(w, "  satchel %-12s %s\n", c.name, c.about)
		fmt.Fprintf(w, "      %s\n", c.usage)
	}
	fmt.Fprintf(w, "  satchel %-12s %s\n", "version", "print the version")
	fmt.Fprintln(w)
	fmt.Fprintln(w, "While the disk is full, what writes waits for room; with --no-wait it ends, with exit code 4 (copy, which leaves nothing then, with 1).")
}

// parse reads the flags of a command and refuses what is left over beyond the
// wanted number of arguments.
func parse(fs *flag.FlagSet, args []string, operands int) ([]string, error) {
	fs.SetOutput(io.Discard)
	var rest []string
	for {
		if err := fs.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				return nil, err
			}
			return nil, fmt.Errorf("%w: %w", errUsage, err)
		}
		if fs.NArg() == 0 {
			break
		}
		rest, args = append(rest, fs.Arg(0)), fs.Args()[1:]
	}
	if len(rest) != operands {
		return nil, fmt.Errorf("%w: %d arguments given, %d wanted", errUsage, len(rest), operands)
	}
	return rest, nil
}

// logger writes what the engine reports at warning level and above, so that the
// progress stays readable; SATCHEL_LOG=debug shows all.
func (s *System) logger() *slog.Logger {
	level := slog.LevelError
	if s.Getenv("SATCHEL_LOG") == "debug" {
		level = slog.LevelDebug
	}
	return slog.New(slog.NewTextHandler(s.Err, &slog.HandlerOptions{Level: level}))
}

// clock is the clock of what is written: SOURCE_DATE_EPOCH where it is set.
func (s *System) clock() (func() time.Time, error) {
	epoch := s.Getenv("SOURCE_DATE_EPOCH")
	if epoch == "" {
		return time.Now, nil
	}
	var seconds int64
	if _, err := fmt.Sscanf(epoch, "%d", &seconds); err != nil {
		return nil, fmt.Errorf("%w: SOURCE_DATE_EPOCH is not a number of seconds", errUsage)
	}
	return func() time.Time { return time.Unix(seconds, 0).UTC() }, nil
}
