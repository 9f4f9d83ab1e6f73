package media

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"
)

const (
	homeDC    = 2
	takeoutID = 5
	fakeRange = 128 << 10
)

// fakeFile is a document at the fake Telegram.
type fakeFile struct {
	content   []byte
	dc        int
	reference string
	gone      bool // its message has no file any more
	noHashes  bool
	cdn       bool
}

// asked is a call that the fake Telegram saw.
type asked struct {
	method string
	dc     int
	file   int64
	offset int64
}

// telegram answers what downloads ask, by the rules of
// https://core.telegram.org/api/files, of calls inside a takeout session only. spoil
// may change an answer or refuse it.
type telegram struct {
	t     *testing.T
	spoil func(a asked, nth int, data []byte) ([]byte, error)
	named func(peer tg.InputPeerClass) error // what is said to who asks for the picture of a peer
	think time.Duration                      // how long what shows a file takes

	mu    sync.Mutex
	files map[int64]*fakeFile
	calls []asked
}

func newTelegram(t *testing.T) *telegram { return &telegram{t: t, files: map[int64]*fakeFile{}} }

// add puts a document of so many bytes into the home datacenter.
func (f *telegram) add(id int64, size int) *fakeFile {
	content := make([]byte, size)
	for i := range content {
		content[i] = byte(i>>12) ^ byte(i) ^ byte(id)
	}
	file := &fakeFile{content: content, dc: homeDC, reference: "good"}
	f.files[id] = file
	return file
}

// seen are the calls of a method.
func (f *telegram) seen(method string) (list []asked) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, a := range f.calls {
		if a.method == method {
			list = append(list, a)
		}
	}
	return list
}

// note writes a call down and tells how many like it there were before.
func (f *telegram) note(a asked) (before int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, c := range f.calls {
		if c == a {
			before++
		}
	}
	f.calls = append(f.calls, a)
	return before
}

// office is a datacenter's end of a connection.
type office struct {
	*telegram
	dc int
}

// Invoke implements tg.Invoker.
func (o office) Invoke(ctx context.Context, in bin.Encoder, out bin.Decoder) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	var b bin.Buffer
	if err := in.Encode(&b); err != nil {
		return err
	}
	answer, err := o.answer(&b)
	if err != nil {
		return err
	}
	var raw bin.Buffer
	if err := answer.Encode(&raw); err != nil {
		return err
	}
	return out.Decode(&raw)
}

func (o office) answer(b *bin.Buffer) (bin.Encoder, error) {
	id, err := b.PeekID()
	if err == nil && id == tg.InvokeWithTakeoutRequestTypeID {
		_ = b.ConsumeID(id)
		if session, _ := b.Long(); session != takeoutID {
			o.t.Errorf("takeout session %d", session)
		}
		id, err = b.PeekID()
	} else if id != tg.UploadGetCDNFileRequestTypeID {
		o.t.Errorf("constructor %x outside of the takeout session", id)
	}
	if err != nil {
		return nil, err
	}
	switch id {
	case tg.UploadGetFileRequestTypeID:
		return decoded(b, o.getFile)
	case tg.UploadGetFileHashesRequestTypeID:
		return decoded(b, o.getHashes)
	case tg.ChannelsGetMessagesRequestTypeID:
		time.Sleep(o.think)
		return decoded(b, o.getMessages)
	case tg.UploadGetCDNFileRequestTypeID:
		return decoded(b, o.getCDNFile)
	case tg.UploadGetCDNFileHashesRequestTypeID:
		return decoded(b, o.getCDNHashes)
	}
	return o.origin(id, b)
}

func decoded[T any, P interface {
	*T
	bin.Decoder
}](b *bin.Buffer, serve func(P) (bin.Encoder, error)) (bin.Encoder, error) {
	r := P(new(T))
	if err := r.Decode(b); err != nil {
		return nil, err
	}
	return serve(r)
}

