package tgconv

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

func TestInputsNamePeers(t *testing.T) {
	source := &tg.InputPeerChannel{ChannelID: 9, AccessHash: 1}
	seen := &model.MessageID{Peer: model.ChannelID(9), ID: 44}
	for name, c := range map[string]struct {
		peer    model.Peer
		source  tg.InputPeerClass
		input   tg.InputPeerClass
		user    tg.InputUserClass
		channel tg.InputChannelClass
	}{
		"nobody": {model.Peer{}, source, &tg.InputPeerEmpty{}, &tg.InputUserEmpty{}, &tg.InputChannelEmpty{}},
		"self": {model.Peer{ID: model.UserID(1), Self: true, AccessHash: 5}, source,
			&tg.InputPeerSelf{}, &tg.InputUserSelf{}, &tg.InputChannelEmpty{}},
		"user": {model.Peer{ID: model.UserID(1), AccessHash: 5, MinSource: seen}, source,
			&tg.InputPeerUser{UserID: 1, AccessHash: 5}, &tg.InputUser{UserID: 1, AccessHash: 5}, &tg.InputChannelEmpty{}},
		"min user seen": {model.Peer{ID: model.UserID(1), AccessHash: 5, Min: true, MinSource: seen}, source,
			&tg.InputPeerUserFromMessage{Peer: source, MsgID: 44, UserID: 1},
			&tg.InputUserFromMessage{Peer: source, MsgID: 44, UserID: 1}, &tg.InputChannelEmpty{}},
		"min user, source unknown": {model.Peer{ID: model.UserID(1), AccessHash: 5, Min: true, MinSource: seen}, nil,
			&tg.InputPeerUser{UserID: 1, AccessHash: 5}, &tg.InputUser{UserID: 1, AccessHash: 5}, &tg.InputChannelEmpty{}},
		"group": {model.Peer{ID: model.ChatID(8), Min: true, MinSource: seen}, source,
			&tg.InputPeerChat{ChatID: 8}, &tg.InputUserEmpty{}, &tg.InputChannelEmpty{}},
		"channel": {model.Peer{ID: model.ChannelID(7), AccessHash: 6}, source,
			&tg.InputPeerChannel{ChannelID: 7, AccessHash: 6}, &tg.InputUserEmpty{}, &tg.InputChannel{ChannelID: 7, AccessHash: 6}},
		"min channel": {model.Peer{ID: model.ChannelID(7), Min: true, MinSource: seen}, source,
			&tg.InputPeerChannelFromMessage{Peer: source, MsgID: 44, ChannelID: 7}, &tg.InputUserEmpty{},
			&tg.InputChannelFromMessage{Peer: source, MsgID: 44, ChannelID: 7}},
	} {
		t.Run(name, func(t *testing.T) {
			if d := cmp.Diff(c.input, InputPeerFrom(c.peer, c.source)); d != "" {
				t.Error(d)
			}
			if d := cmp.Diff(c.user, InputUserFrom(c.peer, c.source)); d != "" {
				t.Error(d)
			}
			if d := cmp.Diff(c.channel, InputChannelFrom(c.peer, c.source)); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestFileLocation(t *testing.T) {
	peer := &tg.InputPeerUser{UserID: 1}
	for name, c := range map[string]struct {
		in   model.Location
		peer tg.InputPeerClass
		want tg.InputFileLocationClass
	}{
		"document": {model.Location{Kind: model.LocationDocument, ID: 5, AccessHash: 6, Reference: []byte{7}, Thumb: "m"}, nil,
			&tg.InputDocumentFileLocation{ID: 5, AccessHash: 6, FileReference: []byte{7}, ThumbSize: "m"}},
		"photo": {model.Location{Kind: model.LocationPhoto, ID: 5, AccessHash: 6, Reference: []byte{7}, Thumb: "y"}, nil,
			&tg.InputPhotoFileLocation{ID: 5, AccessHash: 6, FileReference: []byte{7}, ThumbSize: "y"}},
		"face":              {model.Location{Kind: model.LocationPeerPhoto, ID: 5, Big: true}, peer, &tg.InputPeerPhotoFileLocation{Big: true, Peer: peer, PhotoID: 5}},
		"face without peer": {model.Location{Kind: model.LocationPeerPhoto, ID: 5}, nil, nil},
		"takeout":           {model.Location{Kind: model.LocationTakeout}, nil, &tg.InputTakeoutFileLocation{}},
		"unknown":           {model.Location{Kind: "moon"}, nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			got, ok := FileLocation(c.in, c.peer)
			if d := cmp.Diff(c.want, got); d != "" || ok != (c.want != nil) {
				t.Errorf("ok %v, %s", ok, d)
			}
		})
	}
}
