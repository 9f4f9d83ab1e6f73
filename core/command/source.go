package command

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"syscall"

	"satchel/core"
	"satchel/core/demo"
	"satchel/core/demo/mtserver"
	"satchel/core/demo/world"
)

// source says where the account is: the embedded server, a running one, or
// Telegram.
type source struct {
	demo   bool
	server string
	phone  string
	embed  embedded
}

// embedded are the flags of the embedded server.
type embedded struct {
	world, faults, violations, calls string
	seed                             int64
	messages                         int
	fileEvery                        int
	proofBits                        int // of the proof of work; 0: as Telegram's
}

func (e *embedded) flags(fs *flag.FlagSet) {
	fs.StringVar(&e.world, "world", "", "")
	fs.StringVar(&e.faults, "faults", "", "")
	fs.StringVar(&e.violations, "violations", "", "")
	fs.StringVar(&e.calls, "calls", "", "")
	fs.Int64Var(&e.seed, "seed", 1, "")
	fs.IntVar(&e.messages, "messages", 0, "")
	fs.IntVar(&e.fileEvery, "file-every", 20, "")
}

func sourceFlags(fs *flag.FlagSet) *source {
	var src source
	fs.BoolVar(&src.demo, "demo", false, "")
	fs.StringVar(&src.server, "server", "", "")
	fs.StringVar(&src.phone, "phone", "", "")
	src.embed.flags(fs)
	return &src
}

// account is an opened source.
type account struct {
	config   core.Config
	prompter core.Prompter
	forget   func() error // removes the kept login
	closers  []func() error
}

// close ends what the source started; calling it again does nothing.
func (a *account) close() error {
	var errs []error
	for i := len(a.closers) - 1; i >= 0; i-- {
		errs = append(errs, a.closers[i]())
	}
	a.closers = nil
	return errors.Join(errs...)
}

// open makes the source ready. dir is where a login at a demo server is kept;
// empty: only in memory.
func (src *source) open(ctx context.Context, s *System, dir string) (*account, error) {
	now, err := s.clock()
	if err != nil {
		return nil, err
	}
	demo := src.demo || src.embed != (embedded{seed: 1, fileEvery: 20}) // its flags ask for it too
	a := &account{config: core.Config{Logger: s.logger(), Now: now, MaxWait: maxWait, Version: s.Version}, forget: func() error { return nil }}
	switch {
	case demo && src.server != "":
		return nil, fmt.Errorf("%w: --server excludes --demo and --world, --seed, --messages, --faults, --violations and --calls, which go with it", errUsage)
	case demo:
		err = src.openDemo(ctx, s, a)
	case src.server != "":
		err = src.openServer(a, dir)
	default:
		err = src.openTelegram(ctx, s, a)
	}
	if err != nil {
		return nil, errors.Join(err, a.close())
	}
	return a, nil
}

// openDemo starts the embedded server in this process; its login lives as long.
func (src *source) openDemo(ctx context.Context, s *System, a *account) error {
	src.embed.proofBits = 16 // work for nothing, for both ends are in this process
	server, err := src.embed.start(ctx, s, "127.0.0.1", a)
	if err != nil {
		return err
	}
	ready := server.Ready()
	a.config.Network = network(ready)
	a.config.Login = core.NewMemoryLogin()
	a.prompter = known{phone: ready.Phone, code: ready.Code, password: ready.Password}
	return nil
}

// openServer reads what a running demo-server wrote.
func (src *source) openServer(a *account, dir string) error {
	ready, err := readReady(src.server)
	if err != nil {
		return fmt.Errorf("%w: --server: %w", errUsage, err)
	}
	a.config.Network = network(ready)
	a.config.Login = core.NewMemoryLogin()
	if dir != "" {
		login := demoLogin{path: filepath.Join(dir, ".demo-login")}
		a.config.Login, a.forget = login, login.remove
	}
	a.prompter = known{phone: ready.Phone, code: ready.Code, password: ready.Password}
	return nil
}

