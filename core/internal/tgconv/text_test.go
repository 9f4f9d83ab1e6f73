package tgconv

import (
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

func TestEntities(t *testing.T) {
	at := func(e model.Entity) model.Entity {
		e.Offset, e.Length = 3, 4
		return e
	}
	cases := []struct {
		in   tg.MessageEntityClass
		want model.Entity
	}{
		{&tg.MessageEntityUnknown{Offset: 3, Length: 4}, model.Entity{Type: model.EntityUnknown}},
		{&tg.MessageEntityMention{Offset: 3, Length: 4}, model.Entity{Type: model.EntityMention}},
		{&tg.MessageEntityHashtag{Offset: 3, Length: 4}, model.Entity{Type: model.EntityHashtag}},
		{&tg.MessageEntityBotCommand{Offset: 3, Length: 4}, model.Entity{Type: model.EntityBotCommand}},
		{&tg.MessageEntityURL{Offset: 3, Length: 4}, model.Entity{Type: model.EntityURL}},
		{&tg.MessageEntityEmail{Offset: 3, Length: 4}, model.Entity{Type: model.EntityEmail}},
		{&tg.MessageEntityBold{Offset: 3, Length: 4}, model.Entity{Type: model.EntityBold}},
		{&tg.MessageEntityItalic{Offset: 3, Length: 4}, model.Entity{Type: model.EntityItalic}},
		{&tg.MessageEntityCode{Offset: 3, Length: 4}, model.Entity{Type: model.EntityCode}},
		{&tg.MessageEntityPre{Offset: 3, Length: 4, Language: "go"}, model.Entity{Type: model.EntityPre, Language: "go"}},
		{&tg.MessageEntityTextURL{Offset: 3, Length: 4, URL: "https://x"}, model.Entity{Type: model.EntityTextURL, URL: "https://x"}},
		{&tg.MessageEntityMentionName{Offset: 3, Length: 4, UserID: 7}, model.Entity{Type: model.EntityMentionName, User: 7}},
		{&tg.InputMessageEntityMentionName{Offset: 3, Length: 4, UserID: &tg.InputUser{UserID: 7}}, model.Entity{Type: model.EntityMentionName, User: 7}},
		{&tg.MessageEntityPhone{Offset: 3, Length: 4}, model.Entity{Type: model.EntityPhone}},
		{&tg.MessageEntityCashtag{Offset: 3, Length: 4}, model.Entity{Type: model.EntityCashtag}},
		{&tg.MessageEntityUnderline{Offset: 3, Length: 4}, model.Entity{Type: model.EntityUnderline}},
		{&tg.MessageEntityStrike{Offset: 3, Length: 4}, model.Entity{Type: model.EntityStrike}},
		{&tg.MessageEntityBankCard{Offset: 3, Length: 4}, model.Entity{Type: model.EntityBankCard}},
		{&tg.MessageEntitySpoiler{Offset: 3, Length: 4}, model.Entity{Type: model.EntitySpoiler}},
		{&tg.MessageEntityCustomEmoji{Offset: 3, Length: 4, DocumentID: 9}, model.Entity{Type: model.EntityCustomEmoji, Document: 9}},
		{&tg.MessageEntityBlockquote{Offset: 3, Length: 4, Collapsed: true}, model.Entity{Type: model.EntityBlockquote, Collapsed: true}},
		{&tg.MessageEntityFormattedDate{Offset: 3, Length: 4, Date: 99, ShortTime: true, LongDate: true},
			model.Entity{Type: model.EntityDate, Date: 99, Format: "short_time,long_date"}},
		{&tg.MessageEntityDiffInsert{Offset: 3, Length: 4}, model.Entity{Type: model.EntityDiff, Diff: "insert"}},
		{&tg.MessageEntityDiffReplace{Offset: 3, Length: 4, OldText: "old"}, model.Entity{Type: model.EntityDiff, Diff: "replace", OldText: "old"}},
		{&tg.MessageEntityDiffDelete{Offset: 3, Length: 4}, model.Entity{Type: model.EntityDiff, Diff: "delete"}},
	}
	for _, c := range cases {
		if d := cmp.Diff(at(c.want), entity(c.in)); d != "" {
			t.Errorf("%T: %s", c.in, d)
		}
	}
	if all := constructors(reflect.TypeFor[tg.MessageEntityClass]()); len(all) != len(cases) {
		t.Errorf("the schema has %d entities, the table %d", len(all), len(cases))
	}
}

func TestTextKeepsNestedEntitiesInOrder(t *testing.T) {
	got := text("ab", []tg.MessageEntityClass{
		&tg.MessageEntityBold{Length: 2}, nil, &tg.MessageEntityItalic{Offset: 1, Length: 1}})
	want := model.Text{Text: "ab", Entities: []model.Entity{
		{Type: model.EntityBold, Length: 2}, {Type: model.EntityItalic, Offset: 1, Length: 1}}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if !text("", nil).IsZero() {
		t.Error("no text is not zero")
	}
}

func TestFieldsLeaveOutWhatIsZero(t *testing.T) {
	got := fields("a", 0, "b", int64(0), "c", "", "d", false, "e", nil, "f", model.PeerID{}, "g", 0.0,
		"h", 7, "i", int64(1<<60), "j", "x", "k", true, "l", model.UserID(3))
	want := map[string]any{"h": 7, "i": "1152921504606846976", "j": "x", "k": true, "l": model.UserID(3)}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if fields("a", 0) != nil {
		t.Error("no fields are not nil")
	}
}
