package render

import (
	encoding "encoding/json"
	"fmt"

	"satchel/core/internal/model"
	"satchel/core/internal/render/html"
	"satchel/core/internal/render/json"
)

// sections writes the lists beside the chats, each into the account's document
// and onto its page, in the order of the document.
func (j *job) sections(doc *json.Account) error {
	for _, write := range []func(*json.Account) error{
		j.personal, j.pictures, j.stories, j.music, j.contacts, j.frequent, j.sessions, j.webSessions, j.otherData,
	} {
		if err := write(doc); err != nil {
			return err
		}
	}
	return j.lookups()
}

// load reads the documents of a section.
func load[T any](j *job, s model.Section) ([]T, error) {
	var list []T
	err := j.archive.Section(j.ctx, s, func(key string, doc []byte) error {
		var v T
		if err := encoding.Unmarshal(doc, &v); err != nil {
			return fmt.Errorf("item %s: %w", key, err)
		}
		list = append(list, v)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", s, err)
	}
	return list, nil
}

// part is one section: how it begins and ends in the document, its page and how
// one item is written to both.
type part[T any] struct {
	section      model.Section
	link         html.Link
	about        string
	open         func()
	close        func() error
	write, entry func(*T) error
	list         **html.List
}

// both writes a section's items to the document and to the page. Nothing is
// written of one that was not asked for and is empty.
func both[T any](j *job, p part[T], items []T) error {
	if len(items) == 0 && !j.options.asked(p.section) {
		return nil
	}
	l, err := html.NewList(j.site, p.link.Path, p.link.Title, p.about)
	if err != nil {
		return err
	}
	*p.list = l
	p.open()
	for i := range items {
		if err := p.write(&items[i]); err != nil {
			return err
		}
		if err := p.entry(&items[i]); err != nil {
			return err
		}
	}
	if err := p.close(); err != nil {
		return err
	}
	p.link.Count = len(items)
	j.links = append(j.links, p.link)
	return l.Close()
}

func (j *job) personal(doc *json.Account) error {
	list, err := load[model.Profile](j, model.SectionProfile)
	if err != nil || len(list) == 0 {
		return err
	}
	j.profile = &list[len(list)-1]
	return doc.PersonalInformation(j.profile)
}

func (j *job) pictures(doc *json.Account) error {
	list, err := load[model.Photo](j, model.SectionUserpics)
	if err != nil {
		return err
	}
	var l *html.List
	return both(j, part[model.Photo]{
		section: model.SectionUserpics, list: &l, about: j.words.pictures, open: doc.OpenPictures, close: doc.CloseArray,
		link:  html.Link{Kind: "photos", Title: "Profile pictures", Path: html.PicturesPage},
		write: func(p *model.Photo) error { return doc.Picture(p, j.peers.file) },
		entry: func(p *model.Photo) error { return l.Picture(p, j.accountFile(p.File)) },
	}, list)
}

// accountFile is the result of a file of the account; the zero value for none.
func (j *job) accountFile(key model.FileKey) model.FileResult {
	if key == "" {
		return model.FileResult{}
	}
	return j.peers.file(key)
}

func (j *job) stories(doc *json.Account) error {
	list, err := load[model.Story](j, model.SectionStories)
	if err != nil {
		return err
	}
	var l *html.List
	return both(j, part[model.Story]{
		section: model.SectionStories, list: &l, about: j.words.stories, open: doc.OpenStories, close: doc.CloseArray,
		link:  html.Link{Kind: "stories", Title: "Stories archive", Path: html.StoriesPage},
		write: func(s *model.Story) error { return doc.Story(s, j.peers.file) },
		entry: func(s *model.Story) error { return l.Story(s, j.accountFile(json.StoryFile(s))) },
	}, list)
}

func (j *job) music(doc *json.Account) error {
	list, err := load[model.Document](j, model.SectionMusic)
	if err != nil {
		return err
	}
	var l *html.List
	number := 0
	return both(j, part[model.Document]{
		section: model.SectionMusic, list: &l, about: j.words.music, open: doc.OpenMusic, close: doc.CloseArray,
		link: html.Link{Kind: "music", Title: "Music", Path: html.MusicPage},
		write: func(d *model.Document) error {
			number++
			return doc.Music(d, number, j.peers.file)
		},
		entry: func(d *model.Document) error { return l.Track(d, j.accountFile(d.File)) },
	}, list)
}

func (j *job) contacts(doc *json.Account) error {
	list, err := load[model.SavedContact](j, model.SectionContacts)
	if err != nil {
		return err
	}
	sortContacts(list)
	if err := j.vcards(list); err != nil {
		return err
	}
	var l *html.List
	return both(j, part[model.SavedContact]{
		section: model.SectionContacts, list: &l, about: j.words.document.Contacts, open: doc.OpenContacts, close: doc.CloseList,
		link:  html.Link{Kind: "contacts", Title: "Contacts", Path: html.ContactsPage},
		write: doc.Contact, entry: func(c *model.SavedContact) error { return l.Contact(c) },
	}, list)
}

func (j *job) frequent(doc *json.Account) error {
	list, err := load[model.FrequentContact](j, model.SectionFrequent)
	if err != nil {
		return err
	}
	sortFrequent(list)
	var l *html.List
	return both(j, part[model.FrequentContact]{
		section: model.SectionFrequent, list: &l, about: j.words.document.Frequent, open: doc.OpenFrequent, close: doc.CloseList,
		link:  html.Link{Kind: "frequent", Title: "Frequent contacts", Path: html.FrequentPage},
		write: doc.Frequent, entry: func(f *model.FrequentContact) error { return l.Frequent(f) },
	}, list)
}

func (j *job) sessions(doc *json.Account) error {
	list, err := load[model.Session](j, model.SectionSessions)
	if err != nil {
		return err
	}
	var l *html.List
	return both(j, part[model.Session]{
		section: model.SectionSessions, list: &l, about: j.words.document.Sessions, open: doc.OpenSessions, close: doc.CloseList,
		link:  html.Link{Kind: "sessions", Title: "Sessions", Path: html.SessionsPage},
		write: doc.Session, entry: func(s *model.Session) error { return l.Session(s) },
	}, list)
}

func (j *job) webSessions(doc *json.Account) error {
	list, err := load[model.WebSession](j, model.SectionWebSessions)
	if err != nil {
		return err
	}
	var l *html.List
	return both(j, part[model.WebSession]{
		section: model.SectionWebSessions, list: &l, about: j.words.document.WebSessions, open: doc.OpenWebSessions, close: doc.CloseList,
		link:  html.Link{Kind: "web", Title: "Web sessions", Path: html.WebSessionsPage},
		write: doc.WebSession, entry: func(s *model.WebSession) error { return l.WebSession(s) },
	}, list)
}

// otherData passes on the file Telegram made of the rest. One that is no JSON
// stays in the archive as it is, with a link to it.
func (j *job) otherData(doc *json.Account) error {
	keys, err := load[model.FileKey](j, model.SectionOtherData)
	if err != nil || len(keys) == 0 {
		return err
	}
	path := j.accountFile(keys[0]).Path
	if path == "" {
		return nil
	}
	f, err := j.archive.Root().Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := doc.OtherData(f); err != nil && !json.NotJSON(err) {
		return err
	}
	j.links = append(j.links, html.Link{Kind: "other", Title: "Other data", Path: path})
	return nil
}
