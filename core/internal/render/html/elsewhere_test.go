package html

import (
	"strings"
	"testing"

	"satchel/core/internal/model"
)

func TestAnAnswerIntoAnotherChatLeadsThereIfTheChatIsInTheArchive(t *testing.T) {
	other := model.Peer{ID: model.ChannelID(7), Title: "City <News>", Broadcast: true}
	page := func(known bool) string {
		out := memory{}
		p := ann()
		e := testEnv(out, p, other)
		e.Elsewhere = func(m model.MessageID) (string, int) {
			if !known || m != (model.MessageID{Peer: other.ID, ID: 1500}) {
				return "", 0
			}
			return "chats/chat_012/messages2.html", 1500
		}
		c := NewChat(e, "chats/chat_001", &p, 1)
		m := from(3, 2, 1000)
		m.Reply = &model.Reply{ID: 1500, Peer: other.ID}
		check(t, c.Message(&m, 3, "", nothing))
		check(t, c.Close())
		return out["chats/chat_001/messages.html"].String()
	}
	const line = "<div class=\"reply_to details\">\nIn reply to a message in another chat\n       </div>"
	const link = `<a class="elsewhere" dir="auto" href="../chat_012/messages2.html#go_to_message1500">City &lt;News&gt;</a>`
	for _, known := range []bool{true, false} {
		got := page(known)
		if !strings.Contains(got, line) {
			t.Errorf("known %v: Telegram Desktop's line is not there", known)
		}
		if strings.Contains(got, link) != known {
			t.Errorf("known %v: %s", known, got)
		}
	}
}
