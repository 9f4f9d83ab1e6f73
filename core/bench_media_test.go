package core

import (
	"context"
	"fmt"
	"math"
	"os"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gotd/td/tg"
	"golang.org/x/sync/errgroup"

	"satchel/core/internal/signin"
	"satchel/core/internal/tgclient"
)

// The figures of downloads: `bench NAME VALUE UNIT target VALUE ok|short`, medians
// of three. The line is the fault file's.

const (
	slowLine  = `"line":{"latency_ms":80,"bytes_per_second":20000000}`
	lineBytes = 20e6
)

// mixed are 256 MB: 1 x 96 MiB, 4 x 24 MiB, 24 x 2 MiB, 160 x 100 KB, mingled.
func mixed() (files []mediaFile) {
	for i := range 189 {
		size := 100_000
		switch {
		case i == 10:
			size = 96 << 20
		case i%40 == 5 && i < 160:
			size = 24 << 20
		case i%7 == 3 && i < 182:
			size = 2 << 20
		}
		files = append(files, mediaFile{id: 1000 + i, size: size, dc: 2})
	}
	return files
}

func photos(n int) (files []mediaFile) {
	for i := range n {
		files = append(files, mediaFile{id: 1000 + i, size: 100_000, dc: 2})
	}
	return files
}

func total(files []mediaFile) (n float64) {
	for _, f := range files {
		n += float64(f.size)
	}
	return n
}

// download exports a world and returns the seconds from the first to the last byte
// of its files.
func download(b *testing.B, files []mediaFile, faults string) float64 {
	bench, book := startMedia(b, files, faults)
	return export(b, bench, book, files)
}

// export is the same of a server that runs, by its log.
func export(b *testing.B, bench *bench, book *callBook, files []mediaFile) float64 {
	dir := b.TempDir()
	got, err := bench.engine(nil).Export(b.Context(), dir, testSettings(), bench.prompter())
	if err != nil || got.Files.Saved != len(files) {
		b.Fatalf("%+v, %v", got, err)
	}
	if err := os.RemoveAll(dir); err != nil {
		b.Fatal(err)
	}
	return stretchOf(book.calls(b, "upload.getFile"))
}

// stretchOf is the seconds from the first call to the last answer; the takeout's
// own file, asked for before all others, has no id and does not count.
func stretchOf(calls []partCall) float64 {
	first, last := math.Inf(1), 0.0
	for _, c := range calls {
		if c.Args.Location.ID == "" {
			continue
		}
		first, last = min(first, c.Time), max(last, c.Time+c.Ms/1000)
	}
	return last - first
}

