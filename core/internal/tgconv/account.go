package tgconv

import (
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// FullUser converts the answer of users.getFullUser about the account itself.
// Its Peer is zero but for the id when the answer lacks the user it is about.
func FullUser(a tg.UsersUserFull) model.Profile {
	f := &a.FullUser
	p := model.Profile{
		V: model.Version, Peer: model.Peer{V: model.Version, ID: userID(f.ID)}, Bio: f.About,
		Photo: photo(f.ProfilePhoto), Fallback: photo(f.FallbackPhoto), Personal: photo(f.PersonalPhoto),
		Channel: channelID(f.PersonalChannelID), ChannelMessage: f.PersonalChannelMessage,
		Music: document(f.SavedMusic), TTL: f.TTLPeriod,
	}
	if b, ok := f.GetBirthday(); ok {
		p.Birthday = birthday(b)
	}
	business(&p, f)
	for _, u := range a.Users {
		if m, ok := User(u); ok && m.ID == userID(f.ID) {
			p.Peer = m
		}
	}
	return p
}

// business adds what a business account shows in its profile.
// https://core.telegram.org/api/business
func business(p *model.Profile, f *tg.UserFull) {
	if l, ok := f.GetBusinessLocation(); ok {
		p.Address, p.Geo = l.Address, geo(l.GeoPoint)
	}
	if i, ok := f.GetBusinessIntro(); ok {
		p.IntroTitle, p.Intro = i.Title, i.Description
	}
	if h, ok := f.GetBusinessWorkHours(); ok {
		p.TimeZone = h.TimezoneID
		for _, w := range h.WeeklyOpen {
			p.Open = append(p.Open, [2]int{w.StartMinute, w.EndMinute})
		}
	}
}

func birthday(b tg.Birthday) *model.Birthday {
	return &model.Birthday{Day: b.Day, Month: b.Month, Year: b.Year}
}

// FullUserFiles are the pictures of a profile, fallback and personal ones
// included, and the music shown in it.
func FullUserFiles(a tg.UsersUserFull) []Found {
	u := &a.FullUser
	f := finder{origin: model.Origin{Kind: model.OriginFullUser, Peer: userID(u.ID)}, always: true}
	for _, p := range []tg.PhotoClass{u.ProfilePhoto, u.FallbackPhoto, u.PersonalPhoto} {
		if full, ok := p.(*tg.Photo); ok {
			f.date = int64(full.Date)
			f.photo(full, RoleFace)
		}
	}
	if d, ok := u.SavedMusic.(*tg.Document); ok {
		f.date = int64(d.Date)
		f.always = false // music is a file like others
		f.document(d, RoleMusic)
	}
	return f.found
}

// UserPhoto converts one of the account's profile pictures; false for none.
func UserPhoto(p tg.PhotoClass) (model.Photo, bool) {
	if m := photo(p); m != nil {
		return *m, true
	}
	return model.Photo{}, false
}

// UserPhotoFiles are the files of one of the profile pictures of owner.
func UserPhotoFiles(owner model.PeerID, p tg.PhotoClass) []Found {
	full, ok := p.(*tg.Photo)
	if !ok {
		return nil
	}
	f := finder{
		origin: model.Origin{Kind: model.OriginUserPhoto, Peer: owner, ID: full.ID},
		date:   int64(full.Date), always: true,
	}
	f.photo(full, RoleFace)
	return f.found
}

// PeerPhotoFiles are the two sizes of the present picture of p, big then small.
// Either can be fetched without the other. They are named through the peer, so
// that they need no file reference.
// https://core.telegram.org/api/files#downloading-files
func PeerPhotoFiles(p model.Peer) []Found {
	if p.Photo == nil || p.Photo.ID == 0 {
		return nil
	}
	big := model.File{
		Key: p.Photo.Big, DC: p.Photo.DC, MIME: "image/jpeg", Preview: p.Photo.Stripped,
		Location: model.Location{Kind: model.LocationPeerPhoto, ID: p.Photo.ID, Peer: p.ID, Big: true},
	}
	small := big
	small.Key, small.Location.Big = p.Photo.Small, false
	return []Found{{File: big, Role: RoleFace}, {File: small, Role: RoleFace}}
}

// EmojiFiles are the files of a custom emoji (messages.getCustomEmojiDocuments).
func EmojiFiles(d tg.DocumentClass) []Found {
	full, ok := d.(*tg.Document)
	if !ok {
		return nil
	}
	f := finder{origin: model.Origin{Kind: model.OriginCustomEmoji, ID: full.ID}, date: int64(full.Date), always: true}
	f.document(full, RoleEmoji)
	return f.found
}

// Document converts a document outside of messages; false for none.
func Document(d tg.DocumentClass) (model.Document, bool) {
	if m := document(d); m != nil {
		return *m, true
	}
	return model.Document{}, false
}
