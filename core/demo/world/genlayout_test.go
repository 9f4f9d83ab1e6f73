package world

import (
	"math/rand/v2"
	"testing"
)

// someLanes are lanes of random epochs, every epoch taken by somebody.
func someLanes(rnd *rand.Rand, epochs, n int) []*lane {
	lanes := []*lane{{first: 0, last: epochs}}
	for range n {
		first := rnd.IntN(epochs)
		lanes = append(lanes, &lane{first: first, last: first + 1 + rnd.IntN(epochs-first)})
	}
	return lanes
}

func TestEveryPlaceIsOneMessageOfOneLane(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for _, epochs := range []int{1, 2, 16} {
		for _, rounds := range []int{1, 3, 10} {
			lanes := someLanes(rnd, epochs, 7)
			l := newLayout(epochs, rounds, lanes)
			owner := make([]int, l.total())
			for k := range owner {
				owner[k] = -1
			}
			for k, p := range lanes {
				last := -1
				for i := range p.len() {
					place := p.place(i)
					if place <= last || place >= l.total() {
						t.Fatalf("lane %d message %d: place %d after %d of %d", k, i, place, last, l.total())
					}
					if owner[place] != -1 {
						t.Fatalf("place %d is of lanes %d and %d", place, owner[place], k)
					}
					owner[place], last = k, place
				}
			}
			for place, want := range owner {
				if got, ok := l.lane(place); !ok || got != want {
					t.Fatalf("place %d is of lane %d, want %d", place, got, want)
				}
			}
		}
	}
}

func TestFindIsTheFirstMessageFromAPlaceOn(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	lanes := someLanes(rnd, 16, 9)
	l := newLayout(16, 5, lanes)
	for k, p := range lanes {
		want := 0
		for place := -1; place < l.total()+3; place++ {
			for want < p.len() && p.place(want) < place {
				want++
			}
			if got := p.find(place); got != want {
				t.Fatalf("lane %d: find(%d) = %d, want %d", k, place, got, want)
			}
		}
	}
}

func TestPlacesOutsideALayoutAreNobodys(t *testing.T) {
	l := newLayout(1, 2, []*lane{{first: 0, last: 1}})
	for _, place := range []int{-1, 2, 1000} {
		if k, ok := l.lane(place); ok {
			t.Errorf("place %d is of lane %d", place, k)
		}
	}
}

func TestIdsLeaveEveryTenthNumberOut(t *testing.T) {
	place := 0
	for id := 1; id < 1000; id++ {
		if got := placeFrom(id); got != place {
			t.Fatalf("placeFrom(%d) = %d, want %d", id, got, place)
		}
		if id%10 == 0 {
			continue
		}
		if got := idAt(place); got != id {
			t.Fatalf("idAt(%d) = %d, want %d", place, got, id)
		}
		place++
	}
	for _, id := range []int{0, -5} {
		if placeFrom(id) != 0 {
			t.Errorf("placeFrom(%d) = %d", id, placeFrom(id))
		}
	}
}

func TestSpansLieWithinTheEpochs(t *testing.T) {
	still := 0
	for i := range 1000 {
		first, last := span(i, manyEpochs)
		if first < 0 || last > manyEpochs || first >= last {
			t.Fatalf("chat %d: epochs %d to %d", i, first, last)
		}
		if last == manyEpochs {
			still++
		}
	}
	if still < 100 || still == 1000 {
		t.Errorf("%d of 1000 chats are still going on", still)
	}
}

func TestIDSetKnowsWhatItHas(t *testing.T) {
	s := idSet{}
	numbers := []int{1, 2, 63, 64, 65, 65_535, 65_536, 65_537, 1 << 20, 1<<31 - 1}
	for _, id := range numbers {
		if !s.add(id) {
			t.Errorf("%d is there before it is added", id)
		}
	}
	for _, id := range numbers {
		if s.add(id) {
			t.Errorf("%d is new a second time", id)
		}
	}
	if !s.add(3) || len(s) != 4 {
		t.Errorf("%d pages", len(s))
	}
}

func TestDiceAreFairAndTheSameFromTheSameStart(t *testing.T) {
	a, b := &dice{7}, &dice{7}
	var hits [6]int
	for range 6000 {
		n := a.upto(6)
		if n != b.upto(6) {
			t.Fatal("two dice of one start differ")
		}
		hits[n]++
	}
	for side, n := range hits {
		if n < 850 || n > 1150 {
			t.Errorf("side %d came %d times in 6000", side, n)
		}
	}
}
