package json

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"satchel/core/internal/model"
	"satchel/core/internal/phone"
)

// PersonalInformation writes who the account is.
func (a *Account) PersonalInformation(p *model.Profile) error {
	w := &a.w
	w.key("personal_information")
	w.open('{')
	w.keyInt("user_id", p.Peer.ID.ID)
	w.keyStr("first_name", p.Peer.FirstName)
	w.keyStr("last_name", p.Peer.LastName)
	w.keyStr("phone_number", phone.Format(p.Peer.Phone))
	if name := username(&p.Peer); name != "" {
		w.keyStr("username", "@"+name)
	}
	w.optStr("bio", p.Bio)
	w.close('}')
	return a.flush()
}

// OpenPictures begins the profile pictures; CloseArray ends them.
func (a *Account) OpenPictures() { a.w.key("profile_pictures"); a.w.open('[') }

// OpenStories begins the stories; CloseArray ends them.
func (a *Account) OpenStories() { a.w.key("stories"); a.w.open('[') }

// CloseArray ends the profile pictures or the stories.
func (a *Account) CloseArray() error {
	a.w.close(']')
	return a.flush()
}

// Picture writes one profile picture.
func (a *Account) Picture(p *model.Photo, files Files) error {
	a.w.next()
	a.w.open('{')
	a.w.optDates(a.env, "date", p.Date)
	a.keyPhoto("photo", p.File, files)
	a.w.close('}')
	return a.flush()
}

// keyPhoto writes the path of a file of the account or its placeholder.
func (a *Account) keyPhoto(k string, key model.FileKey, files Files) {
	a.w.files = files
	result := a.w.result(key)
	if result.Path != "" {
		a.w.keyStr(k, result.Path)
		return
	}
	a.w.keyStr(k, placeholder("Photo", result.Skip))
}

// Story writes one story of the account.
func (a *Account) Story(s *model.Story, files Files) error {
	w := &a.w
	w.next()
	w.open('{')
	w.optDates(a.env, "date", s.Date)
	w.optDates(a.env, "expires", s.Expires)
	w.keyBool("pinned", s.Pinned)
	a.keyPhoto("media", mediaFile(s.Media), files)
	w.keyInt("id", int64(s.ID))
	if !s.Caption.IsZero() {
		w.key("caption")
		w.text(s.Caption)
	}
	a.storyExtra(s)
	w.close('}')
	return a.flush()
}

// storyExtra writes who saw a story and who may, and what else belongs to it.
func (a *Account) storyExtra(s *model.Story) {
	w := &a.w
	w.optInt("views", int64(s.Views))
	w.optInt("forwards", int64(s.Forwards))
	w.optInt("reactions_count", int64(s.ReactionsCount))
	if len(s.Reactions) > 0 {
		w.reactions(s.Reactions)
	}
	w.optStr("privacy", s.Privacy)
	w.optTrue("edited", s.Edited)
	w.optTrue("deleted", s.Deleted)
	w.sha256(mediaFile(s.Media))
	if m := s.Media; m != nil && m.Photo != nil {
		w.optFile("photo_video", m.Photo.Video)
	}
	if m := s.Media; m != nil && m.Cover != nil {
		w.optFile("video_cover", m.Cover.File)
	}
	if s.Music != nil {
		w.optStr("music_title", s.Music.Title)
		w.optStr("music_performer", s.Music.Performer)
		w.optFile("music", s.Music.File)
	}
}

// OpenMusic begins the music on the profile; CloseArray ends it.
func (a *Account) OpenMusic() { a.w.key("profile_music"); a.w.open('[') }

// Music writes one track in the shape of a message, number from 1, as Telegram
// Desktop does: from nobody and of the first day of all days.
func (a *Account) Music(d *model.Document, number int, files Files) error {
	a.w.files, a.w.past = files, Past{}
	a.w.message(&model.Message{
		ID: number, Media: &model.Media{Kind: model.KindDocument, Document: d},
	}, number, "")
	return a.flush()
}

func mediaFile(m *model.Media) model.FileKey {
	switch {
	case m == nil:
		return ""
	case m.Photo != nil:
		return m.Photo.File
	case m.Document != nil:
		return m.Document.File
	}
	return ""
}