// openTelegram takes the login from the user's configuration folder.
func (src *source) openTelegram(ctx context.Context, s *System, a *account) error {
	id, hash := s.APIID, s.APIHash
	if v := s.Getenv("SATCHEL_API_ID"); v != "" {
		n, err := strconv.Atoi(v)
		if err != nil {
			return fmt.Errorf("%w: SATCHEL_API_ID is not a number", errUsage)
		}
		id, hash = n, s.Getenv("SATCHEL_API_HASH")
	}
	if id == 0 || hash == "" {
		return fmt.Errorf("%w: this build has no application id for Telegram; set SATCHEL_API_ID and SATCHEL_API_HASH, or try --demo", errUsage)
	}
	config, err := os.UserConfigDir()
	if err != nil {
		return fmt.Errorf("find the configuration folder: %w", err)
	}
	vault, err := core.OpenLogin(ctx, filepath.Join(config, "Satchel"), s.Getenv("SATCHEL_PASSPHRASE_FILE"), s.passphrase())
	if err != nil {
		return err
	}
	a.config.Network = core.Network{APIID: id, APIHash: hash}
	a.config.Login, a.forget = vault, func() error { return vault.Remove(ctx) }
	a.prompter = s.terminal(src.phone)
	return nil
}

func network(r demo.Ready) core.Network {
	n := core.Network{APIID: r.APIID, APIHash: r.APIHash, PublicKeyPEM: r.PublicKey}
	for _, dc := range r.DCs {
		n.DCs = append(n.DCs, core.DC(dc))
	}
	if len(n.DCs) > 0 {
		n.Home = n.DCs[0].ID
	}
	return n
}

// start starts the embedded server; a's close ends it.
func (e *embedded) start(ctx context.Context, s *System, listen string, a *account) (*demo.Server, error) {
	w, err := e.open()
	if err != nil {
		return nil, err
	}
	options := demo.Options{World: w, Listen: listen, ProofBits: e.proofBits, Logger: s.logger()}
	if e.faults != "" {
		data, err := os.ReadFile(e.faults)
		if err != nil {
			return nil, fmt.Errorf("%w: --faults: %w", errUsage, err)
		}
		if options.Faults, err = demo.ParseFaults(data); err != nil {
			return nil, fmt.Errorf("%w: --faults: %s: %w", errUsage, e.faults, err)
		}
	}
	if options.Violations, err = a.create(e.violations); err != nil {
		return nil, err
	}
	if options.Calls, err = a.create(e.calls); err != nil {
		return nil, err
	}
	server, err := demo.Start(ctx, options)
	switch {
	case errors.Is(err, mtserver.ErrNotLoopback):
		return nil, fmt.Errorf("%w: --listen: %w", errUsage, err)
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("%w: --listen: another program uses that port: %w", errUsage, err)
	case err != nil:
		return nil, fmt.Errorf("start the embedded server: %w", err)
	}
	a.closers = append(a.closers, server.Close)
	return server, nil
}

// create opens a file to write to, nil for none.
func (a *account) create(path string) (io.Writer, error) {
	if path == "" {
		return nil, nil
	}
	f, err := os.Create(path)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errUsage, err)
	}
	a.closers = append(a.closers, f.Close)
	return f, nil
}

// trace opens the file that --trace names; nil for no name.
func (a *account) trace(path string) (io.Writer, error) {
	if path == "" {
		return nil, nil
	}
	f, err := core.OpenTrace(path)
	if err != nil {
		return nil, fmt.Errorf("--trace: %w", err)
	}
	a.closers = append(a.closers, f.Close)
	return f, nil
}

// open reads or makes the world.
func (e *embedded) open() (*world.World, error) {
	switch {
	case e.world != "" && e.messages > 0:
		return nil, fmt.Errorf("%w: --world and --messages exclude each other", errUsage)
	case e.messages < 0:
		return nil, fmt.Errorf("%w: --messages is negative", errUsage)
	case e.messages > 0:
		return world.Generate(e.seed, e.messages, world.GenerateOptions{FileEvery: e.fileEvery})
	case e.world == "" || e.world == "sample":
		return world.Sample()
	case e.world == "sample-problems":
		return world.SampleProblems()
	}
	info, err := os.Stat(e.world)
	if err != nil {
		return nil, fmt.Errorf("%w: --world: %w", errUsage, err)
	}
	dir := e.world
	switch {
	case info.IsDir():
	case filepath.Base(dir) == "world.json":
		dir = filepath.Dir(dir)
	default:
		return nil, fmt.Errorf("%w: --world: %s is not a folder with a world.json", errUsage, e.world)
	}
	w, err := world.Open(os.DirFS(dir))
	if err != nil {
		return nil, fmt.Errorf("%w: --world %s: %w", errUsage, e.world, err)
	}
	return w, nil
}
