package world

import (
	"fmt"

	"github.com/gotd/td/tg"
)

// profiles makes the full forms of the account and of its groups.
func (g *generator) profiles() {
	full := &tg.UserFull{ID: genSelf, CommonChatsCount: 3}
	full.SetAbout("Generated, and happy with it <3")
	full.SetProfilePhoto(thawClass(g.stocks.photos[0], tg.DecodePhoto))
	full.SetBirthday(tg.Birthday{Day: 29, Month: 2, Year: 1988})
	g.w.fullUser = g.freeze(full)

	group := &tg.ChatFull{ID: groupBase, About: "Who forgot the dishes?", Participants: &tg.ChatParticipants{ChatID: groupBase}}
	g.w.fullChats[GroupKey(groupBase)] = g.freeze(group)
	super := &tg.ChannelFull{ID: channelBase, About: "Since the move", ChatPhoto: &tg.PhotoEmpty{ID: 1}}
	super.SetMigratedFromChatID(groupBase + 1)
	if h := g.w.History(GroupKey(groupBase + 1)); h.Len() > 0 {
		super.SetMigratedFromMaxID(h.ID(h.Len() - 1))
	}
	g.w.fullChats[ChannelKey(channelBase)] = g.freeze(super)
}

// lists makes everything beside chats and messages.
func (g *generator) lists() {
	s := &g.w.sections
	for k, n := range genNames() {
		id := int64(userBase + k)
		if k%2 == 0 {
			s.contacts = append(s.contacts, g.freeze(&tg.Contact{UserID: id, Mutual: k%4 == 0}))
			s.contactStatuses = append(s.contactStatuses, g.freeze(&tg.ContactStatus{UserID: id, Status: &tg.UserStatusRecently{}}))
		}
		s.savedContacts = append(s.savedContacts, g.freeze(&tg.SavedPhoneContact{Phone: fmt.Sprintf("+155501%02d", k), FirstName: n.first, LastName: n.last, Date: genFrom + k}))
	}
	g.topPeers()
	g.sessions()
	g.pictures()
	for k := range firstTopics {
		if h := g.w.History(ChannelKey(channelBase + 1)); h.Len() > k+1 {
			g.topic(k, h.ID(k+1))
		}
	}
	s.customEmoji = g.stocks.emoji
	g.extras()
}

func (g *generator) topPeers() {
	categories := []tg.TopPeerCategoryClass{&tg.TopPeerCategoryCorrespondents{}, &tg.TopPeerCategoryBotsInline{}, &tg.TopPeerCategoryPhoneCalls{}}
	for k, c := range categories {
		top := &tg.TopPeerCategoryPeers{Category: c, Count: 3}
		for i := range 3 {
			top.Peers = append(top.Peers, tg.TopPeer{Peer: &tg.PeerUser{UserID: int64(userBase + k + i)}, Rating: 10.5 / float64(i+1)})
		}
		g.w.sections.topPeers = append(g.w.sections.topPeers, g.freeze(top))
	}
}

func (g *generator) sessions() {
	for k, device := range []string{"Pixel 8 & Co", "MacBook <Pro>", "ノート"} {
		a := &tg.Authorization{Hash: int64(k + 1), DeviceModel: device, Platform: "Test", SystemVersion: "1", APIID: 4, AppName: "Demo", AppVersion: "1.0",
			DateCreated: genFrom + k, DateActive: genTill - k*86400, IP: fmt.Sprintf("192.0.2.%d", k+1), Country: "Netherlands", OfficialApp: k == 0}
		g.w.sections.authorizations = append(g.w.sections.authorizations, g.freeze(a))
	}
	web := &tg.WebAuthorization{Hash: 9, BotID: userBase + 100, Domain: "example.org", Browser: "Firefox", Platform: "Linux",
		DateCreated: genFrom, DateActive: genTill, IP: "192.0.2.9", Region: "Utrecht"}
	g.w.sections.webAuth = append(g.w.sections.webAuth, g.freeze(web))
}

// pictures are userpics and stories, of the stock's photos.
func (g *generator) pictures() {
	s := &g.w.sections
	for k := range 4 {
		s.userpics = append(s.userpics, g.stocks.photos[k%len(g.stocks.photos)])
		story := &tg.StoryItem{ID: k + 1, Date: genTill - 86400*(k+1), ExpireDate: genTill - 86400*k, Public: true, Pinned: k%2 == 0}
		media := &tg.MessageMediaPhoto{}
		media.SetPhoto(thawClass(g.stocks.photos[(k+4)%len(g.stocks.photos)], tg.DecodePhoto))
		story.Media = media
		story.SetCaption("Story 📖")
		s.stories = append(s.stories, g.freeze(story))
	}
}

func (g *generator) topic(k, id int) {
	t := &tg.ForumTopic{ID: id, Date: genFrom, Peer: &tg.PeerChannel{ChannelID: channelBase + 1}, Title: genTitles()[k], IconColor: 0x6fb9f0,
		TopMessage: id, FromID: &tg.PeerUser{UserID: genSelf}, Closed: k == 2, Pinned: k == 0}
	g.w.sections.topics = append(g.w.sections.topics, topic{peer: ChannelKey(channelBase + 1), topic: g.freeze(t)})
}