// OpenContacts begins the address book; CloseList ends it.
func (a *Account) OpenContacts() { a.openList("contacts", a.words.Contacts) }

// Contact writes an entry of the address book.
func (a *Account) Contact(c *model.SavedContact) error {
	w := &a.w
	w.next()
	w.open('{')
	if c.FirstName != "" || c.LastName != "" || c.Phone != "" {
		w.optInt("user_id", c.User)
		w.keyStr("first_name", c.FirstName)
		w.keyStr("last_name", c.LastName)
		w.keyStr("phone_number", phone.Format(c.Phone))
	}
	w.dates(a.env, "date", c.Date)
	w.close('}')
	return a.flush()
}

// OpenFrequent begins the frequent contacts; CloseList ends them.
func (a *Account) OpenFrequent() { a.openList("frequent_contacts", a.words.Frequent) }

// Frequent writes one frequent contact.
func (a *Account) Frequent(f *model.FrequentContact) error {
	w := &a.w
	p := a.env.Peer(f.Peer)
	w.next()
	w.open('{')
	w.keyInt("id", f.Peer.ID)
	w.keyStr("category", f.Category)
	w.keyStr("type", frequentType(f.Peer, p))
	w.keyName("name", p.Name())
	w.key("rating")
	w.float(f.Rating)
	w.close('}')
	return a.flush()
}

// frequentType is the chat type, except that every user is "user".
func frequentType(id model.PeerID, p *model.Peer) string {
	switch {
	case id.Kind == model.KindUser:
		return "user"
	case p == nil:
		return string((&model.Peer{ID: id}).Type())
	}
	return string(p.Type())
}

// OpenSessions begins the signed-in devices; CloseList ends them.
func (a *Account) OpenSessions() { a.openList("sessions", a.words.Sessions) }

// Session writes one device.
func (a *Account) Session(s *model.Session) error {
	w := &a.w
	w.next()
	w.open('{')
	w.dates(a.env, "last_active", s.Active)
	w.keyStr("last_ip", s.IP)
	w.keyStr("last_country", s.Country)
	w.keyStr("last_region", s.Region)
	w.keyName("application_name", s.App)
	w.optStr("application_version", s.AppVersion)
	w.keyStr("device_model", s.Device)
	w.keyStr("platform", s.Platform)
	w.keyStr("system_version", s.SystemVersion)
	w.dates(a.env, "created", s.Created)
	w.close('}')
	return a.flush()
}

// OpenWebSessions begins the signed-in web sites; CloseList ends them.
func (a *Account) OpenWebSessions() { a.openList("web_sessions", a.words.WebSessions) }

// WebSession writes one web site.
func (a *Account) WebSession(s *model.WebSession) error {
	w := &a.w
	w.next()
	w.open('{')
	w.dates(a.env, "last_active", s.Active)
	w.keyStr("last_ip", s.IP)
	w.keyStr("last_region", s.Region)
	bot := ""
	if s.Bot != 0 {
		bot = a.env.username(model.UserID(s.Bot))
	}
	w.keyName("bot_username", bot)
	w.keyName("domain_name", s.Domain)
	w.keyStr("browser", s.Browser)
	w.keyStr("platform", s.Platform)
	w.dates(a.env, "created", s.Created)
	w.close('}')
	return a.flush()
}

// OtherData writes what Telegram gave as a JSON file, its keys sorted and its
// numbers as doubles. A file that is no JSON is an error and writes nothing.
func (a *Account) OtherData(r io.Reader) error {
	data, err := io.ReadAll(r)
	if err != nil {
		return fmt.Errorf("read other data: %w", err)
	}
	var v any
	if err := json.NewDecoder(bytes.NewReader(data)).Decode(&v); err != nil {
		return fmt.Errorf("read other data: %w", err)
	}
	a.w.key("other_data")
	a.w.value(v)
	return a.flush()
}

// StoryFile is the file of a story's photo or video, "" for none.
func StoryFile(s *model.Story) model.FileKey { return mediaFile(s.Media) }

// NotJSON reports that other data could not be written because it is no JSON.
func NotJSON(err error) bool {
	var syntax *json.SyntaxError
	return errors.As(err, &syntax) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF)
}