// at finds a file by its location, if it lies here and the reference is good.
func (o office) at(l tg.InputFileLocationClass) (int64, *fakeFile, error) {
	if p, ok := l.(*tg.InputPeerPhotoFileLocation); ok {
		if err := o.named(p.Peer); err != nil {
			return p.PhotoID, nil, err
		}
		l = &tg.InputDocumentFileLocation{ID: p.PhotoID, FileReference: []byte("good")}
	}
	d, ok := l.(*tg.InputDocumentFileLocation)
	if !ok {
		return 0, nil, tgerr.New(400, "LOCATION_INVALID")
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	f := o.files[d.ID]
	switch {
	case f == nil:
		return d.ID, nil, tgerr.New(400, "LOCATION_INVALID")
	case f.reference != string(d.FileReference):
		return d.ID, nil, tgerr.New(400, "FILE_REFERENCE_EXPIRED")
	case f.dc != o.dc:
		return d.ID, nil, tgerr.New(303, fmt.Sprintf("FILE_MIGRATE_%d", f.dc))
	}
	return d.ID, f, nil
}

func (o office) getFile(r *tg.UploadGetFileRequest) (bin.Encoder, error) {
	id, f, err := o.at(r.Location)
	a := asked{"getFile", o.dc, id, r.Offset}
	nth := o.note(a)
	if err != nil {
		return nil, err
	}
	if r.Offset%4096 != 0 || (1<<20)%r.Limit != 0 || r.Offset>>20 != (r.Offset+int64(r.Limit)-1)>>20 {
		o.t.Errorf("offset %d and limit %d are against the rules", r.Offset, r.Limit)
	}
	if f.cdn && r.CDNSupported {
		return &tg.UploadFileCDNRedirect{DCID: fakeCDN, FileToken: []byte{byte(id)}, EncryptionKey: fakeKey, EncryptionIv: fakeIV}, nil
	}
	data := f.content[min(r.Offset, int64(len(f.content))):min(r.Offset+int64(r.Limit), int64(len(f.content)))]
	if o.spoil != nil {
		if data, err = o.spoil(a, nth, bytes.Clone(data)); err != nil {
			return nil, err
		}
	}
	return &tg.UploadFile{Type: &tg.StorageFileUnknown{}, Bytes: data}, nil
}

func (o office) getHashes(r *tg.UploadGetFileHashesRequest) (bin.Encoder, error) {
	id, f, err := o.at(r.Location)
	o.note(asked{"getFileHashes", o.dc, id, r.Offset})
	if err != nil {
		return nil, err
	}
	return &tg.FileHashVector{Elems: f.hashes(r.Offset)}, nil
}

// hashes are eight of the file from an offset on.
func (f *fakeFile) hashes(offset int64) []tg.FileHash {
	list := []tg.FileHash{}
	for at := offset / fakeRange * fakeRange; !f.noHashes && at < int64(len(f.content)) && len(list) < 8; at += fakeRange {
		piece := f.content[at:min(at+fakeRange, int64(len(f.content)))]
		sum := sha256.Sum256(piece)
		list = append(list, tg.FileHash{Offset: at, Limit: len(piece), Hash: sum[:]})
	}
	return list
}

// getMessages shows the messages with the references of today.
func (o office) getMessages(r *tg.ChannelsGetMessagesRequest) (bin.Encoder, error) {
	o.note(asked{method: "getMessages", dc: o.dc, offset: int64(len(r.ID))})
	o.mu.Lock()
	defer o.mu.Unlock()
	answer := &tg.MessagesChannelMessages{Messages: []tg.MessageClass{}, Topics: []tg.ForumTopicClass{}, Chats: []tg.ChatClass{}, Users: []tg.UserClass{}}
	for _, input := range r.ID {
		id := input.(*tg.InputMessageID).ID
		m := &tg.Message{ID: id, PeerID: &tg.PeerChannel{ChannelID: fakeChannel.ID}, Date: 1}
		if f := o.files[int64(id)]; f != nil && !f.gone {
			m.SetMedia(f.media(int64(id)))
		}
		answer.Messages = append(answer.Messages, m)
	}
	return answer, nil
}
