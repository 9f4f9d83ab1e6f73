package tgconv

import (
	"fmt"
	"strings"

	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// privacy says in words who can see a story: by its rules where Telegram gives
// them (for own stories), else by its flags. Parts are joined by "; ":
// "contacts; except user:5, user:7".
// https://core.telegram.org/api/privacy
func privacy(s *tg.StoryItem) string {
	var words []string
	for _, r := range s.Privacy {
		if w := privacyRule(r); w != "" {
			words = append(words, w)
		}
	}
	if len(words) > 0 {
		return strings.Join(words, "; ")
	}
	switch {
	case s.Public:
		return "everyone"
	case s.CloseFriends:
		return "close friends"
	case s.Contacts:
		return "contacts"
	case s.SelectedContacts:
		return "selected contacts"
	}
	return ""
}

func privacyRule(r tg.PrivacyRuleClass) string {
	switch r := r.(type) {
	case *tg.PrivacyValueAllowAll:
		return "everyone"
	case *tg.PrivacyValueAllowContacts:
		return "contacts"
	case *tg.PrivacyValueAllowCloseFriends:
		return "close friends"
	case *tg.PrivacyValueAllowPremium:
		return "premium users"
	case *tg.PrivacyValueAllowBots:
		return "bots"
	case *tg.PrivacyValueAllowUsers:
		return peerList("", model.KindUser, r.Users)
	case *tg.PrivacyValueAllowChatParticipants:
		return peerList("members of ", model.KindChat, r.Chats)
	case *tg.PrivacyValueDisallowAll:
		return "nobody else"
	case *tg.PrivacyValueDisallowContacts:
		return "except contacts"
	case *tg.PrivacyValueDisallowBots:
		return "except bots"
	case *tg.PrivacyValueDisallowUsers:
		return peerList("except ", model.KindUser, r.Users)
	case *tg.PrivacyValueDisallowChatParticipants:
		return peerList("except members of ", model.KindChat, r.Chats)
	}
	return ""
}

// peerList names peers behind a word; nothing for nobody.
func peerList(word string, kind model.PeerKind, ids []int64) string {
	if len(ids) == 0 {
		return ""
	}
	names := make([]string, 0, len(ids))
	for _, id := range ids {
		names = append(names, fmt.Sprintf("%s:%d", kind, id))
	}
	return word + strings.Join(names, ", ")
}
