package demo

import (
	"context"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/gotd/td/session"
	"github.com/gotd/td/telegram"
	"github.com/gotd/td/telegram/auth"
	"github.com/gotd/td/telegram/dcs"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"
)

// Why a phone does not accept a code.
var (
	ErrCodeUnreadable = errors.New("this is not the link of a sign-in code: tg://login?token=…")
	ErrCodeUnknown    = errors.New("the server does not know this code")
	ErrCodeExpired    = errors.New("this code has expired; scan the one that is shown now")
	ErrCodeUsed       = errors.New("this code was accepted already")
)

// Device is a client that a phone let in, as it calls itself.
type Device struct {
	Model, System, Version string
	PasswordPending        bool // it still has to ask for the two-step password
}

// AcceptCode plays the account's phone: it signs in at the running server as
// another device and accepts the code with the link that a QR code holds.
// https://core.telegram.org/api/qr-login#accepting-a-login-token
func AcceptCode(ctx context.Context, r Ready, link string) (Device, error) {
	token, err := tokenOf(link)
	if err != nil {
		return Device{}, err
	}
	client, err := phone(r)
	if err != nil {
		return Device{}, err
	}
	var device Device
	var refused error // as it is: Run wraps what it is given
	err = client.Run(ctx, func(ctx context.Context) error {
		if err := auth.NewFlow(owner(r), auth.SendCodeOptions{}).Run(ctx, client.Auth()); err != nil {
			return fmt.Errorf("sign the phone in: %w", err)
		}
		session, err := client.API().AuthAcceptLoginToken(ctx, token)
		if err != nil {
			refused = refusal(err)
			return nil
		}
		device = Device{Model: session.DeviceModel, System: session.SystemVersion, Version: session.AppVersion, PasswordPending: session.PasswordPending}
		return nil
	})
	if refused != nil {
		return Device{}, refused
	}
	return device, err
}

// owner knows what the account is signed in with.
func owner(r Ready) auth.UserAuthenticator {
	return auth.Constant(r.Phone, r.Password, auth.CodeAuthenticatorFunc(func(context.Context, *tg.AuthSentCode) (string, error) {
		return r.Code, nil
	}))
}

// phone is a client of its own, so that the server is not only met by ours.
func phone(r Ready) (*telegram.Client, error) {
	block, _ := pem.Decode([]byte(r.PublicKey))
	if block == nil {
		return nil, errors.New("the server's public key is not PEM")
	}
	key, err := x509.ParsePKCS1PublicKey(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("the server's public key: %w", err)
	}
	if len(r.DCs) == 0 {
		return nil, errors.New("the server names no address")
	}
	o := telegram.Options{
		DC: r.DCs[0].ID, PublicKeys: []telegram.PublicKey{{RSA: key}}, Resolver: dcs.Plain(dcs.PlainOptions{}),
		SessionStorage: &session.StorageMemory{}, NoUpdates: true, Device: telegram.DeviceConfig{DeviceModel: "Phone"},
	}
	for _, dc := range r.DCs {
		o.DCList.Options = append(o.DCList.Options, tg.DCOption{ID: dc.ID, IPAddress: dc.IP, Port: dc.Port, MediaOnly: dc.Media, CDN: dc.CDN, Static: true})
	}
	return telegram.NewClient(r.APIID, r.APIHash, o), nil
}

// tokenOf reads the token out of a link, padded or not.
func tokenOf(link string) ([]byte, error) {
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil || u.Scheme != "tg" || u.Host != "login" {
		return nil, ErrCodeUnreadable // without the link: it is a secret
	}
	token, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(u.Query().Get("token"), "="))
	if err != nil || len(token) == 0 {
		return nil, ErrCodeUnreadable
	}
	return token, nil
}

// refusal puts the server's answer into words.
func refusal(err error) error {
	switch {
	case tgerr.Is(err, "AUTH_TOKEN_EXPIRED"):
		return ErrCodeExpired
	case tgerr.Is(err, "AUTH_TOKEN_ALREADY_ACCEPTED"):
		return ErrCodeUsed
	case tgerr.Is(err, "AUTH_TOKEN_INVALID"):
		return ErrCodeUnknown
	}
	return fmt.Errorf("accept the code: %w", err)
}
