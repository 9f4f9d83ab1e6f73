package demo

import (
	"context"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

func (s *Server) emojiMethods() []*method {
	return []*method{on(s.getCustomEmoji), on(s.getStickerSet)}
}

// getCustomEmoji: https://core.telegram.org/method/messages.getCustomEmojiDocuments;
// unknown ids are left out of the answer.
func (s *Server) getCustomEmoji(_ context.Context, c *call, r *tg.MessagesGetCustomEmojiDocumentsRequest) (bin.Encoder, error) {
	if err := s.fewEnough(c, len(r.DocumentID)); err != nil {
		return nil, err
	}
	byID := map[int64]tg.DocumentClass{}
	for _, d := range s.world.CustomEmoji() {
		byID[d.GetID()] = d
	}
	out := &tg.DocumentClassVector{Elems: []tg.DocumentClass{}}
	for _, id := range r.DocumentID {
		if d, ok := byID[id]; ok {
			out.Elems = append(out.Elems, d)
			delete(byID, id)
		}
	}
	return out, nil
}

// getStickerSet: https://core.telegram.org/method/messages.getStickerSet.
func (s *Server) getStickerSet(_ context.Context, _ *call, r *tg.MessagesGetStickerSetRequest) (bin.Encoder, error) {
	for _, set := range s.world.StickerSets() {
		if !names(r.Stickerset, set.Set) {
			continue
		}
		if r.Hash != 0 && r.Hash == set.Set.Hash {
			return &tg.MessagesStickerSetNotModified{}, nil
		}
		return &set, nil
	}
	return nil, refuse("STICKERSET_INVALID")
}

func names(in tg.InputStickerSetClass, set tg.StickerSet) bool {
	switch in := in.(type) {
	case *tg.InputStickerSetID:
		return in.ID == set.ID && in.AccessHash == set.AccessHash
	case *tg.InputStickerSetShortName:
		return in.ShortName == set.ShortName
	}
	return false
}
