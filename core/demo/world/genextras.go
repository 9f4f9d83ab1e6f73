package world

import "github.com/gotd/td/tg"

// extras are the lists that few clients ask for.
func (g *generator) extras() {
	s := &g.w.sections
	add := func(list *[]frozen, f frozen) { *list = append(*list, f) }
	add(&s.stickerSets, g.freeze(g.stickerSet()))
	add(&s.dialogFilters, g.freeze(&tg.DialogFilterDefault{}))
	filter := &tg.DialogFilter{ID: 2, Title: tg.TextWithEntities{Text: "Wörk 💼"}, Groups: true, ExcludeMuted: true,
		PinnedPeers:  []tg.InputPeerClass{&tg.InputPeerUser{UserID: userBase, AccessHash: g.derive.accessHash(userBase)}},
		IncludePeers: []tg.InputPeerClass{&tg.InputPeerChat{ChatID: groupBase}}, ExcludePeers: []tg.InputPeerClass{}}
	add(&s.dialogFilters, g.freeze(filter))
	if h := g.w.History(UserKey(genSelf)); h.Len() > 0 {
		add(&s.savedDialogs, g.freeze(&tg.SavedDialog{Peer: &tg.PeerUser{UserID: genSelf}, TopMessage: h.ID(h.Len() - 1)}))
	}
	for _, f := range g.stocks.documents {
		if doc, ok := thawClass(f, tg.DecodeDocument).(*tg.Document); ok && doc.MimeType == "audio/mpeg" && len(s.savedMusic) < 3 {
			add(&s.savedMusic, f)
		}
	}
	media := &tg.MessageMediaPhoto{}
	media.SetPhoto(thawClass(g.stocks.photos[1], tg.DecodePhoto))
	add(&s.peerStories, g.freeze(&tg.PeerStories{Peer: &tg.PeerUser{UserID: userBase},
		Stories: []tg.StoryItemClass{&tg.StoryItem{ID: 1, Date: genTill - 3600, ExpireDate: genTill + 82_800, Public: true, Media: media}}}))
	for k := range 3 {
		s.peerPhotos = append(s.peerPhotos, peerPhoto{peer: UserKey(userBase), photo: g.stocks.photos[k]})
	}
}

// stickerSet is the set that the stock's stickers name.
func (g *generator) stickerSet() *tg.MessagesStickerSet {
	const id = 5_400_000_000_000
	set := &tg.MessagesStickerSet{Set: tg.StickerSet{ID: id, AccessHash: g.derive.accessHash(id), Title: "Demo pack", ShortName: "DemoPack"}}
	for _, f := range g.stocks.documents {
		doc := thawClass(f, tg.DecodeDocument)
		if d, ok := doc.(*tg.Document); ok && d.MimeType == "image/webp" {
			set.Documents = append(set.Documents, doc)
			set.Packs = append(set.Packs, tg.StickerPack{Emoticon: genEmoji()[0], Documents: []int64{d.ID}})
		}
	}
	set.Set.Count = len(set.Documents)
	return set
}
