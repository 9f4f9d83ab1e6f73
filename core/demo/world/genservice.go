package world

import "github.com/gotd/td/tg"

// service is message i of a chat if it is a service message: how the chat
// began, its topics, its migration, and then every sixteenth anything at all.
func (g *generator) service(p *genPeer, i, turn int, d *dice) tg.MessageClass {
	file, _ := g.fileTurn(p, i)
	var action tg.MessageActionClass
	switch {
	case i == 0:
		action = g.beginning(p)
	case p.forum && i <= p.topics:
		title := one(d, genTitles())
		action = &tg.MessageActionTopicCreate{Title: title, IconColor: 0x6fb9f0}
	case i == p.n-1 && p.migrated != (PeerKey{}):
		action = &tg.MessageActionChatMigrateTo{ChannelID: p.migrated.ID}
	case file:
	case turn%32 == 14:
		action = g.ordinary(p, i, d)
	case turn%32 == 30:
		action = thawClass(one(d, g.drawn.actions), tg.DecodeMessageAction)
	}
	if action == nil {
		return nil
	}
	m := &tg.MessageService{ID: idAt(p.place(i)), PeerID: p.key.Peer(), Date: g.date(p, i), Action: action}
	author := g.author(p, d)
	switch {
	case p.broadcast:
		m.SetPost(true)
	case author == genSelf:
		m.SetOut(p.key.ID != genSelf)
		m.SetFromID(&tg.PeerUser{UserID: genSelf})
	case p.key.Kind != KindUser:
		m.SetFromID(&tg.PeerUser{UserID: author})
	}
	if _, pin := action.(*tg.MessageActionPinMessage); pin {
		h := &tg.MessageReplyHeader{}
		h.SetReplyToMsgID(idAt(p.place(i - 1)))
		m.SetReplyTo(h)
	}
	return m
}

// beginning is the first message of a chat; nil where chats of its kind just
// start.
func (g *generator) beginning(p *genPeer) tg.MessageActionClass {
	switch p.key {
	case ChannelKey(channelBase):
		return &tg.MessageActionChannelMigrateFrom{Title: "Moved away", ChatID: groupBase + 1}
	case UserKey(userBase):
		return &tg.MessageActionContactSignUp{}
	}
	switch p.key.Kind {
	case KindGroup:
		return &tg.MessageActionChatCreate{Title: "Flatmates", Users: []int64{genSelf, userBase, userBase + 1}}
	case KindChannel:
		return &tg.MessageActionChannelCreate{Title: "In the beginning"}
	}
	return nil
}

// ordinary is what happens in any chat.
func (g *generator) ordinary(p *genPeer, i int, d *dice) tg.MessageActionClass {
	if p.key.Kind == KindUser {
		call := &tg.MessageActionPhoneCall{CallID: int64(i + 1), Video: i%2 == 0}
		call.SetReason(&tg.PhoneCallDiscardReasonHangup{})
		call.SetDuration(d.upto(3600))
		return one(d, []tg.MessageActionClass{call, &tg.MessageActionScreenshotTaken{}, &tg.MessageActionPinMessage{}, &tg.MessageActionHistoryClear{}})
	}
	return one(d, []tg.MessageActionClass{
		&tg.MessageActionPinMessage{},
		&tg.MessageActionChatEditTitle{Title: one(d, genTitles())},
		&tg.MessageActionChatAddUser{Users: []int64{one(d, p.authors)}},
		&tg.MessageActionChatDeleteUser{UserID: one(d, p.authors)},
		&tg.MessageActionChatJoinedByLink{InviterID: genSelf},
		&tg.MessageActionChatEditPhoto{Photo: g.anyPhoto(d)},
		&tg.MessageActionChatDeletePhoto{},
	})
}
