package gui

import (
	"context"

	"satchel/core"
	"satchel/gui/screen"
	"satchel/gui/view"
)

// surveying is the list of chats on the screen, and what of it is being counted: one
// chat at a time, those that came to the screen last first. All of it belongs to the
// UI goroutine, but for want.
type surveying struct {
	picks  *view.Picks
	screen *screen.Chats
	want   chan core.PeerID // the next chat to count
	seen   []int            // rows that came to the screen
	idle   bool             // nothing is being counted
}

// chooseChats goes from the choice to the single chats and comes back to it.
func (s *Shell) chooseChats(from *screen.Choose) {
	ctx, end := context.WithCancel(s.ctx)
	at := &surveying{want: make(chan core.PeerID, 1), picks: view.NewPicks(s.kit.L, from.Settings())}
	back := func() {
		end()
		s.show(from)
	}
	at.screen = screen.NewChats(s.kit, screen.ChatsOptions{
		Picks: at.picks, Back: back,
		Seen: func(row int) {
			at.seen = append(at.seen, row)
			at.pump()
		},
		One: func(row int) { s.chooseOne(at, at.picks.One(row)) },
		Done: func() {
			from.SetChats(at.picks.Choice())
			back()
		},
	})
	s.show(at.screen)
	folder := from.Folder()
	off(s, ctx, func(ctx context.Context) (map[core.MediaType]int64, error) {
		return core.MeanSizes(ctx, folder, core.Config{Logger: s.Logger})
	}, func(means map[core.MediaType]int64, err error) {
		if err == nil { // else there is no archive to learn from
			at.picks.Learn(means)
			at.screen.Changed()
		}
	})
	engine := s.conn.engine
	off(s, ctx, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, engine.Survey(ctx, s.surveyor(at))
	}, func(_ struct{}, err error) {
		if err != nil && ctx.Err() == nil {
			s.Logger.Warn("list the chats", "error", err)
			explained := view.Explain(s.kit.L, err, s.Now())
			at.screen.Failed(explained.Text, explained.Hint)
		}
	})
}

// chooseOne goes to the choice for one chat and comes back to the list.
func (s *Shell) chooseOne(at *surveying, chat view.OneChat) {
	back := func() {
		s.show(at.screen)
		at.screen.Changed()
	}
	s.show(screen.NewOne(s.kit, screen.OneOptions{
		Chat: chat, Back: back,
		Done: func(settings view.Settings) {
			at.picks.SetOne(chat.ID, settings)
			back()
		},
		AsAll: func() {
			at.picks.SetAsAll(chat.ID)
			back()
		},
	}))
}

// surveyor brings what the survey finds to the UI goroutine.
func (s *Shell) surveyor(at *surveying) core.Surveyor {
	show := func(change func()) {
		s.Do(func() {
			if s.gone {
				return
			}
			change()
			at.screen.Changed()
			at.pump()
		})
	}
	return core.Surveyor{
		Chats: func(page []core.SurveyedChat) { show(func() { at.picks.Add(page) }) },
		Listed: func() {
			show(func() {
				at.picks.Listed()
				at.idle = true
			})
		},
		Next: func(ctx context.Context) (core.PeerID, error) {
			select {
			case id := <-at.want:
				return id, nil
			case <-ctx.Done():
				return core.PeerID{}, ctx.Err()
			}
		},
		Counted: func(id core.PeerID, media []core.MediaCount, err error) {
			show(func() {
				at.picks.Counted(id, media, err)
				at.idle = true
			})
		},
	}
}

// pump asks for the next chat to be counted, if none is being counted.
func (at *surveying) pump() {
	for at.idle && len(at.seen) > 0 {
		row := at.seen[len(at.seen)-1]
		at.seen = at.seen[:len(at.seen)-1]
		if id, ok := at.picks.Ask(row, row+1); ok {
			at.idle = false
			at.want <- id // there is room: nothing else is being counted
		}
	}
}
