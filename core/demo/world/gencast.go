package world

import (
	"fmt"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"

	"satchel/core/demo/world/mediagen"
)

// Ids of a generated world that mean something.
const (
	genSelf      = 1000
	userBase     = 2000 // chats
	strangerBase = 500_000
	groupBase    = 3000
	channelBase  = 1_000_004_000
	serviceUser  = 777000
	unknownUser  = 999_999_999 // writes in groups, and is nowhere to be found
)

const (
	strangers   = 24 // write in groups only; every third is known in min form alone
	mostPeers   = 360
	peersEvery  = 1000 // a chat more for as many messages
	firstTopics = 4
)

// freeze keeps an object; the first that cannot be encoded is remembered.
func (g *generator) freeze(obj bin.Object) frozen {
	f, err := freeze(obj)
	if err != nil && g.err == nil {
		g.err = fmt.Errorf("generate world: %w", err)
	}
	return f
}

// cast makes everybody there is.
func (g *generator) cast(messages int) {
	g.people()
	g.groups()
	g.channels()
	for k := range min(mostPeers, messages/peersEvery) {
		g.extra(k)
	}
}

func (g *generator) people() {
	self := g.user(genSelf, name{"Ada", "Demo"})
	self.Self, self.Contact, self.Premium = true, true, true
	self.SetPhone("9996620001")
	self.SetUsername("ada_demo")
	g.addUser(self)
	g.w.self = g.w.users[genSelf]
	g.chatWith(UserKey(genSelf))

	for k, n := range genNames() {
		u := g.user(int64(userBase+k), n)
		u.Contact = k%2 == 0
		if k%3 == 0 {
			u.SetUsername(fmt.Sprintf("person%d", k))
		}
		g.addUser(u)
		g.chatWith(UserKey(u.ID))
	}
	bot := g.user(userBase+100, name{"Weather bot", ""})
	bot.Bot = true
	bot.SetBotInfoVersion(3)
	bot.SetUsername("demo_weather_bot")
	g.addUser(bot)
	g.chatWith(UserKey(bot.ID))

	deleted := &tg.User{ID: userBase + 101, Deleted: true}
	deleted.SetAccessHash(g.derive.accessHash(deleted.ID))
	g.addUser(deleted)
	g.chatWith(UserKey(deleted.ID))

	service := g.user(serviceUser, name{"Telegram", ""})
	service.Verified, service.Support = true, true
	g.addUser(service)
	g.chatWith(UserKey(serviceUser))
	g.strangers()
}

// strangers are met in groups: in full form elsewhere, min there, or min only. Half of
// them have pictures, and some of those no access hash in the min form.
func (g *generator) strangers() {
	names := genNames()
	for k := range strangers {
		u := g.user(int64(strangerBase+k), names[k%len(names)])
		if k%2 == 0 {
			g.picture(u)
		}
		g.crowd = append(g.crowd, u.ID)
		if k%3 != 0 {
			g.addUser(u)
		}
		if k%3 != 1 {
			least := *u
			least.Min = true
			least.Phone = ""
			if k%4 == 2 {
				least.AccessHash = 0
			}
			least.Flags = 0
			g.w.minUsers[u.ID] = g.freeze(&least)
		}
	}
	g.crowd = append(g.crowd, genSelf, userBase, userBase+1, userBase+100, userBase+101, unknownUser)
}

func (g *generator) user(id int64, n name) *tg.User {
	u := &tg.User{ID: id, Status: &tg.UserStatusOffline{WasOnline: genTill - int(id%10000)}}
	u.SetAccessHash(g.derive.accessHash(id))
	u.SetFirstName(n.first)
	if n.last != "" {
		u.SetLastName(n.last)
	}
	if id%2 == 0 && id < userBase+20 {
		g.picture(u)
	}
	return u
}

func (g *generator) picture(u *tg.User) {
	photo, dc := g.face(u.ID)
	u.SetPhoto(&tg.UserProfilePhoto{PhotoID: photo, StrippedThumb: mediagen.Stripped(g.seed ^ uint64(photo)), DCID: dc})
}

// face makes the two sizes of a peer's picture and gives its id.
func (g *generator) face(of int64) (id int64, dc int) {
	id = faceBase + of
	seed := g.seed ^ uint64(id)
	for k, size := range []string{"a", "c"} {
		n := 12_000 + 8_000*k
		g.made(FileKey{Photo: id, Thumb: size}, n, HomeDC, func() []byte { return mediagen.Face(seed, n) })
	}
	return id, HomeDC
}

func (g *generator) addUser(u *tg.User) { g.w.users[u.ID] = g.freeze(u) }

// chatWith adds a chat with messages, and its dialog.
func (g *generator) chatWith(key PeerKey) *genPeer {
	p := g.silent(key)
	order := len(g.w.dialogs)
	d := Dialog{Peer: key, Pinned: order == 0 || order == 5}
	if order%6 == 5 {
		d.FolderID = 1
	}
	g.w.dialogs = append(g.w.dialogs, d)
	return p
}

