package world

import (
	"fmt"
	"strings"
	"unicode/utf16"

	"github.com/gotd/td/tg"
)

// message i of a chat.
func (g *generator) message(p *genPeer, i int) tg.MessageClass {
	d := &dice{g.seed ^ splitmix64(p.order<<40^uint64(i))}
	turn := (i + int(p.order)*5) % 100
	if s := g.service(p, i, turn, d); s != nil {
		return s
	}
	m := g.base(p, i, d)
	g.relations(m, p, i, turn, d)
	switch file, album := g.fileTurn(p, i); {
	case file:
		g.withFile(m, p, i, album, d)
	case turn%16 == 10:
		m.SetMedia(thawClass(one(d, g.drawn.media), tg.DecodeMessageMedia))
	case turn == 30, turn == 80:
		m.SetMedia(g.poll(i, d))
	case turn%8 == 5:
		text, entities := rich(d, i/8+int(p.order))
		m.Message = text
		m.SetEntities(entities)
	default:
		m.Message = plainText(d)
	}
	return m
}

// base is a message without contents: who, where and when.
func (g *generator) base(p *genPeer, i int, d *dice) *tg.Message {
	m := &tg.Message{ID: idAt(p.place(i)), PeerID: p.key.Peer(), Date: g.date(p, i)}
	author := g.author(p, d)
	switch {
	case p.broadcast:
		m.SetPost(true)
		m.SetViews(d.upto(100_000))
		m.SetForwards(d.upto(100))
		if i%3 == 0 {
			m.SetPostAuthor("The editor")
		}
	case author == genSelf:
		m.SetOut(p.key.ID != genSelf)
		m.SetFromID(&tg.PeerUser{UserID: genSelf})
	case p.key.Kind != KindUser:
		m.SetFromID(&tg.PeerUser{UserID: author})
	}
	return m
}

// author of a message: the other side or self in a chat of two, one of the
// crowd in a group.
func (g *generator) author(p *genPeer, d *dice) int64 {
	if p.key.Kind != KindUser {
		return one(d, p.authors)
	}
	if d.upto(2) == 0 {
		return genSelf
	}
	return p.key.ID
}

// relations are what ties a message to others.
func (g *generator) relations(m *tg.Message, p *genPeer, i, turn int, d *dice) {
	switch {
	case turn%9 == 4 && i > 4:
		m.SetReplyTo(g.reply(p, i, d))
	case p.forum && i > p.topics && d.upto(4) > 0:
		m.SetReplyTo(g.inTopic(p, d))
	}
	if turn%13 == 6 {
		m.SetFwdFrom(g.forward(p, i, d))
	}
	if turn%11 == 3 {
		m.SetReactions(g.reactions(d))
	}
	switch turn {
	case 17, 67:
		m.SetEditDate(m.Date + 60)
	case 18:
		m.SetViaBotID(userBase + 100)
		m.SetReplyMarkup(keyboard())
	case 19:
		m.SetSilent(true)
		m.SetTTLPeriod(86400)
	case 21:
		m.SetPinned(true)
	case 22:
		m.SetNoforwards(true)
	}
	if p.broadcast && turn%7 == 1 {
		m.SetReplies(tg.MessageReplies{Comments: true, Replies: d.upto(50), RepliesPts: i})
	}
}

func (g *generator) reply(p *genPeer, i int, d *dice) tg.MessageReplyHeaderClass {
	h := &tg.MessageReplyHeader{}
	to := i - 1 - d.upto(4)
	h.SetReplyToMsgID(idAt(p.place(to)))
	switch d.upto(4) {
	case 0:
		g.quote(h, p, to)
	case 1:
		h.SetReplyToPeerID(one(d, g.peers).key.Peer())
	}
	if p.forum {
		h.SetForumTopic(true)
		h.SetReplyToTopID(idAt(p.place(1 + d.upto(p.topics))))
	}
	return h
}

// quote takes the first words of the message that is answered, if it has any.
func (g *generator) quote(h *tg.MessageReplyHeader, p *genPeer, to int) {
	m, ok := g.message(p, to).(*tg.Message)
	if !ok || m.Message == "" {
		return
	}
	text, _, _ := strings.Cut(m.Message, " ")
	h.SetQuote(true)
	h.SetQuoteText(text)
	h.SetQuoteOffset(0)
	if units := len(utf16.Encode([]rune(text))); units > 3 {
		h.SetQuoteEntities([]tg.MessageEntityClass{&tg.MessageEntityBold{Offset: 0, Length: units}})
	}
}

func (g *generator) inTopic(p *genPeer, d *dice) tg.MessageReplyHeaderClass {
	h := &tg.MessageReplyHeader{}
	h.SetForumTopic(true)
	h.SetReplyToMsgID(idAt(p.place(1 + d.upto(p.topics))))
	return h
}

