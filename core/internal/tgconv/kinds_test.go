package tgconv

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"

	"github.com/gotd/td/tg"
)

// kind is one class of the schema (or one type without a class) and how this
// package shows an object of it.
type kind struct {
	of      reflect.Type // an interface of package tg, or a struct
	convert func(v any) any
}

func class[T any](convert func(T) any) kind {
	return kind{reflect.TypeFor[T](), func(v any) any {
		t, _ := v.(T)
		return convert(t)
	}}
}

// object is for a type without a class.
func plain[T any](convert func(*T) any) kind {
	return kind{reflect.TypeFor[T](), func(v any) any {
		t, ok := v.(*T)
		if !ok {
			return nil
		}
		return convert(t)
	}}
}

// shown is all that the archive learns from a message.
func shown(m tg.MessageClass) any {
	d, ok := Message(m)
	return []any{d, ok, Files(m)}
}

func inMessage(set func(m *tg.Message)) any {
	m := &tg.Message{ID: 1, PeerID: &tg.PeerUser{UserID: 1}}
	set(m)
	m.SetFlags()
	return shown(m)
}

func inMedia(m tg.MessageMediaClass) any {
	return inMessage(func(t *tg.Message) { t.Media = m })
}

func inAction(a tg.MessageActionClass) any {
	return shown(&tg.MessageService{ID: 1, PeerID: &tg.PeerUser{UserID: 1}, Action: a})
}

func inPhoto(s []tg.PhotoSizeClass, v []tg.VideoSizeClass) any {
	return inMedia(&tg.MessageMediaPhoto{Photo: &tg.Photo{ID: 3, Sizes: s, VideoSizes: v}})
}

// kinds lists the classes that are walked.
func kinds() []kind {
	return slices.Concat(messageKinds(), mediaKinds(), peerKinds(), exoticKinds())
}

func messageKinds() []kind {
	return []kind{
		class(shown),
		class(inMedia),
		class(inAction),
		class(func(e tg.MessageEntityClass) any { return text("text", []tg.MessageEntityClass{e}) }),
		class(func(r tg.MessageReplyHeaderClass) any { return reply(r) }),
		class(func(m tg.ReplyMarkupClass) any { return inMessage(func(t *tg.Message) { t.ReplyMarkup = m }) }),
		class(func(b tg.ButtonTypeClass) any { return replyType(b) }),
		class(func(b tg.InlineButtonTypeClass) any { return inlineType(b) }),
		plain(func(b *tg.KeyboardButton) any { return replyButton(b) }),
		plain(func(b *tg.KeyboardInlineButton) any { return inlineButton(b) }),
		class(func(r tg.ReactionClass) any { return reaction(r) }),
		plain(func(r *tg.MessageReactions) any { return inMessage(func(t *tg.Message) { t.Reactions = *r }) }),
		plain(func(r *tg.ReactionCount) any { return reactionCounts([]tg.ReactionCount{*r}) }),
		plain(func(r *tg.MessagePeerReaction) any {
			return inMessage(func(t *tg.Message) { t.Reactions.RecentReactions = []tg.MessagePeerReaction{*r} })
		}),
		plain(func(r *tg.MessageReactor) any {
			return inMessage(func(t *tg.Message) { t.Reactions.TopReactors = []tg.MessageReactor{*r} })
		}),
		plain(func(f *tg.MessageFwdHeader) any { return forward(f) }),
		plain(func(r *tg.MessageReplies) any { return replies(r) }),
		plain(func(f *tg.FactCheck) any { return inMessage(func(t *tg.Message) { t.Factcheck = *f }) }),
		plain(func(s *tg.SuggestedPost) any { return inMessage(func(t *tg.Message) { t.SuggestedPost = *s }) }),
		plain(func(r *tg.RestrictionReason) any { return restrictions([]tg.RestrictionReason{*r}) }),
		plain(func(t *tg.TextWithEntities) any { return withEntities(*t) }),
		class(func(a tg.StarsAmountClass) any { return price(a) }),
	}
}

