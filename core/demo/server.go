package demo

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"strconv"
	"sync"
	"time"

	"github.com/gotd/td/tg"

	"satchel/core/demo/mtserver"
	"satchel/core/demo/world"
	"satchel/core/internal/tljson"
)

// Options of Start.
type Options struct {
	World  *world.World // the account to serve; needed
	Faults *Faults      // nil: NoFaults
	// Listen is a loopback address, "127.0.0.1" or "127.0.0.1:4430"; without a
	// port free ones are taken, with one the DCs get it and those after it.
	Listen string
	// LoginTokenLife is how long a QR code can be scanned; 0: 30 s, as Telegram's
	// usually can.
	LoginTokenLife time.Duration
	// ProofBits is how hard the proof of work of a key exchange is; 0: as hard as
	// Telegram's. See mtserver.Options.
	ProofBits int

	Key        mtserver.Key // the zero Key: a new one is made
	Violations io.Writer    // one JSON line a broken rule; may be nil
	Calls      io.Writer    // one JSON line an API call; may be nil
	Logger     *slog.Logger // what went wrong in the server itself; may be nil
}

// The data centres of the embedded server. All of Telegram's five are there, so
// that a world may put its files anywhere; 4 has a media address too.
const (
	mediaDC = 4
	cdnDC   = 203
)

func dataCentres() []mtserver.DC {
	return []mtserver.DC{{ID: world.HomeDC}, {ID: mediaDC}, {ID: mediaDC, Media: true},
		{ID: 1}, {ID: 3}, {ID: 5}, {ID: cdnDC, CDN: true}}
}

// Server serves one world. Make it with Start, end it with Close. Everything it
// answers follows from the world and the order of calls; nothing is kept on disk.
type Server struct {
	world  *world.World
	faults *Faults
	log    *slog.Logger
	mt     *mtserver.Server
	served chan error
	cancel context.CancelFunc

	methods map[uint32]*method
	names   map[uint32]string // every constructor of the schema, for complaints
	json    *tljson.Codec
	walk    walker

	tokenLife time.Duration // of QR codes

	violations recorder
	calls      callLog
	strikes    *strikes

	self     *tg.User
	ranges   []tg.MessageRange
	password *passwordCheck // nil: no two-step verification
	secret   [32]byte       // of hashes and tickets; follows from the world

	mu       sync.Mutex // guards what follows
	keys     map[[8]byte]*authKey
	exports  map[string]*login // authorizations on their way to another DC
	tokens   map[string]*loginToken
	takeouts takeouts
	getFiles int64 // upload.getFile calls of the account so far
	issued   uint64

	downloads downloads
	lists     listCache
	dialogs   dialogLists
	cdn       cdnFiles
	hashes    hashBook
}

// Start serves a world until Close or the end of ctx.
func Start(ctx context.Context, o Options) (*Server, error) {
	s, err := newServer(o)
	if err != nil {
		return nil, err
	}
	host, port, err := splitListen(o.Listen)
	if err != nil {
		return nil, err
	}
	mo := mtserver.Options{Host: host, Port: port, DCs: dataCentres(), Key: o.Key, ProofBits: o.ProofBits, Handler: s, Logger: s.log}
	if s.faults.Latency > 0 || s.faults.BytesPerSecond > 0 {
		mo.Line = &mtserver.Line{Latency: s.faults.Latency, BytesPerSecond: s.faults.BytesPerSecond}
	}
	if s.mt, err = mtserver.Listen(ctx, mo); err != nil {
		return nil, fmt.Errorf("start the embedded server: %w", err)
	}
	ctx, s.cancel = context.WithCancel(ctx)
	go func() { s.served <- s.mt.Serve(ctx) }()
	return s, nil
}

func newServer(o Options) (*Server, error) {
	if o.World == nil {
		return nil, fmt.Errorf("start the embedded server: no world given")
	}
	s := &Server{
		world: o.World, faults: o.Faults, log: o.Logger, served: make(chan error, 1),
		names: tg.TypesMap(), json: tljson.New(),
		violations: recorder{out: o.Violations}, calls: callLog{out: o.Calls},
		self: o.World.Self(), ranges: o.World.Ranges(),
		keys: map[[8]byte]*authKey{}, exports: map[string]*login{}, tokens: map[string]*loginToken{},
	}
	if s.faults == nil {
		s.faults = NoFaults()
	}
	if s.tokenLife = o.LoginTokenLife; s.tokenLife == 0 {
		s.tokenLife = loginTokenLife
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	s.strikes = newStrikes(s.faults.Rules)
	s.secret = sha256.Sum256([]byte("embedded server " + s.world.Phone() + strconv.FormatInt(s.self.ID, 10)))
	if s.world.Password() != "" {
		s.password = newPasswordCheck(s.world.Password(), s.secret)
	}
	s.methods = s.table()
	return s, nil
}

func splitListen(listen string) (host string, port int, err error) {
	if listen == "" {
		return "127.0.0.1", 0, nil
	}
	host, digits, err := net.SplitHostPort(listen)
	if err != nil {
		return listen, 0, nil // no port in it; Listen judges the host
	}
	if port, err = strconv.Atoi(digits); err != nil || port < 0 {
		return "", 0, fmt.Errorf("listen on %q: the port is no number", listen)
	}
	return host, port, nil
}

// Close ends all connections and waits for what the server runs.
func (s *Server) Close() error {
	s.cancel()
	err := s.mt.Close()
	// ErrServed: closed before Serve had begun.
	if served := <-s.served; err == nil && !errors.Is(served, mtserver.ErrServed) {
		err = served
	}
	s.served <- err // a second Close finds the same end
	if err != nil {
		return fmt.Errorf("close the embedded server: %w", err)
	}
	return nil
}

// ReadyDC is an address of a data centre.
type ReadyDC struct {
	ID    int    `json:"id"`
	IP    string `json:"ip"`
	Port  int    `json:"port"`
	Media bool   `json:"media"`
	CDN   bool   `json:"cdn"`
}

// Ready is all that a client needs to sign in to the server: the JSON of --ready.
type Ready struct {
	DCs       []ReadyDC `json:"dcs"`
	PublicKey string    `json:"public_key_pem"`
	APIID     int       `json:"api_id"`
	APIHash   string    `json:"api_hash"`
	Phone     string    `json:"phone"`
	Code      string    `json:"code"`
	Password  string    `json:"password"` // empty: no two-step verification
}

// apiID is the application the embedded server knows.
const apiID = 229

func (s *Server) apiHash() string {
	sum := sha256.Sum256([]byte("application of the embedded server"))
	return hex.EncodeToString(sum[:16])
}

// Ready is what clients are told.
func (s *Server) Ready() Ready {
	r := Ready{PublicKey: string(s.mt.Key().PublicPEM()), APIID: apiID, APIHash: s.apiHash(),
		Phone: s.world.Phone(), Code: s.world.Code(), Password: s.world.Password()}
	for _, a := range s.mt.Addrs() {
		r.DCs = append(r.DCs, ReadyDC{ID: a.ID, IP: a.IP, Port: a.Port, Media: a.Media, CDN: a.CDN})
	}
	return r
}

// now is the account's clock: the world's, where it has one.
func (s *Server) now() int { return int(s.world.Clock()().Unix()) }

// ticket is a secret text that nobody can guess and that is the same in every
// process for the same order of calls.
func (s *Server) ticket(kind string) string {
	s.issued++
	sum := sha256.Sum256(fmt.Appendf(s.secret[:], "%s %d", kind, s.issued))
	return string(sum[:20])
}

// after waits for a pause of a fault, or the end of ctx.
func after(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
