package command

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"

	"satchel/core"
)

func runRaw(ctx context.Context, s *System, args []string) (int, error) {
	fs := flag.NewFlagSet("raw", flag.ContinueOnError)
	dialog := fs.String("dialog", "", "")
	message := fs.Int("message", 0, "")
	dirs, err := parse(fs, args, 1)
	if err != nil {
		return 0, err
	}
	var peer core.PeerID
	if *dialog != "" {
		if err := peer.UnmarshalText([]byte(*dialog)); err != nil {
			return 0, fmt.Errorf("%w: --dialog: %w", errUsage, err)
		}
	}
	out := bufio.NewWriter(s.Out)
	n, err := core.Raw(ctx, dirs[0], peer, *message, out, core.Config{Logger: s.logger()})
	if err := errors.Join(err, out.Flush()); err != nil {
		return 0, err
	}
	if n == 0 {
		fmt.Fprintln(s.Err, "There is no answer of Telegram about that in the archive.")
		return exitFailed, nil
	}
	return exitOK, nil
}