// client is a plain signed-in client of a server.
func client(b *testing.B, bench *bench, conns int, f func(ctx context.Context, api *tg.Client) error) {
	ready := bench.server.Ready()
	network := bench.engine(nil).cfg.Network
	keys, err := network.keys()
	if err != nil {
		b.Fatal(err)
	}
	cfg := tgclient.Config{APIID: ready.APIID, APIHash: ready.APIHash, Home: network.Home, Keys: keys, Storage: NewMemoryLogin(), Logger: bench.engine(nil).cfg.Logger}
	for _, dc := range network.DCs {
		cfg.DCs = append(cfg.DCs, tgclient.DC(dc))
	}
	c := tgclient.New(cfg)
	err = c.Run(b.Context(), func(ctx context.Context) error {
		if _, err := signin.SignIn(ctx, tg.NewClient(c.API()), ready.APIID, ready.APIHash, bench.prompter()); err != nil {
			return err
		}
		pool, err := c.Media(ctx, network.Home, conns)
		if err != nil {
			return err
		}
		if err := f(ctx, tg.NewClient(pool)); err != nil {
			return err
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}

// locations asks for the newest files of the world's channel.
func locations(ctx context.Context, api *tg.Client, n int) (list []*tg.InputDocumentFileLocation, sizes []int64, err error) {
	dialogs, err := api.MessagesGetDialogs(ctx, &tg.MessagesGetDialogsRequest{OffsetPeer: &tg.InputPeerEmpty{}, Limit: 10})
	if err != nil {
		return nil, nil, err
	}
	channel := dialogs.(*tg.MessagesDialogs).Chats[0].(*tg.Channel)
	for offset := 0; len(list) < n; {
		page, err := api.MessagesGetHistory(ctx, &tg.MessagesGetHistoryRequest{Peer: channel.AsInputPeer(), Limit: 100, OffsetID: offset})
		if err != nil {
			return nil, nil, err
		}
		var messages []tg.MessageClass
		switch p := page.(type) {
		case *tg.MessagesChannelMessages:
			messages = p.Messages
		case *tg.MessagesMessages:
			messages = p.Messages
		}
		if len(messages) == 0 {
			return list, sizes, nil
		}
		for _, m := range messages {
			offset = m.GetID()
			d := m.(*tg.Message).Media.(*tg.MessageMediaDocument).Document.(*tg.Document)
			list = append(list, d.AsInputDocumentFileLocation(""))
			sizes = append(sizes, d.Size)
		}
	}
	return list, sizes, nil
}

// oneByOne is Telegram Desktop's way: one part of 128 KiB in flight. It returns
// bytes a second.
func oneByOne(b *testing.B, files []mediaFile, faults string) (rate float64) {
	bench, _ := startMedia(b, files, faults)
	client(b, bench, 1, func(ctx context.Context, api *tg.Client) error {
		list, sizes, err := locations(ctx, api, len(files))
		if err != nil {
			return err
		}
		started, bytes := time.Now(), 0
		for i, l := range list {
			for at := int64(0); at < sizes[i]; at += 128 << 10 {
				answer, err := api.UploadGetFile(ctx, &tg.UploadGetFileRequest{Location: l, Offset: at, Limit: 128 << 10})
				if err != nil {
					return err
				}
				bytes += len(answer.(*tg.UploadFile).Bytes)
			}
		}
		rate = float64(bytes) / time.Since(started).Seconds()
		return nil
	})
	return rate
}

// storeHashes has the server make the hashes of its files before the stretch: Telegram
// has them from the day of the upload, and reading a file once more beside sending it
// is work that no server does on the computer of its client.
func storeHashes(b *testing.B, bench *bench, files []mediaFile) {
	client(b, bench, 1, func(ctx context.Context, api *tg.Client) error {
		list, sizes, err := locations(ctx, api, len(files))
		if err != nil {
			return err
		}
		for i, l := range list {
			for at := int64(0); at < sizes[i]; {
				hashes, err := api.UploadGetFileHashes(ctx, &tg.UploadGetFileHashesRequest{Location: l, Offset: at})
				if err != nil || len(hashes) == 0 {
					return fmt.Errorf("%d hashes from %d on: %w", len(hashes), at, err)
				}
				last := hashes[len(hashes)-1]
				at = last.Offset + int64(last.Limit)
			}
		}
		return nil
	})
}

// bareCalls is how many parts of large files the engine asks for at a time: four of
// each of two files.
const bareCalls = 8

// bare is the server's ceiling: the engine's calls in flight on as many connections
// to the same datacenter and parts of the same size, in a loop that keeps nothing,
// asks for no hashes and hands each connection on at once.
func bare(b *testing.B, bench *bench, files []mediaFile) (rate float64) {
	client(b, bench, bareCalls, func(ctx context.Context, api *tg.Client) error {
		list, sizes, err := locations(ctx, api, len(files))
		if err != nil {
			return err
		}
		started := time.Now()
		var bytes atomic.Int64
		group, ctx := errgroup.WithContext(ctx)
		group.SetLimit(bareCalls)
		for i, l := range list {
			for at := int64(0); at < sizes[i]; at += 1 << 20 {
				group.Go(func() error {
					answer, err := api.UploadGetFile(ctx, &tg.UploadGetFileRequest{Location: l, Offset: at, Limit: 1 << 20})
					if err == nil {
						bytes.Add(int64(len(answer.(*tg.UploadFile).Bytes)))
					}
					return err
				})
			}
		}
		err = group.Wait()
		rate = float64(bytes.Load()) / time.Since(started).Seconds()
		return err
	})
	return rate
}

// BenchmarkMedia prints the figures of downloads.
func BenchmarkMedia(b *testing.B) {
	b.Run("mixed", func(b *testing.B) {
		files, faults := mixed(), "{"+slowLine+"}"
		var peak float64
		rate := median(func() (rate float64) {
			peak = max(peak, heapPeak(func() { rate = total(files) / download(b, files, faults) }))
			return rate
		})
		few := slices.Concat(photos(40), []mediaFile{{id: 9000, size: 12 << 20, dc: 2}})
		desktop := oneByOne(b, few, faults)
		figure("media.mixed.line", 100*rate/lineBytes, "%", 95, true)
		figure("media.mixed.times_desktop", rate/desktop, "x", 10, true)
		figure("media.mixed.memory", peak, "MB", 100, false)
	})
	b.Run("photos", func(b *testing.B) {
		rate := median(func() float64 { return 1000 / download(b, photos(1000), "{"+slowLine+"}") })
		figure("media.photos", rate, "files/s", 55.9, true)
	})
	b.Run("fast", func(b *testing.B) {
		files := []mediaFile{{id: 1, size: 192 << 20, dc: 2}, {id: 2, size: 192 << 20, dc: 2}}
		var rates, costs, bareCosts []float64
		share := median(func() float64 {
			var rate, ceiling float64
			bench, book := startMedia(b, files, "")
			storeHashes(b, bench, files)
			costs = append(costs, cpuPerGB(files, func() { rate = total(files) / export(b, bench, book, files) }))
			bench, _ = startMedia(b, files, "")
			bareCosts = append(bareCosts, cpuPerGB(files, func() { ceiling = bare(b, bench, files) }))
			rates = append(rates, rate/1e6)
			return 100 * rate / ceiling
		})
		figure("media.fast", share, "% of a bare loop", 80, true)
		fmt.Printf("bench media.fast.rate %.1f MB/s\n", middle(rates))
		fmt.Printf("bench media.fast.cpu %.1f s/GB with the server; of the bare loop %.1f\n", middle(costs), middle(bareCosts))
	})
}
