package html

import (
	"strings"

	"satchel/core/internal/model"
)

// Picture writes a profile picture.
func (l *List) Picture(p *model.Photo, r model.FileResult) error {
	v := entry{peer: l.env.Self, name: "Photo", picture: r.Path, link: r.Path, info: l.moment(p.Date)}
	if r.Path == "" {
		v.details = []string{missing(r)}
	} else {
		v.details = []string{dimensionsAndSize(p.Width, p.Height, r.Size)}
	}
	return l.entry(v)
}

// Story writes a story of the account.
func (l *List) Story(s *model.Story, r model.FileResult) error {
	v := entry{peer: l.env.Self, name: "Story", picture: r.Path, link: r.Path, info: l.moment(s.Date), text: s.Caption.Text}
	if r.Path == "" {
		v.details = append(v.details, missing(r))
	}
	if s.Pinned {
		v.details = append(v.details, "Saved to Profile")
	}
	if s.Expires != 0 {
		v.details = append(v.details, "Expiring: "+l.moment(s.Expires))
	}
	if seen := storySeen(s); seen != "" {
		v.details = append(v.details, seen)
	}
	if s.Privacy != "" {
		v.details = append(v.details, "Visible to: "+l.env.people(s.Privacy))
	}
	if s.Music != nil {
		v.details = append(v.details, "Music: "+songTitle(s.Music))
	}
	return l.entry(v)
}

// storySeen says what became of a story.
func storySeen(s *model.Story) string {
	count := func(n int, one, many string) string {
		if n == 0 {
			return ""
		}
		return plural(n, one, many)
	}
	edited := ""
	if s.Edited {
		edited = "edited"
	}
	return join(", ", count(s.Views, "view", "views"), count(s.Forwards, "forward", "forwards"),
		count(s.ReactionsCount, "reaction", "reactions"), edited)
}

// people puts names in the place of the ids in a story's privacy.
func (e *Env) people(privacy string) string {
	words := strings.Split(privacy, " ")
	for i, word := range words {
		bare := strings.TrimRight(word, ",;")
		if id, err := model.ParsePeerID(bare); err == nil && !id.IsZero() {
			words[i] = e.name(id) + word[len(bare):]
		}
	}
	return strings.Join(words, " ")
}

// Track writes a track of the music on the profile.
func (l *List) Track(d *model.Document, r model.FileResult) error {
	v := entry{peer: l.env.Self, name: songTitle(d), link: r.Path}
	if r.Path == "" {
		v.details = []string{missing(r)}
	} else {
		v.details = []string{documentStatus(d, r.Size)}
	}
	return l.entry(v)
}
