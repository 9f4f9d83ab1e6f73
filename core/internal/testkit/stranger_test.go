package testkit

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core/internal/model"
)

func TestAStrangerOfASeedIsAlwaysTheSame(t *testing.T) {
	for seed := range uint64(5) {
		var a, b, other model.Message
		NewStranger(seed).Fill(&a, 5)
		NewStranger(seed).Fill(&b, 5)
		NewStranger(seed+100).Fill(&other, 5)
		if diff := cmp.Diff(a, b); diff != "" {
			t.Errorf("seed %d: %s", seed, diff)
		}
		if cmp.Equal(a, other) {
			t.Errorf("seeds %d and %d are one", seed, seed+100)
		}
	}
}

// A test that holds for strangers says something only if they come by everything.
func TestStrangersComeByEveryKind(t *testing.T) {
	kinds, actions, entities, blocks := map[model.MediaKind]bool{}, map[string]bool{}, map[model.EntityType]bool{}, map[string]bool{}
	hostile := 0
	for seed := range uint64(1500) {
		var m model.Message
		NewStranger(seed).Fill(&m, 5)
		if m.Media != nil {
			kinds[m.Media.Kind] = true
		}
		if m.Action != nil {
			actions[m.Action.Type] = true
		}
		for _, e := range m.Text.Entities {
			entities[e.Type] = true
		}
		if m.Rich != nil {
			for _, b := range m.Rich.Blocks {
				blocks[b.Type] = true
			}
		}
		if strings.Contains(m.Author+m.Text.Text+m.Placeholder, script) {
			hostile++
		}
	}
	of, in := wordsOf(), wordsIn()
	for what, n := range map[string][2]int{
		"kinds of media": {len(kinds), 19}, "actions": {len(actions), len(in["Action.Type"])}, "entities": {len(entities), 23}, "blocks": {len(blocks), len(in["RichNode.Type"])},
	} {
		if n[0] != n[1] {
			t.Errorf("%d %s, want %d", n[0], what, n[1])
		}
	}
	if len(of) < 4 || hostile < 1000 {
		t.Errorf("%d lists of words, %d hostile messages", len(of), hostile)
	}
}
