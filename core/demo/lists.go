package demo

import (
	"context"
	"slices"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"

	"satchel/core/demo/world"
)

func (s *Server) listMethods() []*method {
	return []*method{on(s.getSaved, takeoutOnly), on(s.getContacts), on(s.getStatuses), on(s.getTopPeers),
		on(s.getAuthorizations), on(s.getWebAuthorizations)}
}

// mayReadContacts records contacts read without their flag,
// https://core.telegram.org/api/takeout.
func (s *Server) mayReadContacts(c *call) {
	if c.takeout != nil && !c.takeout.flags.Contacts {
		s.violate(c.name, ruleFlags, "without the flag contacts")
	}
}

// getSaved: https://core.telegram.org/method/contacts.getSaved.
func (s *Server) getSaved(_ context.Context, c *call, _ *tg.ContactsGetSavedRequest) (bin.Encoder, error) {
	s.mayReadContacts(c)
	return &tg.SavedPhoneContactVector{Elems: s.world.SavedContacts()}, nil
}

// getContacts: https://core.telegram.org/method/contacts.getContacts.
func (s *Server) getContacts(_ context.Context, c *call, r *tg.ContactsGetContactsRequest) (bin.Encoder, error) {
	s.mayReadContacts(c)
	contacts := s.world.Contacts()
	ids := []int64{int64(len(contacts))}
	for _, contact := range contacts {
		ids = append(ids, contact.UserID)
	}
	if r.Hash != 0 && r.Hash == hashOf(ids) {
		return &tg.ContactsContactsNotModified{}, nil
	}
	who := s.company(false).of(contacts)
	return &tg.ContactsContacts{Contacts: contacts, SavedCount: len(s.world.SavedContacts()), Users: who.users}, nil
}

// getStatuses: https://core.telegram.org/method/contacts.getStatuses.
func (s *Server) getStatuses(_ context.Context, c *call, _ *tg.ContactsGetStatusesRequest) (bin.Encoder, error) {
	s.mayReadContacts(c)
	return &tg.ContactStatusVector{Elems: s.world.ContactStatuses()}, nil
}

// getTopPeers: https://core.telegram.org/method/contacts.getTopPeers; the
// categories that were asked for.
func (s *Server) getTopPeers(_ context.Context, _ *call, r *tg.ContactsGetTopPeersRequest) (bin.Encoder, error) {
	if r.Offset < 0 {
		return nil, refuse("OFFSET_INVALID")
	}
	categories := slices.DeleteFunc(s.world.TopPeers(), func(p tg.TopPeerCategoryPeers) bool {
		return !asksFor(r, p.Category)
	})
	if len(categories) == 0 && !asksForAny(r) {
		return nil, refuse("TYPES_EMPTY")
	}
	for i := range categories {
		peers := categories[i].Peers
		peers = peers[min(r.Offset, len(peers)):]
		categories[i].Peers = peers[:min(clampLimit(r.Limit), len(peers))]
	}
	var ids []int64
	for _, category := range categories {
		for _, p := range category.Peers {
			ids = append(ids, world.KeyOf(p.Peer).ID)
		}
	}
	if r.Hash != 0 && r.Hash == hashOf(ids) {
		return &tg.ContactsTopPeersNotModified{}, nil
	}
	who := s.company(false).of(categories)
	return &tg.ContactsTopPeers{Categories: categories, Chats: who.chats, Users: who.users}, nil
}

func asksFor(r *tg.ContactsGetTopPeersRequest, category tg.TopPeerCategoryClass) bool {
	switch category.(type) {
	case *tg.TopPeerCategoryCorrespondents:
		return r.Correspondents
	case *tg.TopPeerCategoryBotsPM:
		return r.BotsPm
	case *tg.TopPeerCategoryBotsInline:
		return r.BotsInline
	case *tg.TopPeerCategoryPhoneCalls:
		return r.PhoneCalls
	case *tg.TopPeerCategoryForwardUsers:
		return r.ForwardUsers
	case *tg.TopPeerCategoryForwardChats:
		return r.ForwardChats
	case *tg.TopPeerCategoryGroups:
		return r.Groups
	case *tg.TopPeerCategoryChannels:
		return r.Channels
	case *tg.TopPeerCategoryBotsApp:
		return r.BotsApp
	case *tg.TopPeerCategoryBotsGuestChat:
		return r.BotsGuestchat
	}
	return false
}

func asksForAny(r *tg.ContactsGetTopPeersRequest) bool {
	return r.Correspondents || r.BotsPm || r.BotsInline || r.PhoneCalls || r.ForwardUsers || r.ForwardChats ||
		r.Groups || r.Channels || r.BotsApp || r.BotsGuestchat
}

// getAuthorizations: https://core.telegram.org/method/account.getAuthorizations.
// The sign-ins to this server are not the account's, so they are not there.
func (s *Server) getAuthorizations(context.Context, *call, *tg.AccountGetAuthorizationsRequest) (bin.Encoder, error) {
	return &tg.AccountAuthorizations{AuthorizationTTLDays: 180, Authorizations: s.world.Authorizations()}, nil
}

// getWebAuthorizations: https://core.telegram.org/method/account.getWebAuthorizations.
func (s *Server) getWebAuthorizations(context.Context, *call, *tg.AccountGetWebAuthorizationsRequest) (bin.Encoder, error) {
	list := s.world.WebAuthorizations()
	return &tg.AccountWebAuthorizations{Authorizations: list, Users: s.company(false).of(list).users}, nil
}