func (g *generator) forward(p *genPeer, i int, d *dice) tg.MessageFwdHeader {
	h := tg.MessageFwdHeader{Date: g.date(p, i) - 3600}
	switch d.upto(3) {
	case 0:
		h.SetFromName("Somebody hidden <b>")
	case 1:
		h.SetFromID(&tg.PeerChannel{ChannelID: channelBase + 2})
		h.SetChannelPost(1 + d.upto(100))
		h.SetPostAuthor("The editor")
	default:
		h.SetFromID(&tg.PeerUser{UserID: int64(userBase + d.upto(len(genNames())))})
	}
	if p.key.ID == genSelf {
		h.SetSavedFromPeer(&tg.PeerUser{UserID: userBase})
		h.SetSavedFromMsgID(idAt(i))
	}
	return h
}

func (g *generator) reactions(d *dice) tg.MessageReactions {
	r := tg.MessageReactions{Results: []tg.ReactionCount{
		{Reaction: &tg.ReactionEmoji{Emoticon: one(d, genEmoji())}, Count: 1 + d.upto(99)},
		{Reaction: &tg.ReactionCustomEmoji{DocumentID: int64(emojiBase + d.upto(emojiCount))}, Count: 1},
	}}
	if d.upto(3) == 0 {
		r.Results = append(r.Results, tg.ReactionCount{Reaction: &tg.ReactionPaid{}, Count: 5})
	}
	r.SetRecentReactions([]tg.MessagePeerReaction{{PeerID: &tg.PeerUser{UserID: userBase}, Date: genFrom, Reaction: r.Results[0].Reaction}})
	return r
}

func (g *generator) poll(i int, d *dice) tg.MessageMediaClass {
	answers := []tg.PollAnswerClass{}
	results := []tg.PollAnswerVoters{}
	for k := range 3 {
		option := []byte{byte('0' + k)}
		answers = append(answers, &tg.PollAnswer{Text: tg.TextWithEntities{Text: fmt.Sprintf("%d. %s", k, one(d, genWords()))}, Option: option})
		voters := tg.PollAnswerVoters{Option: option, Chosen: k == 0, Correct: k == 1}
		voters.SetVoters(d.upto(20))
		results = append(results, voters)
	}
	poll := tg.Poll{ID: int64(i + 1), Question: tg.TextWithEntities{Text: plainText(d) + "?"}, Answers: answers,
		Quiz: i%2 == 0, PublicVoters: i%3 == 0, Closed: i%5 == 0}
	media := &tg.MessageMediaPoll{Poll: poll}
	media.Results.SetResults(results)
	media.Results.SetTotalVoters(30)
	if poll.Quiz {
		media.Results.SetSolution("Because it is so.")
		media.Results.SetSolutionEntities([]tg.MessageEntityClass{&tg.MessageEntityItalic{Offset: 0, Length: 7}})
	}
	return media
}

// fileTurn says whether a message has a file, and of which album it is part
// (0: none). Four turns make a cycle: three together as an album, one alone.
func (g *generator) fileTurn(p *genPeer, i int) (file bool, album int64) {
	if g.every < 0 {
		return false, 0
	}
	at := i + int(splitmix64(p.order)%uint64(4*g.every))
	if g.every < 3 {
		return at%g.every == 0, 0
	}
	cycle, in := at/(4*g.every), at%(4*g.every)
	if in < 3 {
		return true, int64(p.order+1)<<40 | int64(cycle+1)
	}
	return in == 2*g.every, 0
}

// withFile gives a message a photo or document of the stock, and a caption now
// and then.
func (g *generator) withFile(m *tg.Message, p *genPeer, i int, album int64, d *dice) {
	photos, documents := len(g.stocks.photos), len(g.stocks.documents)
	if album != 0 {
		m.SetGroupedID(album)
	}
	if d.upto(3) == 0 {
		m.Message = plainText(d)
	}
	if album != 0 || d.upto(photos+documents) < photos {
		media := &tg.MessageMediaPhoto{Spoiler: d.upto(10) == 0}
		media.SetPhoto(g.anyPhoto(d))
		m.SetMedia(media)
		return
	}
	doc := g.anyDocument(d)
	media := &tg.MessageMediaDocument{}
	media.SetDocument(doc)
	for _, a := range doc.(*tg.Document).Attributes {
		switch a := a.(type) {
		case *tg.DocumentAttributeAudio:
			media.Voice = a.Voice
		case *tg.DocumentAttributeVideo:
			media.Video, media.Round = true, a.RoundMessage
		}
	}
	if media.Voice || media.Round {
		m.Message = ""
		m.SetMediaUnread(i%2 == 0 && p.key.Kind == KindUser)
	}
	m.SetMedia(media)
}
