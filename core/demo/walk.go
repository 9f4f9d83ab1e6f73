package demo

import (
	"reflect"
	"sync"

	"github.com/gotd/td/tg"

	"satchel/core/demo/world"
)

// walker finds, in objects on their way out, the photos and documents (whose
// references are stamped) and the peers they name (which are sent along). What
// a type can lead to is worked out once per type.
type walker struct {
	plans sync.Map // reflect.Type -> *plan
}

// found is told of what a walk meets; nil functions are not called. A peer may
// be met many times.
type found struct {
	photo    func(*tg.Photo)
	document func(*tg.Document)
	peer     func(world.PeerKey)
}

type fieldKind uint8

const (
	descend fieldKind = iota
	userID
	chatID
	channelID
)

type fieldPlan struct {
	index int
	kind  fieldKind
	many  bool // a vector of ids
}

// plan lists the fields of a struct type worth looking at.
type plan struct{ fields []fieldPlan }

// walk visits everything below v: objects, vectors of objects, nil.
func (w *walker) walk(v any, f found) {
	if v == nil {
		return
	}
	w.value(reflect.ValueOf(v), f)
}

func (w *walker) value(v reflect.Value, f found) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			w.value(v.Elem(), f)
		}
	case reflect.Slice:
		for i := range v.Len() {
			w.value(v.Index(i), f)
		}
	case reflect.Struct:
		w.object(v, f)
	}
}

func (w *walker) object(v reflect.Value, f found) {
	if v.CanAddr() {
		switch o := v.Addr().Interface().(type) {
		case *tg.Photo:
			if f.photo != nil {
				f.photo(o)
			}
		case *tg.Document:
			if f.document != nil {
				f.document(o)
			}
		}
	}
	for _, field := range w.planOf(v.Type()).fields {
		w.field(v.Field(field.index), field, f)
	}
}

func (w *walker) field(v reflect.Value, p fieldPlan, f found) {
	switch {
	case p.kind == descend:
		w.value(v, f)
	case f.peer == nil:
	case p.many:
		for i := range v.Len() {
			tellPeer(p.kind, v.Index(i).Int(), f)
		}
	default:
		tellPeer(p.kind, v.Int(), f)
	}
}

func tellPeer(kind fieldKind, id int64, f found) {
	switch {
	case id == 0:
	case kind == userID:
		f.peer(world.UserKey(id))
	case kind == chatID:
		f.peer(world.GroupKey(id))
	case kind == channelID:
		f.peer(world.ChannelKey(id))
	}
}

func (w *walker) planOf(t reflect.Type) *plan {
	if p, ok := w.plans.Load(t); ok {
		return p.(*plan)
	}
	p := &plan{}
	for i := range t.NumField() {
		field := t.Field(i)
		if kind, many, ok := peerField(field); ok {
			p.fields = append(p.fields, fieldPlan{index: i, kind: kind, many: many})
		} else if field.IsExported() && leads(field.Type, nil) {
			p.fields = append(p.fields, fieldPlan{index: i})
		}
	}
	actual, _ := w.plans.LoadOrStore(t, p)
	return actual.(*plan)
}

// peerField says whether a field holds bare ids of peers. The schema has no type
// for them, only names.
func peerField(f reflect.StructField) (kind fieldKind, many, ok bool) {
	t := f.Type
	if t.Kind() == reflect.Slice {
		t, many = t.Elem(), true
	}
	if t.Kind() != reflect.Int64 {
		return 0, false, false
	}
	switch f.Name {
	case "UserID", "UserIDs", "Users", "BotID", "ViaBotID", "ViaBusinessBotID", "InviterID", "AdminID",
		"PromotedBy", "KickedBy", "RecentRequesters", "RecentVoters", "CreatorID", "ManagerID", "ParticipantID":
		return userID, many, true
	case "ChatID", "MigratedFromChatID":
		return chatID, many, true
	case "ChannelID", "LinkedChatID", "LinkedMonoforumID", "Channels", "PersonalChannelID":
		return channelID, many, true
	}
	return 0, false, false
}

// leads says whether a type can hold photos, documents or peers somewhere below.
// Interfaces are looked at when their value is known.
func leads(t reflect.Type, above []reflect.Type) bool {
	switch t.Kind() {
	case reflect.Interface:
		return true
	case reflect.Pointer, reflect.Slice:
		return leads(t.Elem(), above)
	case reflect.Struct:
		for _, a := range above {
			if a == t {
				return false // decided further up
			}
		}
		if t == reflect.TypeFor[tg.Photo]() || t == reflect.TypeFor[tg.Document]() {
			return true
		}
		above = append(above, t)
		for i := range t.NumField() {
			f := t.Field(i)
			if _, _, ok := peerField(f); ok || leads(f.Type, above) {
				return true
			}
		}
	}
	return false
}
