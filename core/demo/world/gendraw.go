package world

import (
	"reflect"
	"slices"
	"strings"

	"github.com/gotd/td/tg"

	"satchel/core/internal/tljson"
)

// drawn are service actions and media of every constructor of the schema, with
// values drawn by reflection: what nobody thought of by hand.
type drawn struct {
	actions, media []frozen
}

// variants of each constructor: all optional fields, none, and by chance.
const variants = 4

// draw makes them. Files are left to mediaMessage, so that their number is the
// one asked for.
func (g *generator) draw() drawn {
	codec := tljson.New()
	byHand := []string{"messageMediaEmpty", "messageMediaPhoto", "messageMediaDocument"}
	var out drawn
	for _, name := range codec.Constructors((*tg.MessageActionClass)(nil)) {
		if name != "messageActionEmpty" {
			out.actions = append(out.actions, g.variants(codec, name)...)
		}
	}
	for _, name := range codec.Constructors((*tg.MessageMediaClass)(nil)) {
		if !slices.Contains(byHand, name) {
			out.media = append(out.media, g.variants(codec, name)...)
		}
	}
	return out
}

func (g *generator) variants(codec *tljson.Codec, name string) []frozen {
	var out []frozen
	start := g.seed
	for _, letter := range []byte(name) {
		start = splitmix64(start ^ uint64(letter))
	}
	for k := range variants {
		d := &dice{start + uint64(k)<<32}
		obj, err := codec.Draw(name, tljson.Drawer{
			Upto: d.upto,
			Optional: func(string, string) bool {
				return k == 0 || k > 1 && d.upto(2) == 0
			},
			Value: func(class reflect.Type, _, field string) any { return g.drawnValue(d, class, field) },
		})
		if err != nil {
			if g.err == nil {
				g.err = err
			}
			continue
		}
		out = append(out, g.freeze(obj))
	}
	return out
}

// drawnValue keeps drawn objects within the account: its peers, its files, its
// years.
func (g *generator) drawnValue(d *dice, class reflect.Type, field string) any {
	switch class.Kind() {
	case reflect.Interface:
		return g.drawnClass(d, class)
	case reflect.Slice:
		if class == reflect.TypeFor[[]tg.MessageEntityClass]() {
			return []tg.MessageEntityClass(nil)
		}
	case reflect.Int64:
		return drawnLong(d, field)
	case reflect.Int:
		return drawnInt(d, field)
	case reflect.String:
		return drawnString(d, field)
	}
	return nil
}

func (g *generator) drawnClass(d *dice, class reflect.Type) any {
	switch class {
	case reflect.TypeFor[tg.PhotoClass]():
		return g.anyPhoto(d)
	case reflect.TypeFor[tg.DocumentClass]():
		return g.anyDocument(d)
	case reflect.TypeFor[tg.PeerClass]():
		return one(d, g.peers).key.Peer()
	case reflect.TypeFor[tg.MessageMediaClass]():
		return &tg.MessageMediaGeo{Geo: &tg.GeoPoint{Lat: 52.5, Long: 13.4}}
	case reflect.TypeFor[tg.ReplyMarkupClass]():
		return keyboard()
	}
	return nil
}

func drawnLong(d *dice, field string) any {
	switch {
	case strings.Contains(field, "user") || strings.Contains(field, "creator") || field == "from_id" || field == "inviter_id" || field == "bot_id" || field == "winners":
		return int64(userBase + d.upto(len(genNames())))
	case strings.Contains(field, "channel"):
		return int64(channelBase + d.upto(3))
	case strings.Contains(field, "chat_id"):
		return int64(groupBase)
	case strings.HasSuffix(field, "emoji_id") || field == "document_id":
		return int64(emojiBase + d.upto(emojiCount))
	case strings.HasSuffix(field, "id") || strings.HasSuffix(field, "hash"):
		return int64(d.roll() >> 8)
	}
	return int64(1 + d.upto(100_000))
}

func drawnInt(d *dice, field string) any {
	switch {
	case strings.Contains(field, "date") || field == "expires" || strings.HasSuffix(field, "_at"):
		return genFrom + d.upto(genTill-genFrom)
	case strings.Contains(field, "color"):
		return d.upto(1 << 24)
	}
	return nil
}

func drawnString(d *dice, field string) any {
	switch {
	case strings.Contains(field, "url"):
		return "https://example.org/" + field
	case field == "currency":
		return one(d, []string{"USD", "EUR", "XTR", "JPY"})
	case strings.Contains(field, "emotic"):
		return one(d, genEmoji())
	case field == "countries_iso2" || field == "country_iso2":
		return "NL"
	case field == "mime_type":
		return "image/jpeg"
	case field == "phone_number":
		return "+15550100"
	case field == "vcard":
		return "BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nEND:VCARD"
	}
	return plainText(d)
}

func (g *generator) anyPhoto(d *dice) tg.PhotoClass {
	if g.every < 0 {
		return &tg.PhotoEmpty{ID: photoBase}
	}
	return thawClass(one(d, g.stocks.photos), tg.DecodePhoto)
}

func (g *generator) anyDocument(d *dice) tg.DocumentClass {
	if g.every < 0 {
		return &tg.DocumentEmpty{ID: documentBase}
	}
	return thawClass(one(d, g.stocks.documents), tg.DecodeDocument)
}
