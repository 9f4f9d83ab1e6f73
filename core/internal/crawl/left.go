package crawl

import (
	"context"
	"strconv"

	"github.com/gotd/td/tg"

	"satchel/core/internal/archive"
	"satchel/core/internal/tgconv"
)

// listLeft pages through the channels and supergroups the account has left. Of an
// answer that does not decode those before the unreadable one are taken; the list
// goes on behind it.
// https://core.telegram.org/method/channels.getLeftChannels
func (l *lister) listLeft(ctx context.Context) error {
	skipped := 0
	for offset := 0; ; {
		answer, raw, err := call[tg.MessagesChatsBox](ctx, l.home(), &tg.ChannelsGetLeftChannelsRequest{Offset: offset})
		bad := undecoded(ctx, err)
		if err != nil && (bad == nil || skipped >= mostUnreadable) {
			return err
		}
		var chats []tg.ChatClass
		var last bool
		if bad == nil {
			chats, _, last = tgconv.Chats(answer.Chats)
		} else if chats, err = tgconv.SalvageChats(raw); err != nil {
			return bad
		}
		l.addLeft(chats, raw)
		offset += len(chats)
		switch {
		case bad != nil:
			skipped++
			offset++
			if err := l.keepEntry(ctx, sectionLeft, "channels.getLeftChannels", strconv.Itoa(offset), raw); err != nil {
				return err
			}
		case last || len(chats) == 0:
			return nil
		}
	}
}

func (l *lister) addLeft(chats []tg.ChatClass, raw []byte) {
	peers := tgconv.Peers(nil, chats)
	l.pages = append(l.pages, archive.Page{Run: l.Run, Method: "channels.getLeftChannels", Layer: tg.Layer, Raw: raw, Peers: peers})
	for _, p := range peers {
		l.peers[p.ID] = p
		if _, ok := l.index[p.ID]; ok {
			continue
		}
		l.index[p.ID] = len(l.dialogs)
		left := tgconv.LeftDialog(p)
		left.Splits = []int{l.lastSplit()}
		l.dialogs = append(l.dialogs, left)
	}
}