// silent adds a chat with messages that is not in the list of dialogs.
func (g *generator) silent(key PeerKey) *genPeer {
	p := &genPeer{key: key, order: uint64(len(g.peers)), from: genFrom, till: genTill, authors: g.crowd}
	g.peers = append(g.peers, p)
	return p
}

func (g *generator) groups() {
	plain := g.group(groupBase, "Flatmates")
	g.w.chats[plain.ID] = g.freeze(plain)
	g.chatWith(GroupKey(plain.ID))

	moved := g.group(groupBase+1, "Moved away")
	moved.Deactivated = true
	moved.SetMigratedTo(&tg.InputChannel{ChannelID: channelBase, AccessHash: g.derive.accessHash(channelBase)})
	g.w.chats[moved.ID] = g.freeze(moved)
	g.silent(GroupKey(moved.ID)).migrated = ChannelKey(channelBase)

	gone := g.group(groupBase+2, "I have left this one")
	gone.Left = true
	g.w.chats[gone.ID] = g.freeze(gone)
	g.chatWith(GroupKey(gone.ID))

	g.w.chats[groupBase+3] = g.freeze(&tg.ChatForbidden{ID: groupBase + 3, Title: "Thrown out"})
	g.w.dialogs = append(g.w.dialogs, Dialog{Peer: GroupKey(groupBase + 3)})
}

func (g *generator) group(id int64, title string) *tg.Chat {
	return &tg.Chat{ID: id, Title: title, Photo: &tg.ChatPhotoEmpty{}, ParticipantsCount: strangers, Date: genFrom, Version: 7, Creator: id%2 == 0}
}

// channels of every kind; the first has most of the messages.
func (g *generator) channels() {
	super := g.channel(channelBase, "Moved away", true)
	super.from = (genFrom + genTill) / 2
	forum := g.channel(channelBase+1, "Forum of everything", true)
	forum.forum, forum.topics = true, firstTopics
	g.channel(channelBase+2, "Daily news 📰", false)
	left := []struct {
		title  string
		public bool
	}{{"Left, but public", true}, {"Left and private", false}}
	for k, l := range left {
		id := int64(channelBase + 3 + k)
		g.describe(id, l.title, k == 0, l.public, true, false)
		p := g.silent(ChannelKey(id))
		p.broadcast = k == 1
		g.w.left = append(g.w.left, id)
	}
	g.w.channels[channelBase+5] = g.freeze(&tg.ChannelForbidden{ID: channelBase + 5, AccessHash: g.derive.accessHash(channelBase + 5), Title: "Closed", Broadcast: true})
	g.w.dialogs = append(g.w.dialogs, Dialog{Peer: ChannelKey(channelBase + 5)})
	g.describe(channelBase+1, "Forum of everything", true, false, false, true)
}

// channel adds a channel or supergroup with a dialog.
func (g *generator) channel(id int64, title string, mega bool) *genPeer {
	g.describe(id, title, mega, id%3 == 0, false, false)
	p := g.chatWith(ChannelKey(id))
	p.broadcast = !mega
	return p
}

func (g *generator) describe(id int64, title string, mega, public, left, forum bool) {
	c := &tg.Channel{ID: id, Title: title, Photo: &tg.ChatPhotoEmpty{}, Date: genFrom, Megagroup: mega, Broadcast: !mega, Left: left, Forum: forum}
	c.SetAccessHash(g.derive.accessHash(id))
	c.SetParticipantsCount(strangers)
	if public {
		c.SetUsername(fmt.Sprintf("demo_channel_%d", id-channelBase))
	}
	if id < channelBase+3 {
		photo, dc := g.face(id)
		c.Photo = &tg.ChatPhoto{PhotoID: photo, StrippedThumb: mediagen.Stripped(g.seed ^ uint64(photo)), DCID: dc}
	}
	g.w.channels[id] = g.freeze(c)
	if id == channelBase+2 {
		least := *c
		least.Min, least.Flags, least.Flags2 = true, 0, 0
		g.w.minChannels[id] = g.freeze(&least)
	}
}

// extra is the k-th chat of a large account.
func (g *generator) extra(k int) {
	titles, names := genTitles(), genNames()
	title := fmt.Sprintf("%s %d", titles[k%len(titles)], k)
	switch k % 10 {
	case 1:
		c := g.group(int64(groupBase+100+k), title)
		g.w.chats[c.ID] = g.freeze(c)
		g.chatWith(GroupKey(c.ID))
	case 2, 3:
		g.channel(int64(channelBase+100+k), title, true)
	case 4:
		g.channel(int64(channelBase+100+k), title, false)
	default:
		u := g.user(int64(userBase+200+k), names[k%len(names)])
		g.addUser(u)
		g.chatWith(UserKey(u.ID))
	}
}
