package tgconv

import (
	"fmt"
	"reflect"
	"sort"
	"sync"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

// registry gives every object type of the schema.
var registry = sync.OnceValue(func() []reflect.Type {
	var types []reflect.Type
	for _, make := range tg.TypesConstructorMap() {
		types = append(types, reflect.TypeOf(make()))
	}
	sort.Slice(types, func(i, j int) bool { return name(types[i]) < name(types[j]) })
	return types
})

// constructors are the types of a class, by the registry; for a struct itself.
func constructors(of reflect.Type) []reflect.Type {
	if of.Kind() == reflect.Struct {
		return []reflect.Type{reflect.PointerTo(of)}
	}
	if types, ok := known.Load(of); ok {
		return types.([]reflect.Type)
	}
	var types []reflect.Type
	for _, t := range registry() {
		if t.Implements(of) {
			types = append(types, t)
		}
	}
	known.Store(of, types)
	return types
}

// known keeps what constructors found: the registry is long.
var known sync.Map

func name(t reflect.Type) string {
	return reflect.New(t.Elem()).Interface().(interface{ TypeName() string }).TypeName()
}

// filler gives objects values that are all different.
type filler struct {
	n     int
	alter string // the field that gets another value than usual
	clear bool   // none at all, rather than another one
}

// object makes an object of type t (a pointer) with every field set.
func (f *filler) object(t reflect.Type, depth int) reflect.Value {
	p := reflect.New(t.Elem())
	f.fields(p.Elem(), depth)
	if depth == 0 && f.alter != "" {
		field := p.Elem().FieldByName(f.alter)
		if field.Kind() == reflect.Bool || f.clear {
			field.SetZero()
		} else {
			other := filler{n: 5000}
			other.value(field, 1)
		}
	}
	join(p.Interface())
	setFlags(p)
	return p
}

// join makes the parts that find each other by an id or an option match.
func join(v any) {
	switch v := v.(type) {
	case *tg.MessageMediaToDo:
		if len(v.Todo.List) > 0 && len(v.Completions) > 0 {
			v.Completions[0].ID = v.Todo.List[0].ID
		}
	case *tg.MessageMediaPoll:
		if len(v.Poll.Answers) > 0 && len(v.Results.Results) > 0 {
			if a, ok := v.Poll.Answers[0].(*tg.PollAnswer); ok {
				v.Results.Results[0].Option = a.Option
			}
		}
	}
}

func setFlags(p reflect.Value) {
	if s, ok := p.Interface().(interface{ SetFlags() }); ok {
		s.SetFlags()
	}
}

func (f *filler) fields(v reflect.Value, depth int) {
	for i := range v.NumField() {
		if v.Field(i).Type() != reflect.TypeFor[bin.Fields]() {
			f.value(v.Field(i), depth+1)
		}
	}
}

func (f *filler) value(v reflect.Value, depth int) {
	f.n++
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int32, reflect.Int64:
		v.SetInt(int64(f.n))
	case reflect.Float64:
		v.SetFloat(float64(f.n) + 0.5)
	case reflect.String:
		v.SetString(fmt.Sprint("text ", f.n))
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			v.SetBytes(fmt.Appendf(nil, "bytes %d", f.n))
			return
		}
		if depth < maxDepth {
			item := reflect.New(v.Type().Elem()).Elem()
			f.value(item, depth+1)
			v.Set(reflect.Append(reflect.MakeSlice(v.Type(), 0, 1), item))
		}
	case reflect.Struct:
		f.fields(v, depth)
		setFlags(v.Addr())
	case reflect.Interface:
		if depth < maxDepth {
			v.Set(f.object(usual(v.Type()), depth+1))
		} else {
			v.Set(leaf(v.Type()))
		}
	}
}

// leaf is an object of the class's constructor with the fewest fields.
func leaf(of reflect.Type) reflect.Value {
	types := constructors(of)
	least := types[0]
	for _, t := range types {
		if t.Elem().NumField() < least.Elem().NumField() {
			least = t
		}
	}
	return reflect.New(least.Elem())
}

const maxDepth = 10

// usual picks the constructor that stands for a class inside of another object:
// one with content that does not hold the whole world again.
func usual(of reflect.Type) reflect.Type {
	types := constructors(of)
	for _, t := range types {
		switch name(t) {
		case "peerUser", "photo", "document", "photoSize", "videoSize", "webPage", "textPlain",
			"pageBlockParagraph", "messageMediaContact", "storyItem", "starGift", "wallPaper", "geoPoint",
			"documentAttributeFilename", "messageEntityBold", "inputChannel", "message", "user", "chat",
			"reactionEmoji", "messageReplyHeader", "userStatusOffline", "replyInlineMarkup", "starsAmount",
			"phoneCallDiscardReasonMigrateConferenceCall", "botApp", "chatTheme", "secureValueTypeEmail",
			"inputUser", "inputStickerSetID", "messageExtendedMedia", "webDocument", "inputGroupCall",
			"pageListItemText", "pageListOrderedItemText", "inlineButtonTypeUrl", "buttonTypeSimpleWebView",
			"privacyValueAllowUsers", "peerColor", "draftMessage", "emojiStatus", "dialog", "pollAnswer", "requestPeerTypeUser",
			"userProfilePhoto", "chatPhoto", "webPageAttributeStory", "starGiftAttributeBackdrop":
			return t
		}
	}
	return types[len(types)-1]
}
