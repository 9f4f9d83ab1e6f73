package crawl

import (
	"context"

	"github.com/gotd/td/tg"

	"satchel/core/internal/archive"
	"satchel/core/internal/tgconv"
)

// risen looks at the head of a range's list once more: a chat that got a message while
// the list was read went up there, past the place that was read next.
func (l *lister) risen(ctx context.Context, split int) error {
	req := &tg.MessagesGetDialogsRequest{OffsetPeer: &tg.InputPeerEmpty{}, Limit: pageLimit}
	answer, raw, err := call[tg.MessagesDialogsBox](ctx, l.within(split), req)
	if undecoded(ctx, err) != nil {
		return nil // its entries were read one by one before
	}
	if err != nil {
		return err
	}
	page := tgconv.Dialogs(answer.Dialogs)
	if l.add(page, split) > 0 {
		l.keepPage(page, split, raw)
	}
	return nil
}

// keepPage keeps what came as evidence.
func (l *lister) keepPage(page tgconv.DialogsPage, split int, raw []byte) {
	l.pages = append(l.pages, archive.Page{Run: l.Run, Method: "messages.getDialogs", Layer: tg.Layer, Split: split, Raw: raw,
		Peers: tgconv.Peers(page.Users, page.Chats)})
}
