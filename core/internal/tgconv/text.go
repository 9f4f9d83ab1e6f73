package tgconv

import (
	"strings"

	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// text joins a text and its entities, offsets and lengths as Telegram counts
// them (UTF-16 code units).
func text(s string, entities []tg.MessageEntityClass) model.Text {
	t := model.Text{Text: s}
	if len(entities) > 0 {
		t.Entities = make([]model.Entity, 0, len(entities))
	}
	for _, e := range entities {
		if e != nil {
			t.Entities = append(t.Entities, entity(e))
		}
	}
	return t
}

func withEntities(t tg.TextWithEntities) model.Text { return text(t.Text, t.Entities) }

// entity converts one entity; one of a constructor this program does not know
// becomes EntityUnknown, so that the text keeps its other styles.
func entity(e tg.MessageEntityClass) model.Entity {
	m := model.Entity{Type: entityType(e), Offset: e.GetOffset(), Length: e.GetLength()}
	switch e := e.(type) {
	case *tg.MessageEntityPre:
		m.Language = e.Language
	case *tg.MessageEntityTextURL:
		m.URL = e.URL
	case *tg.MessageEntityMentionName:
		m.User = e.UserID
	case *tg.InputMessageEntityMentionName:
		m.User = inputUserID(e.UserID)
	case *tg.MessageEntityCustomEmoji:
		m.Document = e.DocumentID
	case *tg.MessageEntityBlockquote:
		m.Collapsed = e.Collapsed
	case *tg.MessageEntityFormattedDate:
		m.Date = int64(e.Date)
		m.Format = strings.Join(flags("relative", e.Relative, "short_time", e.ShortTime, "long_time", e.LongTime,
			"short_date", e.ShortDate, "long_date", e.LongDate, "day_of_week", e.DayOfWeek), ",")
	case *tg.MessageEntityDiffInsert:
		m.Diff = "insert"
	case *tg.MessageEntityDiffReplace:
		m.Diff, m.OldText = "replace", e.OldText
	case *tg.MessageEntityDiffDelete:
		m.Diff = "delete"
	}
	return m
}

func entityType(e tg.MessageEntityClass) model.EntityType {
	switch e.(type) {
	case *tg.MessageEntityUnknown:
		return model.EntityUnknown
	case *tg.MessageEntityMention:
		return model.EntityMention
	case *tg.MessageEntityHashtag:
		return model.EntityHashtag
	case *tg.MessageEntityBotCommand:
		return model.EntityBotCommand
	case *tg.MessageEntityURL:
		return model.EntityURL
	case *tg.MessageEntityEmail:
		return model.EntityEmail
	case *tg.MessageEntityBold:
		return model.EntityBold
	case *tg.MessageEntityItalic:
		return model.EntityItalic
	case *tg.MessageEntityCode:
		return model.EntityCode
	case *tg.MessageEntityPre:
		return model.EntityPre
	case *tg.MessageEntityTextURL:
		return model.EntityTextURL
	case *tg.MessageEntityMentionName, *tg.InputMessageEntityMentionName:
		return model.EntityMentionName
	case *tg.MessageEntityPhone:
		return model.EntityPhone
	case *tg.MessageEntityCashtag:
		return model.EntityCashtag
	case *tg.MessageEntityUnderline:
		return model.EntityUnderline
	case *tg.MessageEntityStrike:
		return model.EntityStrike
	case *tg.MessageEntityBankCard:
		return model.EntityBankCard
	case *tg.MessageEntitySpoiler:
		return model.EntitySpoiler
	case *tg.MessageEntityCustomEmoji:
		return model.EntityCustomEmoji
	case *tg.MessageEntityBlockquote:
		return model.EntityBlockquote
	case *tg.MessageEntityFormattedDate:
		return model.EntityDate
	case *tg.MessageEntityDiffInsert, *tg.MessageEntityDiffReplace, *tg.MessageEntityDiffDelete:
		return model.EntityDiff
	}
	return model.EntityUnknown
}

func inputUserID(u tg.InputUserClass) int64 {
	switch u := u.(type) {
	case *tg.InputUser:
		return u.UserID
	case *tg.InputUserFromMessage:
		return u.UserID
	}
	return 0 // inputUserSelf, inputUserEmpty: no id
}
