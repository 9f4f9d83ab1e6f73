package core

import (
	"encoding/json"
	"strconv"
	"testing"

	kit "satchel/core/internal/testkit"

	"github.com/google/go-cmp/cmp"
)

func paragraph(s string) kit.Object {
	return kit.Object{"_": "pageBlockParagraph", "text": kit.Object{"_": "textPlain", "text": s}}
}

// richMessage is a message of blocks; part says that there are more of them.
func richMessage(part bool, documents kit.List, blocks ...any) kit.Object {
	if documents == nil {
		documents = kit.List{}
	}
	m := kit.Object{"_": "richMessage", "blocks": kit.List(blocks), "photos": kit.List{}, "documents": documents}
	if part {
		m["part"] = true
	}
	return kit.Object{"message": "", "rich_message": m}
}

// whole is what messages.getRichMessage answers for a message.
func whole(a *kit.Account, kind string, peer, id int, m kit.Object) {
	m["_"], m["id"], m["peer_id"], m["date"] = "message", id, kit.PeerOf(kind, peer), kit.AccountStart
	a.Add("rich_messages", m)
}

// shownBlocks are the texts of the blocks of each rich message of the account.
func shownBlocks(t *testing.T, result string) map[int][]string {
	t.Helper()
	var doc struct {
		Chats struct {
			List []struct {
				Messages []struct {
					ID   int
					Rich *struct {
						Part   bool
						Blocks []struct {
							Type string
							File string
							Text struct{ Text string }
						}
					} `json:"rich_message"`
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(result), &doc); err != nil {
		t.Fatal(err)
	}
	shown := map[int][]string{}
	for _, c := range doc.Chats.List {
		for _, m := range c.Messages {
			if m.Rich == nil {
				continue
			}
			shown[m.ID] = []string{"part " + strconv.FormatBool(m.Rich.Part)}
			for _, b := range m.Rich.Blocks {
				shown[m.ID] = append(shown[m.ID], b.Type+" "+b.Text.Text+b.File)
			}
		}
	}
	return shown
}

// A history has only the first blocks of a long message: the others are asked for,
// and what they show is saved. One that Telegram does not complete says that it is
// a part.
func TestRichMessagesAreSavedWhole(t *testing.T) {
	t.Parallel()
	a := kit.NewAccount().User(7, "Ann").Supergroup(1001, "Group", nil)
	file := a.Document(700, 5000, "text/plain", kit.Object{"_": "documentAttributeFilename", "file_name": "below.txt"})
	a.Message("user", 7, 1, richMessage(true, nil, paragraph("first")))
	a.Message("user", 7, 2, richMessage(false, nil, paragraph("all of it")))
	a.Message("channel", 1001, 3, richMessage(true, nil, paragraph("begun")))
	a.Message("channel", 1001, 4, richMessage(true, nil, paragraph("never ended")))
	whole(a, "user", 7, 1, richMessage(false, kit.List{file}, paragraph("first"), paragraph("second"),
		kit.Object{"_": "pageBlockDocument", "document_id": "700", "caption": kit.Object{"_": "pageCaption", "text": kit.Object{"_": "textEmpty"}, "credit": kit.Object{"_": "textEmpty"}}}))
	whole(a, "channel", 1001, 3, richMessage(false, nil, paragraph("begun"), paragraph("done")))
	p := newProcedure(t, a.FS(), "")
	if got := p.expect(t, Complete, nil); got.Files.Saved != 1 {
		t.Errorf("%d files saved", got.Files.Saved)
	}
	want := map[int][]string{
		1: {"part false", "paragraph first", "paragraph second", "file chats/chat_002/files/below.txt"},
		2: {"part false", "paragraph all of it"},
		3: {"part false", "paragraph begun", "paragraph done"},
		4: {"part true", "paragraph never ended"},
	}
	if d := cmp.Diff(want, shownBlocks(t, p.output(t, "result.json"))); d != "" {
		t.Error(d)
	}
	if n := len(p.log.calls(t, "messages.getRichMessage")); n != 3 {
		t.Errorf("asked %d times for three parts", n)
	}
}

// A message that cannot be had whole is saved as far as it came.
func TestARichMessageThatIsRefusedStaysAPart(t *testing.T) {
	t.Parallel()
	a := kit.NewAccount().User(7, "Ann").Message("user", 7, 1, richMessage(true, nil, paragraph("first")))
	p := newProcedure(t, a.FS(), `{"rules": [{"method": "messages.getRichMessage", "error": "MESSAGE_ID_INVALID"}]}`)
	p.expect(t, Complete, nil)
	if d := cmp.Diff(map[int][]string{1: {"part true", "paragraph first"}}, shownBlocks(t, p.output(t, "result.json"))); d != "" {
		t.Error(d)
	}
}

// The references of what lies behind the first blocks of a long message are renewed
// as others are: from the whole of it, once for all of its files.
func TestReferencesBehindTheFirstBlocksAreRenewed(t *testing.T) {
	t.Parallel()
	a := kit.NewAccount().User(7, "Ann").Supergroup(1001, "Group", nil)
	document := func(id int) (doc, block kit.Object) {
		doc = a.Document(id, 5000, "text/plain", kit.Object{"_": "documentAttributeFilename", "file_name": strconv.Itoa(id) + ".txt"})
		return doc, kit.Object{"_": "pageBlockDocument", "document_id": strconv.Itoa(id),
			"caption": kit.Object{"_": "pageCaption", "text": kit.Object{"_": "textEmpty"}, "credit": kit.Object{"_": "textEmpty"}}}
	}
	id := 1
	for _, chat := range []struct {
		kind string
		peer int
	}{{"user", 7}, {"channel", 1001}} {
		first, firstBlock := document(100*id + 1)
		second, secondBlock := document(100*id + 2)
		third, thirdBlock := document(100*id + 3)
		a.Message(chat.kind, chat.peer, id, richMessage(true, kit.List{first}, firstBlock))
		whole(a, chat.kind, chat.peer, id, richMessage(false, kit.List{first, second, third}, firstBlock, secondBlock, thirdBlock))
		id++
	}
	p := newProcedure(t, a.FS(), `{"file_reference_lifetime_calls": 1, "queue": {"small": 1, "large": 1}}`)
	if got := p.expect(t, Complete, nil); got.Files.Saved != 6 {
		t.Errorf("%d files saved of 6", got.Files.Saved)
	}
	expired, asked := 0, len(p.log.calls(t, "messages.getRichMessage"))
	for _, c := range p.log.calls(t, "upload.getFile") {
		if c.Error != nil && *c.Error == "FILE_REFERENCE_EXPIRED" {
			expired++
		}
	}
	if expired == 0 || asked <= 2 {
		t.Errorf("%d references had expired, the messages were asked for whole %d times", expired, asked)
	}
}
