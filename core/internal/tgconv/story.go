package tgconv

import (
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// Story converts a story; false for nil.
func Story(s tg.StoryItemClass) (model.Story, bool) {
	switch s := s.(type) {
	case *tg.StoryItem:
		return model.Story{V: model.Version, ID: s.ID}, true
	case *tg.StoryItemSkipped:
		return model.Story{V: model.Version, ID: s.ID}, true
	case *tg.StoryItemDeleted:
		return model.Story{V: model.Version, ID: s.ID, Deleted: true}, true
	}
	return model.Story{}, false
}

// StoryFiles lists the downloadable objects of a story of peer.
func StoryFiles(peer model.PeerID, s tg.StoryItemClass) []Found {
	f := finder{}
	return f.found
}
