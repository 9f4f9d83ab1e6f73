package tgconv

import (
	"bytes"

	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// poll joins a poll with its results, answer by answer through their options.
// https://core.telegram.org/api/poll
func poll(m *tg.MessageMediaPoll) *model.Poll {
	p, r := &m.Poll, &m.Results
	d := &model.Poll{
		ID: p.ID, Question: withEntities(p.Question), Closed: p.Closed, Public: p.PublicVoters,
		MultipleChoice: p.MultipleChoice, Quiz: p.Quiz,
		ClosePeriod: p.ClosePeriod, CloseDate: int64(p.CloseDate), Countries: p.CountriesISO2,
		Voters: r.TotalVoters, Solution: text(r.Solution, r.SolutionEntities),
		Recent: peerIDs(r.RecentVoters), Attached: media(m.AttachedMedia), SolutionMedia: media(r.SolutionMedia),
		Answers: make([]model.PollAnswer, 0, len(p.Answers)),
		Flags: flags("open_answers", p.OpenAnswers, "revoting_disabled", p.RevotingDisabled,
			"shuffle_answers", p.ShuffleAnswers, "hide_results_until_close", p.HideResultsUntilClose,
			"creator", p.Creator, "subscribers_only", p.SubscribersOnly, "min", r.Min),
	}
	for _, a := range p.Answers {
		if a == nil {
			continue
		}
		answer := pollAnswer(a)
		for i := range r.Results {
			if v := &r.Results[i]; bytes.Equal(v.Option, answer.Option) {
				answer.Voters, answer.Chosen, answer.Correct = v.Voters, v.Chosen, v.Correct
				answer.Recent = peerIDs(v.RecentVoters)
				break
			}
		}
		d.Answers = append(d.Answers, answer)
	}
	return d
}

func pollAnswer(a tg.PollAnswerClass) model.PollAnswer {
	switch a := a.(type) {
	case *tg.PollAnswer:
		return model.PollAnswer{
			Text: withEntities(a.Text), Option: a.Option, Media: media(a.Media),
			AddedBy: PeerID(a.AddedBy), Added: int64(a.Date),
		}
	case *tg.InputPollAnswer: // only ever sent to Telegram
		return model.PollAnswer{Text: withEntities(a.Text)}
	}
	return model.PollAnswer{}
}

func todo(m *tg.MessageMediaToDo) *model.Todo {
	d := &model.Todo{
		Title: withEntities(m.Todo.Title), OthersCanAppend: m.Todo.OthersCanAppend,
		OthersCanComplete: m.Todo.OthersCanComplete, Items: todoItems(m.Todo.List),
	}
	for _, c := range m.Completions {
		for i := range d.Items {
			if d.Items[i].ID == c.ID {
				d.Items[i].CompletedBy, d.Items[i].Completed = PeerID(c.CompletedBy), int64(c.Date)
			}
		}
	}
	return d
}

func todoItems(list []tg.TodoItem) []model.TodoItem {
	items := make([]model.TodoItem, 0, len(list))
	for _, i := range list {
		items = append(items, model.TodoItem{ID: i.ID, Title: withEntities(i.Title)})
	}
	return items
}
