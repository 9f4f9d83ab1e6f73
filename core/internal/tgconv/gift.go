package tgconv

import (
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// gift converts a star gift; nil for none. What it costs or how many are left
// today is left out: it says nothing of the gift that was given, and it would
// change the document of a message that has not changed.
// https://core.telegram.org/api/gifts
func gift(g tg.StarGiftClass) *model.Gift {
	switch g := g.(type) {
	case *tg.StarGift:
		return shopGift(g)
	case *tg.StarGiftUnique:
		return uniqueGift(g)
	}
	return nil
}

func shopGift(g *tg.StarGift) *model.Gift {
	d := &model.Gift{
		ID: g.ID, Stars: g.Stars, Limited: g.Limited, Title: g.Title, Sticker: document(g.Sticker),
		Flags: flags("birthday", g.Birthday, "require_premium", g.RequirePremium,
			"limited_per_user", g.LimitedPerUser, "peer_color_available", g.PeerColorAvailable, "auction", g.Auction),
		Fields: fields("availability_total", g.AvailabilityTotal,
			"convert_stars", g.ConvertStars, "upgrade_stars", g.UpgradeStars,
			"released_by", PeerID(g.ReleasedBy), "auction_slug", g.AuctionSlug),
	}
	return d
}

func uniqueGift(g *tg.StarGiftUnique) *model.Gift {
	d := &model.Gift{
		ID: g.ID, Unique: true, Kind: g.GiftID, Title: g.Title, Slug: g.Slug, Num: g.Num,
		Owner: PeerID(g.OwnerID), OwnerName: g.OwnerName,
		Flags: flags("require_premium", g.RequirePremium, "theme_available", g.ThemeAvailable, "burned", g.Burned, "crafted", g.Crafted),
		Fields: fields("owner_address", g.OwnerAddress, "gift_address", g.GiftAddress,
			"availability_total", g.AvailabilityTotal,
			"released_by", PeerID(g.ReleasedBy), "host_id", PeerID(g.HostID), "theme_peer", PeerID(g.ThemePeer),
			"peer_color", tree(g.PeerColor)),
	}
	for _, a := range g.Attributes {
		if m, ok := a.(*tg.StarGiftAttributeModel); ok && d.Sticker == nil {
			d.Sticker = document(m.Document)
		}
		if t, ok := tree(a).(map[string]any); ok {
			d.Attributes = append(d.Attributes, t)
		}
	}
	return d
}

// giftDocuments are the stickers of a gift: the gift's own, or the model and
// pattern of a collectible one.
func giftDocuments(g tg.StarGiftClass) []tg.DocumentClass {
	switch g := g.(type) {
	case *tg.StarGift:
		return []tg.DocumentClass{g.Sticker}
	case *tg.StarGiftUnique:
		var docs []tg.DocumentClass
		for _, a := range g.Attributes {
			switch a := a.(type) {
			case *tg.StarGiftAttributeModel:
				docs = append(docs, a.Document)
			case *tg.StarGiftAttributePattern:
				docs = append(docs, a.Document)
			}
		}
		return docs
	}
	return nil
}

// wallpaper converts a chat background; nil for none.
func wallpaper(w tg.WallPaperClass) *model.Wallpaper {
	switch w := w.(type) {
	case *tg.WallPaper:
		d := &model.Wallpaper{
			ID: w.ID, Slug: w.Slug, Document: document(w.Document),
			Flags: flags("creator", w.Creator, "default", w.Default, "pattern", w.Pattern, "dark", w.Dark),
		}
		if s, ok := w.GetSettings(); ok {
			d.Fields = fields("settings", tree(&s))
		}
		return d
	case *tg.WallPaperNoFile:
		d := &model.Wallpaper{ID: w.ID, Flags: flags("default", w.Default, "dark", w.Dark)}
		if s, ok := w.GetSettings(); ok {
			d.Fields = fields("settings", tree(&s))
		}
		return d
	}
	return nil
}
