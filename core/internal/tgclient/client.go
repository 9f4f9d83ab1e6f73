package tgclient

import (
	"context"
	"crypto/rsa"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"runtime"
	"sync"
	"time"

	"github.com/gotd/td/exchange"
	"github.com/gotd/td/session"
	"github.com/gotd/td/telegram"
	"github.com/gotd/td/telegram/dcs"
	"github.com/gotd/td/tg"

	"satchel/core/internal/trace"
)

// DC is one address of a datacenter.
type DC struct {
	ID    int
	IP    string
	Port  int
	Media bool // for files only
	CDN   bool
}

// Config says whom to connect to, and as what. APIID, APIHash, Storage and Logger
// are required.
type Config struct {
	APIID   int
	APIHash string
	Home    int              // DC of a first connection; 0: that of DCs, else 2
	DCs     []DC             // nil: Telegram's
	Keys    []*rsa.PublicKey // of the servers; nil: Telegram's
	Storage session.Storage  // of the login
	// NewLogin starts without the stored login, which stays as it is until a
	// sign-in succeeds and takes its place.
	NewLogin   bool
	Logger     *slog.Logger
	Dial       func(ctx context.Context, network, addr string) (net.Conn, error) // nil: TCP
	Device     string                                                            // in the owner's list of devices; "": Satchel
	AppVersion string
	Lang       string          // ISO 639-1; "": en
	OnState    func(State)     // may be nil; must not block
	Trace      *trace.Recorder // of every call; nil: none
	// Updates receives what Telegram tells unasked; nil: nothing is told.
	Updates telegram.UpdateHandler
}

// Client is a connection to Telegram for one login. It runs once.
type Client struct {
	tg    *telegram.Client
	cfg   Config
	log   *slog.Logger
	login *login
	links *links
	media mediaPools
	left  sync.WaitGroup // calls that nobody waits for any more
}

// New returns a client that connects when it runs.
func New(cfg Config) *Client {
	if cfg.OnState == nil {
		cfg.OnState = func(State) {}
	}
	if cfg.Home == 0 {
		cfg.Home = 2
		if len(cfg.DCs) > 0 {
			cfg.Home = cfg.DCs[0].ID
		}
	}
	c := &Client{
		cfg: cfg, log: cfg.Logger,
		login: newLogin(cfg.Storage, cfg.NewLogin, cfg.Logger),
		links: newLinks(cfg.Logger),
		media: mediaPools{byDC: map[int]*mediaPool{}},
	}
	c.tg = telegram.NewClient(cfg.APIID, cfg.APIHash, c.options())
	return c
}

func (c *Client) options() telegram.Options {
	dial := newDialer(c.cfg.Dial, c.links)
	return telegram.Options{
		DC:                c.cfg.Home,
		DCList:            dcList(c.cfg.DCs),
		PublicKeys:        publicKeys(c.cfg.Keys),
		Resolver:          resolver{dcs.Plain(dcs.PlainOptions{Dial: dial.dial})},
		NoUpdates:         c.cfg.Updates == nil,
		UpdateHandler:     c.cfg.Updates,
		SessionStorage:    c.login,
		OnConnectionState: func(s telegram.ConnectionState) { c.cfg.OnState(stateOf(s)) },
		Middlewares:       []telegram.Middleware{telegram.MiddlewareFunc(c.observe)},
		Logger:            newLogger(c.log),
		Device:            device(c.cfg),
		DialTimeout:       dialTimeout,
		// Acknowledgements leave at once, so that links can tell them from questions.
		AckInterval: ackInterval,
		// gotd sends an unacknowledged request again every 5 s; how long a call may
		// take is its context's business, not the number of those.
		MaxRetries: 10_000,
	}
}

func device(cfg Config) telegram.DeviceConfig {
	d := telegram.DeviceConfig{
		DeviceModel: cfg.Device, SystemVersion: runtime.GOOS, AppVersion: cfg.AppVersion,
		LangCode: cfg.Lang, SystemLangCode: cfg.Lang,
	}
	if d.DeviceModel == "" {
		d.DeviceModel = "Satchel"
	}
	if d.AppVersion == "" {
		d.AppVersion = "dev"
	}
	return d
}

func dcList(list []DC) dcs.List {
	if len(list) == 0 {
		return dcs.Prod()
	}
	var out dcs.List
	for _, d := range list {
		ip := net.ParseIP(d.IP)
		out.Options = append(out.Options, tg.DCOption{
			ID: d.ID, IPAddress: d.IP, Port: d.Port, MediaOnly: d.Media, CDN: d.CDN, Static: true,
			Ipv6: ip != nil && ip.To4() == nil,
		})
	}
	return out
}

func publicKeys(keys []*rsa.PublicKey) []telegram.PublicKey {
	var out []telegram.PublicKey
	for _, k := range keys {
		out = append(out, telegram.PublicKey{RSA: k})
	}
	return out
}

// Run connects, calls f once the connection stands, and disconnects when f
// returns. It returns what f returned; ErrLoginUnknown when the server does not
// know the stored login's key; ErrServerUnknown when it is none of ours; ctx's
// error when ctx ended before f was called.
func (c *Client) Run(ctx context.Context, f func(ctx context.Context) error) error {
	run, cancel := context.WithCancel(ctx)
	defer cancel()
	c.login.onUnknown(cancel)

	var watch sync.WaitGroup
	defer watch.Wait()
	defer c.left.Wait()
	defer cancel()
	watch.Go(func() { c.links.watch(run) })

	var called bool
	var result error
	err := c.tg.Run(run, func(ctx context.Context) error {
		if err := c.login.known(ctx); err != nil {
			return err
		}
		called = true
		result = f(ctx)
		return result
	})
	switch {
	case c.login.refused() != nil:
		return c.login.refused()
	case called && result != nil && !errors.Is(result, context.Canceled):
		return result
	case errors.Is(err, exchange.ErrKeyFingerprintNotFound):
		return fmt.Errorf("%w: %w", ErrServerUnknown, err)
	case ctx.Err() != nil && (result != nil || !called):
		return ctx.Err()
	case called && result == nil:
		return nil // an error of closing says nothing about what was done
	case err != nil:
		return fmt.Errorf("connection to telegram: %w", err)
	}
	return result
}

// API returns the home connection.
func (c *Client) API() tg.Invoker { return c.tg }

// HomeDC returns the account's DC: the one of Config until a connection stood.
func (c *Client) HomeDC() int {
	if dc := c.tg.Config().ThisDC; dc != 0 {
		return dc
	}
	return c.cfg.Home
}

// Heard returns when the last answer came from Telegram.
func (c *Client) Heard() time.Time { return time.Unix(0, c.links.heard.Load()) }

// WebFileDC returns the DC for upload.getWebFile that Telegram's configuration
// names; 0 until a connection stood.
func (c *Client) WebFileDC() int { return c.tg.Config().WebfileDCID }

// MigrateTo moves the home connection to another DC; only before a sign-in (a
// login by QR code may ask for it).
func (c *Client) MigrateTo(ctx context.Context, dc int) error { return c.tg.MigrateTo(ctx, dc) }

const (
	dialTimeout = 20 * time.Second
	ackInterval = time.Second
)
