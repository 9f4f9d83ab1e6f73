package demo

import (
	"crypto/pbkdf2"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/subtle"
	"encoding/binary"

	"math/big"

	"github.com/gotd/td/tg"
)

// passwordPrime is the 2048-bit safe prime Telegram itself uses and clients know
// (https://core.telegram.org/mtproto/auth_key); passwordBase generates the
// subgroup of order (p-1)/2.
const (
	passwordPrime = "c71caeb9c6b1c9048e6c522f70f13f73980d40238e3e21c14934d037563d930f" +
		"48198a0aa7c14058229493d22530f4dbfa336f6e0ac925139543aed44cce7c37" +
		"20fd51f69458705ac68cd4fe6b6b13abdc9746512969328454f18faf8c595f64" +
		"2477fe96bb2a941d5bcd1d4ac8cc49880708fa9b378e3c4f3a9060bee67cf9a4" +
		"a4a695811051907e162753b56b0f6b410dba74d8a84b2a14b3144e0ef1284754" +
		"fd17ed950d5965b4b9dd46582db1178d169c6bc465b0d6ff9ca3928fef5b9ae4" +
		"e418fc15e83ebea0f87fa9ff5eed70050ded2849f47bf959d956850ce929851f" +
		"0d8115f635b105ee2e4e15d04b2454bf6f4fadf034b10403119cd8e3b92fcc5b"
	passwordBase = 3
)

// passwordCheck is the server's side of https://core.telegram.org/api/srp: it
// knows v = g^x of the password and checks what a client proves.
type passwordCheck struct {
	p, g, k, v   *big.Int
	salt1, salt2 []byte
	secret       [32]byte
}

// srpHandshake is one exchange: b is ours, public is g_b.
type srpHandshake struct {
	id     int64
	b      *big.Int
	public []byte
}

func newPasswordCheck(password string, secret [32]byte) *passwordCheck {
	p, _ := new(big.Int).SetString(passwordPrime, 16)
	c := &passwordCheck{p: p, g: big.NewInt(passwordBase), secret: secret}
	salts := sha512.Sum512(append(secret[:], "salts"...))
	c.salt1, c.salt2 = salts[:24], salts[24:56]
	c.k = number(hash(padded(c.p), padded(c.g)))
	c.v = new(big.Int).Exp(c.g, c.secretExponent(password), c.p)
	return c
}

// secretExponent is x = PH2(password, salt1, salt2).
func (c *passwordCheck) secretExponent(password string) *big.Int {
	salted := func(data, salt []byte) []byte { return hash(salt, data, salt) }
	ph1 := salted(salted([]byte(password), c.salt1), c.salt2)
	stretched, err := pbkdf2.Key(sha512.New, string(ph1), c.salt1, 100_000, 64)
	if err != nil { // only a length FIPS forbids, which this is not
		panic(err)
	}
	return number(salted(stretched, c.salt2))
}

func (c *passwordCheck) algo() tg.PasswordKdfAlgoClass {
	return &tg.PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow{
		Salt1: c.salt1, Salt2: c.salt2, G: passwordBase, P: padded(c.p)}
}

// begin makes g_b = k*v + g^b mod p. The seed names the exchange.
func (c *passwordCheck) begin(seed string) *srpHandshake {
	var b []byte
	for i := range byte(4) {
		part := sha512.Sum512(append(append(c.secret[:], seed...), i))
		b = append(b, part[:]...)
	}
	h := &srpHandshake{id: int64(binary.LittleEndian.Uint64([]byte(seed)) >> 1), b: number(b)}
	public := new(big.Int).Exp(c.g, h.b, c.p)
	public.Add(public, new(big.Int).Mul(c.k, c.v)).Mod(public, c.p)
	h.public = padded(public)
	return h
}

// proves says whether M1 shows that the client knows the password.
func (c *passwordCheck) proves(h *srpHandshake, a, m1 []byte) bool {
	ga := number(a)
	if len(a) > 256 || ga.Cmp(big.NewInt(1)) <= 0 || ga.Cmp(new(big.Int).Sub(c.p, big.NewInt(1))) >= 0 {
		return false // g_a of 0 or 1 would make the shared secret known to all
	}
	u := number(hash(padded(ga), h.public))
	shared := new(big.Int).Exp(c.v, u, c.p)
	shared.Mul(shared, ga).Exp(shared, h.b, c.p)
	hp, hg := sha256.Sum256(padded(c.p)), sha256.Sum256(padded(c.g))
	subtle.XORBytes(hp[:], hp[:], hg[:])
	want := hash(hp[:], hash(c.salt1), hash(c.salt2), padded(ga), h.public, hash(padded(shared)))
	return subtle.ConstantTimeCompare(want, m1) == 1
}

// padded is a number as the 2048 bits it is hashed and sent as.
func padded(n *big.Int) []byte { return n.FillBytes(make([]byte, 256)) }

func number(b []byte) *big.Int { return new(big.Int).SetBytes(b) }

func hash(parts ...[]byte) []byte {
	h := sha256.New()
	for _, p := range parts {
		h.Write(p)
	}
	return h.Sum(nil)
}
