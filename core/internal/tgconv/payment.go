package tgconv

import (
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

func invoice(m *tg.MessageMediaInvoice) *model.Invoice {
	d := &model.Invoice{
		Title: m.Title, Description: m.Description, Currency: m.Currency, Amount: m.TotalAmount,
		Receipt: m.ReceiptMsgID, Test: m.Test, Shipping: m.ShippingAddressRequested, StartParam: m.StartParam,
		Photo: webFile(m.Photo),
	}
	if d.Photo != nil {
		d.PhotoURL = d.Photo.URL
	}
	if m.ExtendedMedia != nil {
		d.Extended = extended(m.ExtendedMedia)
	}
	return d
}

// webFile converts a file elsewhere in the web; nil for none.
func webFile(w tg.WebDocumentClass) *model.WebFile {
	var d *model.WebFile
	switch w := w.(type) {
	case *tg.WebDocument:
		d = &model.WebFile{URL: w.URL, AccessHash: w.AccessHash, File: model.Document{
			File: model.WebKey(w.URL), MIME: w.MimeType, Size: int64(w.Size),
		}}
	case *tg.WebDocumentNoProxy:
		d = &model.WebFile{URL: w.URL, File: model.Document{MIME: w.MimeType, Size: int64(w.Size)}}
	default:
		return nil
	}
	for _, a := range w.GetAttributes() {
		attribute(&d.File, a)
	}
	d.File.Type = mediaType(&d.File)
	return d
}

// extended converts paid media: what was bought, else how it is announced.
// https://core.telegram.org/api/paid-media
func extended(list ...tg.MessageExtendedMediaClass) []model.Extended {
	out := make([]model.Extended, 0, len(list))
	for _, e := range list {
		switch e := e.(type) {
		case *tg.MessageExtendedMedia:
			out = append(out, model.Extended{Media: media(e.Media)})
		case *tg.MessageExtendedMediaPreview:
			d := model.Extended{Width: e.W, Height: e.H, Duration: e.VideoDuration}
			if e.Thumb != nil {
				var thumb size
				thumb, d.Stripped, _ = sizesOf([]tg.PhotoSizeClass{e.Thumb})
				d.ThumbWidth, d.ThumbHeight = thumb.W, thumb.H
			}
			out = append(out, d)
		}
	}
	return out
}

func giveaway(m *tg.MessageMediaGiveaway) *model.Giveaway {
	return &model.Giveaway{
		Quantity: m.Quantity, Months: m.Months, Stars: m.Stars, Until: int64(m.UntilDate),
		Channels: m.Channels, Countries: m.CountriesISO2, Prize: m.PrizeDescription,
		NewOnly: m.OnlyNewSubscribers, ShowWinners: m.WinnersAreVisible,
	}
}

func giveawayResults(m *tg.MessageMediaGiveawayResults) *model.GiveawayResults {
	return &model.GiveawayResults{
		Channel: m.ChannelID, Launch: m.LaunchMsgID, Winners: m.Winners, Count: m.WinnersCount,
		Unclaimed: m.UnclaimedCount, Additional: m.AdditionalPeersCount, Months: m.Months, Stars: m.Stars,
		Prize: m.PrizeDescription, Until: int64(m.UntilDate), Refunded: m.Refunded, NewOnly: m.OnlyNewSubscribers,
	}
}
