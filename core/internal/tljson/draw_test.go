package tljson

import (
	"errors"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/gotd/td/tg"
)

func someDrawer(seed uint64) Drawer {
	rnd := rand.New(rand.NewPCG(seed, 1))
	return Drawer{
		Upto:     rnd.IntN,
		Optional: func(string, string) bool { return rnd.IntN(2) == 0 },
		Value:    func(reflect.Type, string, string) any { return nil },
	}
}

func TestDrawnObjectsOfEveryActionAndMediaAreSound(t *testing.T) {
	c := New()
	names := append(c.Constructors((*tg.MessageActionClass)(nil)), c.Constructors((*tg.MessageMediaClass)(nil))...)
	if len(names) < 80 {
		t.Fatalf("only %d constructors", len(names))
	}
	for _, name := range names {
		for seed := range uint64(5) {
			obj, err := c.Draw(name, someDrawer(seed))
			if err != nil {
				t.Fatal(err)
			}
			roundTrip(t, c, obj)
			again, err := c.Draw(name, someDrawer(seed))
			if err != nil || !reflect.DeepEqual(obj, again) {
				t.Fatalf("%s: not the same twice: %v", name, err)
			}
		}
	}
}

func TestDrawTakesTheValuesItIsGiven(t *testing.T) {
	d := someDrawer(1)
	d.Optional = func(string, string) bool { return true }
	d.Value = func(class reflect.Type, object, field string) any {
		if class == reflect.TypeFor[tg.PhotoClass]() {
			return &tg.PhotoEmpty{ID: 7}
		}
		if object == "messageMediaPhoto" && field == "ttl_seconds" {
			return 60
		}
		return nil
	}
	obj, err := New().Draw("messageMediaPhoto", d)
	if err != nil {
		t.Fatal(err)
	}
	m := obj.(*tg.MessageMediaPhoto)
	if m.Photo.(*tg.PhotoEmpty).ID != 7 || m.TTLSeconds != 60 || !m.Spoiler {
		t.Errorf("got %v", m)
	}
}

func TestDrawRefusesWhatDoesNotFit(t *testing.T) {
	d := someDrawer(1)
	if _, err := New().Draw("noSuchThing", d); !errors.Is(err, errNoConstructor) {
		t.Errorf("got %v", err)
	}
	d.Value = func(reflect.Type, string, string) any { return "text" }
	if _, err := New().Draw("peerUser", d); err == nil {
		t.Error("a text is taken for a long")
	}
}
