package render

import (
	encoding "encoding/json"
	"fmt"
	"slices"
	"strings"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	"satchel/core/internal/render/json"
)

// facts is what the archive knows of the chats beside their messages: a few lists
// about as long as that of the chats.
type facts struct {
	infos   map[model.PeerID]model.ChatInfo
	topics  map[model.PeerID][]model.Topic
	direct  map[model.PeerID][]model.SavedDialog // by the channel's direct messages
	saved   []model.SavedDialog
	folders []model.Folder
}

func (j *job) loadFacts() error {
	f := facts{infos: map[model.PeerID]model.ChatInfo{}, topics: map[model.PeerID][]model.Topic{}, direct: map[model.PeerID][]model.SavedDialog{}}
	infos, err := load[model.ChatInfo](j, model.SectionChatInfo)
	if err != nil {
		return err
	}
	for _, i := range infos {
		f.infos[i.Peer] = i
	}
	topics, err := load[model.Topic](j, model.SectionTopics)
	if err != nil {
		return err
	}
	for _, t := range topics {
		f.topics[t.Peer] = append(f.topics[t.Peer], t)
	}
	if f.saved, err = load[model.SavedDialog](j, model.SectionSavedDialogs); err != nil {
		return err
	}
	if f.folders, err = load[model.Folder](j, model.SectionFolders); err != nil {
		return err
	}
	j.facts = f
	return j.loadDirect()
}

// loadDirect reads who wrote in the direct messages of channels; the keys of that
// list begin with the chat it is of.
func (j *job) loadDirect() error {
	err := j.archive.Section(j.ctx, model.SectionDirectDialogs, func(key string, doc []byte) error {
		name, _, _ := strings.Cut(key, "/")
		peer, err := model.ParsePeerID(name)
		if err != nil {
			return fmt.Errorf("item %s: %w", key, err)
		}
		var d model.SavedDialog
		if err := encoding.Unmarshal(doc, &d); err != nil {
			return fmt.Errorf("item %s: %w", key, err)
		}
		j.facts.direct[peer] = append(j.facts.direct[peer], d)
		return nil
	})
	if err != nil {
		return fmt.Errorf("read %s: %w", model.SectionDirectDialogs, err)
	}
	return nil
}

// of gathers the facts of one chat.
func (f *facts) of(d *archive.DialogRow) json.Facts {
	id := d.Dialog.Peer
	facts := json.Facts{Topics: f.topics[id], Senders: f.direct[id]}
	if i, ok := f.infos[id]; ok {
		facts.Info = &i
	}
	if d.Peer.Type() == model.SavedMessages {
		facts.Senders = f.saved
	}
	for _, folder := range f.folders {
		if slices.Contains(folder.Pinned, id) || slices.Contains(folder.Include, id) {
			facts.Folders = append(facts.Folders, folder.Title.Text)
		}
	}
	return facts
}
