package render

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
)

// TestLargeArchive writes an archive of SATCHEL_MESSAGES messages in chats of 50,000
// to the folder that SATCHEL_LARGE names; `satchel render` is measured with it.
func TestLargeArchive(t *testing.T) {
	dir := os.Getenv("SATCHEL_LARGE")
	if dir == "" {
		t.Skip("SATCHEL_LARGE names no folder")
	}
	total, err := strconv.Atoi(os.Getenv("SATCHEL_MESSAGES"))
	check(t, err)
	a, err := archive.Open(t.Context(), dir, archive.Options{Now: func() time.Time { return time.Unix(1750000000, 0) }})
	check(t, err)
	defer func() { check(t, a.Close()) }()
	check(t, a.SetZone(t.Context(), model.Zone{Name: "UTC"}))
	check(t, a.SetAccount(t.Context(), meID))
	run, err := a.BeginRun(t.Context(), "full", nil)
	check(t, err)
	const perChat, perPage = 50_000, 1000
	rnd := rand.New(rand.NewPCG(8, 9))
	for number := 1; number <= total/perChat; number++ {
		friend := model.UserID(int64(1000 + number))
		p := archive.Page{Run: run, Method: "test", Dialogs: []model.Dialog{{Peer: friend, Splits: []int{0}, TopDate: firstDay}}}
		p.Peers = append(samplePeers()[:1], model.Peer{ID: friend, FirstName: fmt.Sprint("Friend ", number)})
		for id := 0; id < perChat; id++ {
			m := chatter(number*perChat + id)
			m.Media, m.Peer, m.From = nil, friend, friend
			m.Text = text(manyWords(rnd))
			p.Messages = append(p.Messages, m)
			if len(p.Messages) == perPage {
				check(t, a.Record(t.Context(), p))
				p = archive.Page{Run: run, Method: "test"}
			}
		}
		check(t, a.Record(t.Context(), archive.Page{Run: run, Method: "test", Cursor: &archive.Cursor{Number: number, Part: archive.PartOwn, Done: true, Expected: perChat}}))
	}
}

// manyWords is a sentence of the length people write, of 40,000 words.
func manyWords(rnd *rand.Rand) string {
	var b strings.Builder
	for range 1 + rnd.IntN(16) {
		n := int(40_000 * rnd.Float64() * rnd.Float64() * rnd.Float64())
		b.WriteString(strconv.FormatInt(int64(n+1296), 36))
		b.WriteByte(' ')
	}
	return b.String()
}
