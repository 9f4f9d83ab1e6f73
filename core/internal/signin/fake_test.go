package signin

import (
	"context"
	"encoding/hex"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"
)

// telegram is a scripted server: each method has a list of replies, taken in
// order, the last one again and again.
type telegram struct {
	t       *testing.T
	replies map[string][]any // bin.Encoder or error

	mu    sync.Mutex
	taken map[string]int
	calls []string
	codes []string // that were signed in with
	srp   []int64  // ids of proofs
}

func (f *telegram) Invoke(_ context.Context, in bin.Encoder, out bin.Decoder) error {
	name := in.(interface{ TypeName() string }).TypeName()
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls = append(f.calls, name)
	f.note(in)
	list := f.replies[name]
	if len(list) == 0 {
		f.t.Errorf("unexpected call of %s", name)
		return tgerr.New(400, "INPUT_METHOD_INVALID")
	}
	reply := list[min(f.taken[name], len(list)-1)]
	f.taken[name]++
	if err, ok := reply.(error); ok {
		return err
	}
	var b bin.Buffer
	if err := reply.(bin.Encoder).Encode(&b); err != nil {
		return err
	}
	return out.Decode(&b)
}

func (f *telegram) note(in bin.Encoder) {
	switch r := in.(type) {
	case *tg.AuthSendCodeRequest:
		f.calls[len(f.calls)-1] += " " + r.PhoneNumber
	case *tg.AuthSignInRequest:
		code, _ := r.GetPhoneCode()
		if e, ok := r.GetEmailVerification(); ok {
			code = "email:" + e.(*tg.EmailVerificationCode).Code
		}
		f.codes = append(f.codes, fmt.Sprintf("%s/%s", code, r.PhoneCodeHash))
	case *tg.AuthCheckPasswordRequest:
		f.srp = append(f.srp, r.Password.(*tg.InputCheckPasswordSRP).SRPID)
	}
}

func newTelegram(t *testing.T, replies map[string][]any) *telegram {
	if replies["users.getUsers"] == nil {
		replies["users.getUsers"] = []any{rpc(401, "AUTH_KEY_UNREGISTERED")}
	}
	return &telegram{t: t, replies: replies, taken: map[string]int{}}
}

func (f *telegram) count(method string) (n int) {
	for _, c := range f.calls {
		if strings.HasPrefix(c, method) {
			n++
		}
	}
	return n
}

func rpc(code int, name string) error { return tgerr.New(code, name) }

// me is a new one each time: to encode it sets its flags.
func me() *tg.User { return &tg.User{ID: 7, Self: true, FirstName: "Mara"} }

func authorization() bin.Encoder { return &tg.AuthAuthorization{User: me()} }

func sentCode(hash string) *tg.AuthSentCode {
	return &tg.AuthSentCode{Type: &tg.AuthSentCodeTypeApp{Length: 5}, PhoneCodeHash: hash}
}

func resendable(hash string, seconds int) *tg.AuthSentCode {
	s := sentCode(hash)
	s.SetNextType(&tg.AuthCodeTypeSMS{})
	s.SetTimeout(seconds)
	return s
}

// srpPrime is Telegram's (https://core.telegram.org/mtproto/auth_key).
const srpPrime = "c71caeb9c6b1c9048e6c522f70f13f73980d40238e3e21c14934d037563d930f" +
	"48198a0aa7c14058229493d22530f4dbfa336f6e0ac925139543aed44cce7c37" +
	"20fd51f69458705ac68cd4fe6b6b13abdc9746512969328454f18faf8c595f64" +
	"2477fe96bb2a941d5bcd1d4ac8cc49880708fa9b378e3c4f3a9060bee67cf9a4" +
	"a4a695811051907e162753b56b0f6b410dba74d8a84b2a14b3144e0ef1284754" +
	"fd17ed950d5965b4b9dd46582db1178d169c6bc465b0d6ff9ca3928fef5b9ae4" +
	"e418fc15e83ebea0f87fa9ff5eed70050ded2849f47bf959d956850ce929851f" +
	"0d8115f635b105ee2e4e15d04b2454bf6f4fadf034b10403119cd8e3b92fcc5b"

func accountPassword(id int64) *tg.AccountPassword {
	p, err := hex.DecodeString(srpPrime)
	if err != nil {
		panic(err)
	}
	algo := &tg.PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow{
		Salt1: []byte("one"), Salt2: []byte("two"), G: 3, P: p,
	}
	b := make([]byte, 256)
	copy(b[1:], p) // smaller than p, larger than 2^(2048-64)
	a := &tg.AccountPassword{NewAlgo: algo, NewSecureAlgo: &tg.SecurePasswordKdfAlgoUnknown{}, SecureRandom: make([]byte, 256)}
	a.SetHint("first pet")
	a.SetCurrentAlgo(algo)
	a.SetSRPB(b)
	a.SetSRPID(id)
	a.HasPassword = true
	return a
}

// person answers from a list and remembers what was asked.
type person struct {
	phones    []string
	codes     []CodeAnswer
	passwords []string
	back      bool // ErrBack when the passwords have run out

	phoneAsked    []PhoneRequest
	codeAsked     []CodeRequest
	passwordAsked []PasswordRequest
}

var errGone = fmt.Errorf("the person went away")

func next[T any](list *[]T) (T, bool) {
	var none T
	if len(*list) == 0 {
		return none, false
	}
	v := (*list)[0]
	*list = (*list)[1:]
	return v, true
}

func (p *person) Phone(_ context.Context, r PhoneRequest) (string, error) {
	p.phoneAsked = append(p.phoneAsked, r)
	v, ok := next(&p.phones)
	if !ok {
		return "", errGone
	}
	return v, nil
}

func (p *person) Code(_ context.Context, r CodeRequest) (CodeAnswer, error) {
	p.codeAsked = append(p.codeAsked, r)
	v, ok := next(&p.codes)
	if !ok {
		return CodeAnswer{}, errGone
	}
	return v, nil
}

func (p *person) Password(_ context.Context, r PasswordRequest) (string, error) {
	p.passwordAsked = append(p.passwordAsked, r)
	v, ok := next(&p.passwords)
	switch {
	case ok:
		return v, nil
	case p.back:
		return "", ErrBack
	}
	return "", errGone
}
