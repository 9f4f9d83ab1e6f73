package main

import (
	"context"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"github.com/gotd/td/session"
	"github.com/gotd/td/telegram"
	"github.com/gotd/td/telegram/auth"
	"github.com/gotd/td/telegram/dcs"
	"github.com/gotd/td/telegram/downloader"
	"github.com/gotd/td/tg"
	"golang.org/x/sync/errgroup"

	"satchel/core/demo"
)

// What tdl gives the downloader unless told otherwise.
const (
	tdlThreads     = 4 // of a file
	tdlConnections = 8
	tdlPart        = 1 << 20
)

// download is the client made of gotd alone: it downloads all documents of the
// account's channel into dir, so many files at a time.
func download(ctx context.Context, readyFile, dir, atOnce string) error {
	limit, err := strconv.Atoi(atOnce)
	if err != nil {
		return errUsage
	}
	if err := os.Mkdir(dir, 0o700); err != nil {
		return err
	}
	return signedIn(ctx, readyFile, func(ctx context.Context, c *telegram.Client) error {
		pool, err := c.Pool(tdlConnections)
		if err != nil {
			return err
		}
		group, ctx := errgroup.WithContext(ctx)
		group.SetLimit(limit)
		err = documents(ctx, c.API(), func(d *tg.Document) {
			group.Go(func() error { return one(ctx, tg.NewClient(pool), d, dir) })
		})
		return errors.Join(err, group.Wait(), pool.Close())
	})
}

// signedIn runs f with a new login.
func signedIn(ctx context.Context, readyFile string, f func(ctx context.Context, c *telegram.Client) error) error {
	data, err := os.ReadFile(readyFile)
	if err != nil {
		return err
	}
	var ready demo.Ready
	if err := json.Unmarshal(data, &ready); err != nil {
		return err
	}
	options, err := optionsOf(ready)
	if err != nil {
		return err
	}
	c := telegram.NewClient(ready.APIID, ready.APIHash, options)
	return c.Run(ctx, func(ctx context.Context) error {
		code := auth.CodeAuthenticatorFunc(func(context.Context, *tg.AuthSentCode) (string, error) { return ready.Code, nil })
		if err := auth.NewFlow(auth.Constant(ready.Phone, ready.Password, code), auth.SendCodeOptions{}).Run(ctx, c.Auth()); err != nil {
			return err
		}
		return f(ctx, c)
	})
}

// place is where a file is, for a client that cannot read messages.
type place struct {
	ID         int64  `json:"id,string"`
	AccessHash int64  `json:"accessHash,string"`
	Reference  []byte `json:"reference"`
	DC         int    `json:"dc"`
	Size       int64  `json:"size"`
	Name       string `json:"name"`
}

// list writes the places of all documents of a server's channel.
func list(ctx context.Context, readyFile, to string) error {
	var places []place
	err := signedIn(ctx, readyFile, func(ctx context.Context, c *telegram.Client) error {
		return documents(ctx, c.API(), func(d *tg.Document) {
			places = append(places, place{d.ID, d.AccessHash, d.FileReference, d.DCID, d.Size, fileName(d)})
		})
	})
	if err != nil {
		return err
	}
	data, err := json.Marshal(places)
	if err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o600)
}

func optionsOf(ready demo.Ready) (o telegram.Options, err error) {
	block, _ := pem.Decode([]byte(ready.PublicKey))
	if block == nil {
		return o, errors.New("the server's key is no PEM")
	}
	key, err := x509.ParsePKCS1PublicKey(block.Bytes)
	if err != nil {
		other, err := x509.ParsePKIXPublicKey(block.Bytes)
		if err != nil {
			return o, err
		}
		key = other.(*rsa.PublicKey)
	}
	o = telegram.Options{DC: ready.DCs[0].ID, PublicKeys: []telegram.PublicKey{{RSA: key}}, SessionStorage: &session.StorageMemory{}, NoUpdates: true}
	var list dcs.List
	for _, d := range ready.DCs {
		list.Options = append(list.Options, tg.DCOption{ID: d.ID, IPAddress: d.IP, Port: d.Port, MediaOnly: d.Media, CDN: d.CDN, Static: true})
	}
	o.DCList = list
	return o, nil
}

// documents pages through the channel and visits what its messages bring.
func documents(ctx context.Context, api *tg.Client, visit func(*tg.Document)) error {
	answer, err := api.MessagesGetDialogs(ctx, &tg.MessagesGetDialogsRequest{OffsetPeer: &tg.InputPeerEmpty{}, Limit: 100})
	if err != nil {
		return err
	}
	dialogs, ok := answer.AsModified()
	if !ok || len(dialogs.GetChats()) != 1 {
		return fmt.Errorf("the chats are a %T", answer)
	}
	peer := dialogs.GetChats()[0].(*tg.Channel).AsInputPeer()
	for offset := 0; ; {
		page, err := api.MessagesGetHistory(ctx, &tg.MessagesGetHistoryRequest{Peer: peer, Limit: 100, OffsetID: offset})
		if err != nil {
			return err
		}
		messages, ok := page.AsModified()
		if !ok || len(messages.GetMessages()) == 0 {
			return nil
		}
		for _, m := range messages.GetMessages() {
			offset = m.GetID()
			visit(m.(*tg.Message).Media.(*tg.MessageMediaDocument).Document.(*tg.Document))
		}
	}
}

func fileName(d *tg.Document) string {
	return d.Attributes[0].(*tg.DocumentAttributeFilename).FileName
}

func one(ctx context.Context, api *tg.Client, d *tg.Document, dir string) error {
	path := filepath.Join(dir, fileName(d))
	_, err := downloader.NewDownloader().WithPartSize(tdlPart).Download(api, d.AsInputDocumentFileLocation("")).WithThreads(threadsFor(d.Size)).ToPath(ctx, path)
	if err != nil {
		return fmt.Errorf("document %d: %w", d.ID, err)
	}
	return nil
}

// threadsFor is how many parts of a file are asked for at a time: no more than it has.
func threadsFor(size int64) int {
	return int(min(tdlThreads, (size+tdlPart-1)/tdlPart))
}
