package crawl

import (
	"context"
	"fmt"

	"github.com/gotd/td/tg"

	"satchel/core/internal/archive"
	"satchel/core/internal/tgconv"
)

// wholeRich returns the messages with all of their blocks: a history may have only
// the first ones of a rich message. One that Telegram does not complete stays as
// it is and says so itself.
// https://core.telegram.org/method/messages.getRichMessage
func (w *walker) wholeRich(ctx context.Context, p part, page *archive.Page, messages []tg.MessageClass) ([]tg.MessageClass, error) {
	for i, m := range messages {
		short, ok := m.(*tg.Message)
		if !ok || !short.RichMessage.Part || !w.Plan.inInterval(int64(short.Date)) {
			continue
		}
		box, raw, err := call[tg.MessagesMessagesBox](ctx, w.home(), &tg.MessagesGetRichMessageRequest{Peer: p.input, ID: short.ID})
		if err != nil && !isItem(ctx, err) {
			return nil, fmt.Errorf("fetch message %d of %s whole: %w", short.ID, p.peer, err)
		}
		if err != nil {
			continue
		}
		answer := tgconv.Messages(box.Messages)
		full := completed(short, answer.Messages)
		if full == nil {
			continue
		}
		evidence := archive.Page{Run: w.Run, Method: "messages.getRichMessage", Layer: tg.Layer, Peer: p.peer, Raw: raw}
		if err := w.Archive.Record(ctx, evidence); err != nil {
			return nil, err
		}
		page.Peers = append(page.Peers, answer.Peers()...)
		messages[i] = full
	}
	return messages, nil
}

// completed is a message with the blocks an answer has of it, nil for none.
func completed(short *tg.Message, answer []tg.MessageClass) *tg.Message {
	for _, m := range answer {
		whole, ok := m.(*tg.Message)
		if !ok || whole.ID != short.ID {
			continue
		}
		if rich, told := whole.GetRichMessage(); told && !rich.Part {
			full := *short
			full.SetRichMessage(rich)
			return &full
		}
	}
	return nil
}
