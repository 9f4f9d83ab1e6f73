package command

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"satchel/core"
)

func runLogin(ctx context.Context, s *System, args []string) (int, error) {
	flags := flag.NewFlagSet("login", flag.ContinueOnError)
	src := sourceFlags(flags)
	out := flags.String("out", "", "")
	qr := flags.Bool("qr", false, "")
	if _, err := parse(flags, args, 0); err != nil {
		return 0, err
	}
	if *qr && src.demo {
		return 0, fmt.Errorf("%w: --qr needs a server that lives on: with --demo no phone can scan the code", errUsage)
	}
	ctx, stop := s.untilSignal(ctx)
	defer stop()
	a, err := src.open(ctx, s, *out)
	if err != nil {
		return 0, err
	}
	defer a.close()
	engine := core.New(a.config)
	var who core.Account
	if *qr {
		who, err = engine.SignInQR(ctx, s.showCode, a.prompter)
	} else {
		who, err = engine.SignIn(ctx, a.prompter)
	}
	if err != nil {
		return 0, err
	}
	fmt.Fprintf(s.Err, "Signed in as %s.\n", who.Name)
	return exitOK, a.close()
}

func runLogout(ctx context.Context, s *System, args []string) (int, error) {
	flags := flag.NewFlagSet("logout", flag.ContinueOnError)
	src := sourceFlags(flags)
	out := flags.String("out", "", "")
	if _, err := parse(flags, args, 0); err != nil {
		return 0, err
	}
	a, err := src.open(ctx, s, *out)
	if err != nil {
		return 0, err
	}
	defer a.close()
	if _, err := a.config.Login.LoadSession(ctx); errors.Is(err, core.ErrNoLogin) {
		fmt.Fprintln(s.Err, "Nobody was signed in.")
		return exitOK, nil
	}
	if err := core.New(a.config).SignOut(ctx); err != nil {
		fmt.Fprintln(s.Err, "Telegram could not be told; end the session \"Satchel\" in your Telegram app's list of devices.")
	}
	if err := a.forget(); err != nil {
		return 0, err
	}
	fmt.Fprintln(s.Err, "Signed out.")
	return exitOK, nil
}

// demoLogin keeps a login at a demo server beside the archive, unencrypted: there
// is no account behind it.
type demoLogin struct{ path string }

// LoadSession implements core.Login.
func (l demoLogin) LoadSession(context.Context) ([]byte, error) {
	data, err := os.ReadFile(l.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, core.ErrNoLogin
	}
	return data, err
}

// StoreSession implements core.Login. The rename makes it whole or not there.
func (l demoLogin) StoreSession(_ context.Context, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(l.path), 0o700); err != nil {
		return err
	}
	temp := l.path + ".tmp"
	if err := os.WriteFile(temp, data, 0o600); err != nil {
		return err
	}
	return os.Rename(temp, l.path)
}

func (l demoLogin) remove() error {
	if err := os.Remove(l.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
