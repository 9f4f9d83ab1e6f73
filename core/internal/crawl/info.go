package crawl

import (
	"context"
	"fmt"

	"github.com/gotd/td/tg"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	"satchel/core/internal/takeout"
	"satchel/core/internal/tgconv"
)

// info asks a group or channel, once, for what its page says. Of a supergroup that
// is also which basic group it grew out of, so that without an answer its history
// may not be whole.
// https://core.telegram.org/method/channels.getFullChannel
// https://core.telegram.org/method/messages.getFullChat
func (w *walker) info(ctx context.Context) error {
	name := w.of(model.SectionChatInfo)
	failed := w.failedBefore() || w.known[string(name)+model.ProblemSectionFailed]
	if w.row.Left || w.row.Peer.Forbidden || w.row.Peer.Deactivated || w.row.PastKnown || w.done() && !failed {
		return nil
	}
	var err error
	switch peer := w.row.Dialog.Peer; {
	case peer.Kind == model.KindUser:
		return nil
	case !w.row.Peer.Megagroup:
		return w.section(ctx, name, func(ctx context.Context) error {
			if err := w.fetchInfo(ctx); !takeout.Restricted(err) {
				return err
			}
			return nil
		})
	default:
		err = w.fetchInfo(ctx)
	}
	switch {
	case err == nil, takeout.Restricted(err):
		return nil // the walk itself will meet and report it
	case isItem(ctx, err):
		return w.report(ctx, chatProblem(w.row.Dialog.Peer, err))
	}
	return fmt.Errorf("ask %s for its past: %w", w.row.Dialog.Peer, err)
}

// of names a list of the dialog, for problems.
func (w *walker) of(s model.Section) model.Section {
	return model.Section(string(s) + " of " + w.row.Dialog.Peer.String())
}

func (w *walker) fetchInfo(ctx context.Context) error {
	method, req := "channels.getFullChannel", encoder(&tg.ChannelsGetFullChannelRequest{Channel: tgconv.InputChannel(w.row.Peer)})
	if w.row.Dialog.Peer.Kind == model.KindChat {
		method, req = "messages.getFullChat", &tg.MessagesGetFullChatRequest{ChatID: w.row.Dialog.Peer.ID}
	}
	answer, raw, err := call[tg.MessagesChatFull](ctx, w.home(), req)
	if err != nil {
		return err
	}
	page := w.list(method, raw, model.SectionChatInfo)
	page.Peer, page.Peers = w.row.Dialog.Peer, tgconv.Peers(answer.Users, answer.Chats)
	if info, ok := tgconv.ChatInfo(answer); ok {
		page.Items = []archive.Item{{Key: info.Peer.String(), Order: int64(w.row.Number), Doc: info}}
		// A group that was saved by itself before stays so, or it would be there twice.
		if w.row.Migrated.IsZero() && !info.MigratedFrom.IsZero() && !w.own[info.MigratedFrom] {
			w.row.Migrated, w.row.MigratedMax, w.row.MigratedSplits = info.MigratedFrom, info.MigratedMax, w.allSplits()
		}
	}
	w.row.PastKnown = true
	page.Dialogs = []model.Dialog{w.row.Dialog}
	return w.Archive.Record(ctx, page)
}

// inside fetches the lists that a chat is sorted into; what Telegram refuses is a
// problem of that list. They are not asked for where nothing happened.
func (w *walker) inside(ctx context.Context, input tg.InputPeerClass) error {
	peer := w.row.Peer
	if w.row.Left || w.onlyMine || peer.Forbidden {
		return nil
	}
	topics, direct := w.of(model.SectionTopics), w.of(model.SectionDirectDialogs)
	wanted := func(s model.Section) bool { return !w.settled() || w.known[string(s)+model.ProblemSectionFailed] }
	if peer.Forum && wanted(topics) {
		if err := w.section(ctx, topics, func(ctx context.Context) error { return w.fetchTopics(ctx, input, topics) }); err != nil {
			return err
		}
	}
	if !peer.Monoforum || !wanted(direct) {
		return nil
	}
	answers, err := w.answersIn(ctx, peer)
	if err != nil || !answers {
		return err
	}
	return w.section(ctx, direct, func(ctx context.Context) error {
		return w.savedDialogs(ctx, savedList{name: direct, section: model.SectionDirectDialogs, parent: input, prefix: peer.ID.String() + "/"})
	})
}

// answersIn reports whether the account is one of those who answer in the direct
// messages of a channel: only they have a list of who wrote.
// https://core.telegram.org/api/monoforum
func (w *walker) answersIn(ctx context.Context, peer model.Peer) (bool, error) {
	if peer.Creator || peer.Admin {
		return true, nil
	}
	channel, ok, err := w.Archive.Peer(ctx, peer.MonoforumOf)
	return ok && (channel.Creator || channel.Admin), err
}
