package json

import "satchel/core/internal/model"

// Facts is what an archive knows of a chat beside its messages. Telegram Desktop
// has nothing of it: the keys come after "messages".
type Facts struct {
	Info    *model.ChatInfo     // of groups and channels
	Topics  []model.Topic       // of a forum
	Senders []model.SavedDialog // of Saved Messages, or of a channel's direct messages
	Folders []string            // the folders of the chat list the owner put it into
}

// CloseWith ends the chat in both documents with what else is known of it.
func (c *Chat) CloseWith(f Facts) error {
	c.w.close(']')
	if f.Info != nil {
		c.w.chatInfo(f.Info)
	}
	c.w.topics(f.Topics)
	c.w.senders(f.Senders)
	if len(f.Folders) > 0 {
		c.w.key("folders")
		c.w.strings(f.Folders)
	}
	c.w.close('}')
	if err := c.flush(); err != nil {
		return err
	}
	return c.single.Flush()
}

// optPeer writes a key unless it names nobody.
func (w *buffer) optPeer(k string, id model.PeerID) {
	if !id.IsZero() {
		w.keyPeer(k, id)
	}
}

func (w *writer) chatInfo(i *model.ChatInfo) {
	w.optStr("description", i.About) // not "about", by which the account's form is known
	w.optInt("members_count", int64(i.Participants))
	w.optInt("admins_count", int64(i.Admins))
	w.chatMembers(i.Members)
	w.optPeer("linked_chat_id", i.Linked)
	w.optPeer("migrated_from_id", i.MigratedFrom)
	w.optStr("invite_link", i.Invite)
	w.optInt("pinned_message_id", int64(i.Pinned))
	w.optInt("slow_mode_seconds", int64(i.SlowMode))
	w.optInt("ttl_seconds", int64(i.TTL))
	w.optInt("hidden_until_message_id", int64(i.Hidden))
	w.optStr("address", i.Address)
	if i.Geo != nil && !i.Geo.Empty {
		w.key("location_information")
		w.point(i.Geo)
	}
}

func (w *writer) chatMembers(list []model.ChatMember) {
	if len(list) == 0 {
		return
	}
	w.key("members")
	w.open('[')
	for _, m := range list {
		w.next()
		w.open('{')
		w.keyName("name", w.env.name(m.User))
		w.keyPeer("id", m.User)
		w.optStr("role", m.Role)
		w.optPeer("inviter_id", m.Inviter)
		w.optDates(w.env, "date", m.Date)
		w.close('}')
	}
	w.close(']')
}

func (w *writer) topics(list []model.Topic) {
	if len(list) == 0 {
		return
	}
	w.key("topics")
	w.open('[')
	for i := range list {
		t := &list[i]
		w.next()
		w.open('{')
		w.keyInt("id", int64(t.ID))
		w.keyName("title", t.Title)
		w.optDates(w.env, "date", t.Date)
		w.optPeer("from_id", t.From)
		w.optID("icon_emoji_id", t.IconEmoji)
		w.optTrue("pinned", t.Pinned)
		w.optTrue("closed", t.Closed)
		w.optTrue("hidden", t.Hidden)
		w.optTrue("deleted", t.Deleted)
		w.close('}')
	}
	w.close(']')
}

func (w *writer) senders(list []model.SavedDialog) {
	if len(list) == 0 {
		return
	}
	w.key("senders")
	w.open('[')
	for _, d := range list {
		w.next()
		w.open('{')
		w.keyName("name", w.env.name(d.Peer))
		w.keyPeer("id", d.Peer)
		w.optInt("last_message_id", int64(d.Top))
		w.optTrue("pinned", d.Pinned)
		w.close('}')
	}
	w.close(']')
}

// Folders writes the folders of the chat list, after the chats.
func (a *Account) Folders(list []model.Folder) error {
	if len(list) == 0 {
		return nil
	}
	w := &a.w
	w.key("folders")
	w.open('[')
	for i := range list {
		f := &list[i]
		w.next()
		w.open('{')
		w.keyInt("id", int64(f.ID))
		w.keyStr("title", f.Title.Text)
		w.optStr("icon", f.Icon)
		w.optTrue("shared", f.Shared)
		w.folderRules(f)
		w.close('}')
	}
	w.close(']')
	return a.flush()
}

func (w *writer) folderRules(f *model.Folder) {
	if len(f.Kinds) > 0 {
		w.key("kinds")
		w.strings(f.Kinds)
	}
	for _, part := range []struct {
		key   string
		peers []model.PeerID
	}{{"pinned", f.Pinned}, {"included", f.Include}, {"excluded", f.Exclude}} {
		if len(part.peers) > 0 {
			w.peers(part.key, part.peers)
		}
	}
}
