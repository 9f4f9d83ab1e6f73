package tgconv

import (
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// Story converts a story; false for nil. A deleted one has its id only, a
// skipped one its id and dates.
// https://core.telegram.org/api/stories
func Story(s tg.StoryItemClass) (model.Story, bool) {
	switch s := s.(type) {
	case *tg.StoryItem:
		return story(s), true
	case *tg.StoryItemSkipped:
		return model.Story{
			V: model.Version, ID: s.ID, Date: int64(s.Date), Expires: int64(s.ExpireDate),
			Skipped: true, Live: s.Live, Flags: flags("close_friends", s.CloseFriends),
		}, true
	case *tg.StoryItemDeleted:
		return model.Story{V: model.Version, ID: s.ID, Deleted: true}, true
	}
	return model.Story{}, false
}

func story(s *tg.StoryItem) model.Story {
	d := model.Story{
		V: model.Version, ID: s.ID, Date: int64(s.Date), Expires: int64(s.ExpireDate),
		Pinned: s.Pinned, Public: s.Public, Edited: s.Edited, Min: s.Min,
		Privacy: privacy(s), From: PeerID(s.FromID), Caption: text(s.Caption, s.Entities),
		Media: media(s.Media), Albums: s.Albums, Music: document(s.Music),
		Flags: flags("close_friends", s.CloseFriends, "noforwards", s.Noforwards, "contacts", s.Contacts,
			"selected_contacts", s.SelectedContacts, "out", s.Out),
	}
	if f, ok := s.GetFwdFrom(); ok {
		d.Forward = &model.StoryForward{From: PeerID(f.From), Name: f.FromName, Story: f.StoryID, Modified: f.Modified}
	}
	if v, ok := s.GetViews(); ok {
		d.Views, d.Forwards, d.ReactionsCount = v.ViewsCount, v.ForwardsCount, v.ReactionsCount
		d.Reactions, d.Viewers = reactionCounts(v.Reactions), v.RecentViewers
	}
	if s.SentReaction != nil {
		r := reaction(s.SentReaction)
		d.Sent = &r
	}
	for _, a := range s.MediaAreas {
		if t, ok := tree(a).(map[string]any); ok {
			d.Areas = append(d.Areas, t)
		}
	}
	return d
}

// storyRef converts a story shown in a message or in a link preview.
func storyRef(peer tg.PeerClass, id int, mention bool, s tg.StoryItemClass) *model.StoryRef {
	d := &model.StoryRef{Peer: PeerID(peer), ID: id, Mention: mention}
	if m, ok := Story(s); ok {
		d.Story = &m
	}
	return d
}

// StoryFiles lists the downloadable objects of a story of peer. They obey no
// choice by type.
func StoryFiles(peer model.PeerID, s tg.StoryItemClass) []Found {
	item, ok := s.(*tg.StoryItem)
	if !ok {
		return nil
	}
	f := finder{
		origin: model.Origin{Kind: model.OriginStory, Peer: peer, ID: int64(item.ID)},
		date:   int64(item.Date), always: true,
	}
	f.story(item)
	return f.found
}
