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
	section model.Section
	link    html.Link
	about   string
	ready   func([]T) error // what is done with the items before; may be nil
	open    func()
	close   func() error
	write   func(*T) error
	entry   func(*html.List, *T) error
}

// both writes the items of a section to the document and to the page. Nothing is
// written of one that was not asked for and is empty.
func both[T any](j *job, p part[T]) error {
	items, err := load[T](j, p.section)
	if err != nil {
		return err
	}
	if p.ready != nil {
		if err := p.ready(items); err != nil {
			return err
		}
	}
	if len(items) == 0 && !j.options.asked(p.section) {
		return nil
	}
	l, err := html.NewList(j.site, p.link.Path, p.link.Title, p.about)
	if err != nil {
		return err
	}
	p.open()
	for i := range items {
		if err := p.write(&items[i]); err != nil {
			return err
		}
		if err := p.entry(l, &items[i]); err != nil {
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

// accountFile is the result of a file of the account; the zero value for none.
func (j *job) accountFile(key model.FileKey) model.FileResult {
	if key == "" {
		return model.FileResult{}
	}
	return j.peers.file(key)
}

func (j *job) pictures(doc *json.Account) error {
	return both(j, part[model.Photo]{
		section: model.SectionUserpics, about: j.words.pictures, open: doc.OpenPictures, close: doc.CloseArray,
		link:  html.Link{Kind: "photos", Title: "Profile pictures", Path: html.PicturesPage},
		write: func(p *model.Photo) error { return doc.Picture(p, j.peers.file) },
		entry: func(l *html.List, p *model.Photo) error { return l.Picture(p, j.accountFile(p.File)) },
	})
}

func (j *job) stories(doc *json.Account) error {
	return both(j, part[model.Story]{
		section: model.SectionStories, about: j.words.stories, open: doc.OpenStories, close: doc.CloseArray,
		link:  html.Link{Kind: "stories", Title: "Stories archive", Path: html.StoriesPage},
		write: func(s *model.Story) error { return doc.Story(s, j.peers.file) },
		entry: func(l *html.List, s *model.Story) error { return l.Story(s, j.accountFile(json.StoryFile(s))) },
	})
}

func (j *job) music(doc *json.Account) error {
	number := 0
	return both(j, part[model.Document]{
		section: model.SectionMusic, about: j.words.music, open: doc.OpenMusic, close: doc.CloseArray,
		link: html.Link{Kind: "music", Title: "Music", Path: html.MusicPage},
		write: func(d *model.Document) error {
			number++
			return doc.Music(d, number, j.peers.file)
		},
		entry: func(l *html.List, d *model.Document) error { return l.Track(d, j.accountFile(d.File)) },
	})
}

func (j *job) contacts(doc *json.Account) error {
	return both(j, part[model.SavedContact]{
		section: model.SectionContacts, about: j.words.document.Contacts, open: doc.OpenContacts, close: doc.CloseList,
		link: html.Link{Kind: "contacts", Title: "Contacts", Path: html.ContactsPage},
		ready: func(list []model.SavedContact) error {
			sortContacts(list)
			return j.vcards(list)
		},
		write: doc.Contact, entry: (*html.List).Contact,
	})
}

func (j *job) frequent(doc *json.Account) error {
	return both(j, part[model.FrequentContact]{
		section: model.SectionFrequent, about: j.words.document.Frequent, open: doc.OpenFrequent, close: doc.CloseList,
		link: html.Link{Kind: "frequent", Title: "Frequent contacts", Path: html.FrequentPage},
		ready: func(list []model.FrequentContact) error {
			sortFrequent(list)
			return nil
		},
		write: doc.Frequent, entry: (*html.List).Frequent,
	})
}

func (j *job) sessions(doc *json.Account) error {
	return both(j, part[model.Session]{
		section: model.SectionSessions, about: j.words.document.Sessions, open: doc.OpenSessions, close: doc.CloseList,
		link:  html.Link{Kind: "sessions", Title: "Sessions", Path: html.SessionsPage},
		write: doc.Session, entry: (*html.List).Session,
	})
}

func (j *job) webSessions(doc *json.Account) error {
	return both(j, part[model.WebSession]{
		section: model.SectionWebSessions, about: j.words.document.WebSessions, open: doc.OpenWebSessions, close: doc.CloseList,
		link:  html.Link{Kind: "web", Title: "Web sessions", Path: html.WebSessionsPage},
		write: doc.WebSession, entry: (*html.List).WebSession,
	})
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