func mediaKinds() []kind {
	return []kind{
		class(func(p tg.PhotoClass) any { return inMedia(&tg.MessageMediaPhoto{Photo: p}) }),
		class(func(s tg.PhotoSizeClass) any {
			sizes := []tg.PhotoSizeClass{s}
			return []any{inPhoto(sizes, nil), inMedia(&tg.MessageMediaDocument{Document: &tg.Document{ID: 4, Thumbs: sizes}})}
		}),
		class(func(s tg.VideoSizeClass) any { return inPhoto(nil, []tg.VideoSizeClass{s}) }),
		class(func(d tg.DocumentClass) any { return inMedia(&tg.MessageMediaDocument{Document: d}) }),
		class(func(a tg.DocumentAttributeClass) any {
			return document(&tg.Document{ID: 1, Attributes: []tg.DocumentAttributeClass{a}})
		}),
		class(func(s tg.InputStickerSetClass) any { id, name := stickerSet(s); return []any{id, name} }),
		class(func(w tg.WebPageClass) any { return inMedia(&tg.MessageMediaWebPage{Webpage: w}) }),
		class(func(a tg.WebPageAttributeClass) any {
			return inMedia(&tg.MessageMediaWebPage{Webpage: &tg.WebPage{Attributes: []tg.WebPageAttributeClass{a}}})
		}),
		class(func(w tg.WebDocumentClass) any { return webFile(w) }),
		class(func(e tg.MessageExtendedMediaClass) any {
			return inMedia(&tg.MessageMediaPaidMedia{ExtendedMedia: []tg.MessageExtendedMediaClass{e}})
		}),
		class(func(g tg.GeoPointClass) any { return geo(g) }),
		plain(func(p *tg.Poll) any { return inMedia(&tg.MessageMediaPoll{Poll: *p}) }),
		plain(func(r *tg.PollResults) any {
			m := &tg.MessageMediaPoll{Poll: tg.Poll{Answers: []tg.PollAnswerClass{&tg.PollAnswer{}}}, Results: *r}
			join(m)
			for i := range r.Results {
				m.Results.Results[i].Option = nil
			}
			return inMedia(m)
		}),
		plain(func(v *tg.PollAnswerVoters) any {
			return inMedia(&tg.MessageMediaPoll{
				Poll:    tg.Poll{Answers: []tg.PollAnswerClass{&tg.PollAnswer{Option: v.Option}}},
				Results: tg.PollResults{Results: []tg.PollAnswerVoters{*v}},
			})
		}),
		class(func(a tg.PollAnswerClass) any { return answerAction("", a) }),
		plain(func(t *tg.TodoList) any { return inMedia(&tg.MessageMediaToDo{Todo: *t}) }),
		plain(func(t *tg.TodoItem) any { return todoItems([]tg.TodoItem{*t}) }),
		plain(func(t *tg.TodoCompletion) any {
			return inMedia(&tg.MessageMediaToDo{Todo: tg.TodoList{List: []tg.TodoItem{{ID: t.ID}}}, Completions: []tg.TodoCompletion{*t}})
		}),
		plain(func(g *tg.Game) any { return inMedia(&tg.MessageMediaGame{Game: *g}) }),
		class(func(s tg.StoryItemClass) any { return inMedia(&tg.MessageMediaStory{Story: s}) }),
		class(func(r tg.PrivacyRuleClass) any { return privacyRule(r) }),
		class(func(a tg.MediaAreaClass) any { return tree(a) }),
		class(func(w tg.WallPaperClass) any { return inAction(&tg.MessageActionSetChatWallPaper{Wallpaper: w}) }),
		class(func(g tg.StarGiftClass) any { return inAction(&tg.MessageActionStarGift{Gift: g}) }),
		class(func(a tg.StarGiftAttributeClass) any {
			return inAction(&tg.MessageActionStarGift{Gift: &tg.StarGiftUnique{Attributes: []tg.StarGiftAttributeClass{a}}})
		}),
	}
}

func peerKinds() []kind {
	return []kind{
		class(func(p tg.PeerClass) any { return PeerID(p) }),
		class(func(u tg.UserClass) any { d, ok := User(u); return []any{d, ok} }),
		class(func(c tg.ChatClass) any { d, ok := Chat(c); return []any{d, ok} }),
		class(func(s tg.UserStatusClass) any { w, t := userStatus(s); return []any{w, t} }),
		class(func(p tg.UserProfilePhotoClass) any { return userPhoto(p) }),
		class(func(p tg.ChatPhotoClass) any { return chatPhoto(p) }),
		class(func(c tg.TopPeerCategoryClass) any { return category(c) }),
		class(func(d tg.DialogClass) any { m, ok := Dialog(d); return []any{m, ok} }),
		class(func(a tg.ContactsTopPeersClass) any { return TopPeers(a) }),
		plain(func(c *tg.SavedPhoneContact) any { return SavedContact(*c) }),
		plain(func(a *tg.Authorization) any { return Authorization(*a) }),
		plain(func(a *tg.WebAuthorization) any { return WebAuthorization(*a) }),
		plain(func(f *tg.UserFull) any {
			a := tg.UsersUserFull{FullUser: *f}
			return []any{FullUser(a), FullUserFiles(a)}
		}),
		class(func(a tg.MessagesMessagesClass) any { return Messages(a) }),
		class(func(a tg.MessagesDialogsClass) any { return Dialogs(a) }),
		class(func(a tg.PhotosPhotosClass) any { return Photos(a) }),
		class(func(a tg.MessagesChatsClass) any { c, n, last := Chats(a); return []any{c, n, last} }),
	}
}

func exoticKinds() []kind {
	return []kind{
		class(func(b tg.PageBlockClass) any {
			return rich(&tg.RichMessage{Blocks: []tg.PageBlockClass{b}}).Blocks
		}),
		class(func(t tg.RichTextClass) any {
			return rich(&tg.RichMessage{Blocks: []tg.PageBlockClass{&tg.PageBlockParagraph{Text: t}}}).Blocks[0].Children
		}),
		plain(func(r *tg.RichMessage) any { return inMessage(func(t *tg.Message) { t.RichMessage = *r }) }),
		plain(func(p *tg.Page) any {
			return inMedia(&tg.MessageMediaWebPage{Webpage: withPage(p)})
		}),
		class(func(c tg.PhoneCallDiscardReasonClass) any { r, f := discardReason(c); return []any{r, f} }),
		class(func(t tg.SecureValueTypeClass) any { return passportValue(t) }),
		class(func(t tg.ChatThemeClass) any { return chatTheme(t) }),
		class(func(b tg.BotAppClass) any { return botAllowed(&tg.MessageActionBotAllowed{App: b}) }),
		class(func(p tg.RequestedPeerClass) any {
			return inAction(&tg.MessageActionRequestedPeerSentMe{Peers: []tg.RequestedPeerClass{p}})
		}),
		class(func(c tg.InputGroupCallClass) any { return inCall("call", c) }),
	}
}

func withPage(p *tg.Page) *tg.WebPage {
	w := &tg.WebPage{}
	w.SetCachedPage(*p)
	return w
}

func asJSON(t testing.TB, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatalf("document of %T: %v", v, err)
	}
	return string(b)
}
