package demo

import (
	"context"
	"fmt"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	"satchel/core/demo/mtserver"
	"satchel/core/demo/world"
)

// before does what a fault does instead of the call, or before it.
func (s *Server) before(ctx context.Context, c *call, strike *Rule) error {
	if strike == nil {
		return nil
	}
	switch strike.Do {
	case DoDropConnection:
		return mtserver.ErrDropConnection
	case DoStall:
		return mtserver.ErrNoAnswer
	case DoSlow:
		return after(ctx, strike.Slow)
	case DoError:
		return tgerr.New(strike.Code, strike.Name)
	case DoSignOut:
		s.signOutEverywhere()
		return refuse("AUTH_KEY_UNREGISTERED")
	case DoTakeoutInvalid:
		s.endTakeouts()
		return refuse("TAKEOUT_INVALID")
	}
	return nil
}

// spoil damages the file bytes of an answer; answers without any stay whole.
func spoil(strike *Rule, answer bin.Encoder) {
	if strike == nil {
		return
	}
	var part *[]byte
	switch a := answer.(type) {
	case *tg.UploadFile:
		part = &a.Bytes
	case *tg.UploadWebFile:
		part = &a.Bytes
	case *tg.UploadCDNFile:
		part = &a.Bytes
	default:
		return
	}
	switch strike.Do {
	case DoCorrupt:
		if n := len(*part); n > 0 {
			(*part)[n/2] ^= 1
		}
	case DoTruncate:
		*part = (*part)[:len(*part)/2]
	case DoEmpty:
		*part = nil
	}
}

// subject says what fault rules can look at in a call.
func (s *Server) subject(c *call) subject {
	sub := subject{method: c.name}
	if len(s.faults.Rules) == 0 {
		return sub
	}
	if key := s.peerAsked(c.request); key != (world.PeerKey{}) {
		sub.peers = []string{key.String()}
		if key == world.UserKey(s.self.ID) {
			sub.peers = append(sub.peers, "self")
		}
	}
	switch r := c.request.(type) {
	case interface{ GetOffset() int64 }:
		sub.offsets = append(sub.offsets, r.GetOffset())
	case interface{ GetOffset() int }:
		sub.offsets = append(sub.offsets, int64(r.GetOffset()))
	case interface{ GetOffsetID() int }:
		sub.offsets = append(sub.offsets, int64(r.GetOffsetID()))
	}
	if r, ok := c.request.(interface {
		GetLocation() tg.InputFileLocationClass
	}); ok {
		sub.files = fileNames(r.GetLocation())
	}
	if r, ok := c.request.(interface{ GetFileToken() []byte }); ok {
		if f, err := s.cdnFile(r.GetFileToken()); err == nil {
			sub.files = []string{f.target.name}
		}
	}
	return sub
}

// peerAsked is the peer a request is about, as it names it; zero for none.
func (s *Server) peerAsked(r request) world.PeerKey {
	switch r := r.(type) {
	case interface{ GetPeer() tg.InputPeerClass }:
		return s.nameOf(r.GetPeer())
	case interface{ GetChannel() tg.InputChannelClass }:
		return channelNamed(r.GetChannel())
	case interface{ GetID() tg.InputUserClass }:
		return s.userNamed(r.GetID())
	case interface{ GetUserID() tg.InputUserClass }:
		return s.userNamed(r.GetUserID())
	case interface{ GetChatID() int64 }:
		return world.GroupKey(r.GetChatID())
	case interface {
		GetLocation() tg.InputFileLocationClass
	}:
		if l, ok := r.GetLocation().(*tg.InputPeerPhotoFileLocation); ok {
			return s.nameOf(l.Peer)
		}
	}
	return world.PeerKey{}
}

// fileNames are the names fault rules may use for a location: "photo:77:x", and
// "photo:77" for any size; a document's thumb is only "document:55:m".
func fileNames(l tg.InputFileLocationClass) []string {
	switch l := l.(type) {
	case *tg.InputDocumentFileLocation:
		return []string{joinFile("document", l.ID, l.ThumbSize)}
	case *tg.InputPhotoFileLocation:
		return []string{joinFile("photo", l.ID, l.ThumbSize), joinFile("photo", l.ID, "")}
	case *tg.InputPeerPhotoFileLocation:
		return []string{joinFile("photo", l.PhotoID, peerPhotoSize(l.Big)), joinFile("photo", l.PhotoID, "")}
	}
	return nil
}

func joinFile(kind string, id int64, size string) string {
	if size == "" {
		return fmt.Sprintf("%s:%d", kind, id)
	}
	return fmt.Sprintf("%s:%d:%s", kind, id, size)
}
