package json

import "satchel/core/internal/model"

// oddText writes a text where Telegram Desktop indents an array one level less
// than elsewhere: in polls and lists of tasks.
func (w *writer) oddText(k string, t model.Text) {
	w.key(k)
	w.depth--
	w.text(t)
	w.depth++
}

func (w *writer) poll(p *model.Poll) {
	if p == nil {
		return
	}
	w.key("poll")
	w.open('{')
	w.oddText("question", p.Question)
	w.keyBool("closed", p.Closed)
	w.keyInt("total_voters", int64(p.Voters))
	w.key("answers")
	w.open('[')
	for i := range p.Answers {
		w.next()
		w.pollAnswer(&p.Answers[i])
	}
	w.close(']')
	w.optTrue("quiz", p.Quiz)
	w.optTrue("multiple_choice", p.MultipleChoice)
	w.optTrue("public_voters", p.Public)
	w.optDates(w.env, "close_date", p.CloseDate)
	if !p.Solution.IsZero() {
		w.oddText("solution", p.Solution)
	}
	w.close('}')
}

func (w *writer) pollAnswer(a *model.PollAnswer) {
	w.open('{')
	w.oddText("text", a.Text)
	w.keyInt("voters", int64(a.Voters))
	w.keyBool("chosen", a.Chosen)
	w.optTrue("correct", a.Correct)
	w.close('}')
}

func (w *writer) todo(t *model.Todo) {
	if t == nil {
		return
	}
	w.key("todo_list")
	w.open('{')
	w.oddText("title", t.Title)
	w.keyBool("others_can_append", t.OthersCanAppend)
	w.keyBool("others_can_complete", t.OthersCanComplete)
	w.todoItems("answers", t.Items)
	w.close('}')
}

func (w *writer) todoItems(k string, items []model.TodoItem) {
	w.key(k)
	w.open('[')
	for i := range items {
		item := &items[i]
		w.next()
		w.open('{')
		w.oddText("text", item.Title)
		w.keyInt("id", int64(item.ID))
		if !item.CompletedBy.IsZero() {
			w.keyPeer("completed_by", item.CompletedBy)
		}
		w.optDates(w.env, "completed_date", item.Completed)
		w.close('}')
	}
	w.close(']')
}

func (w *writer) giveaway(g *model.Giveaway) {
	if g == nil {
		return
	}
	w.key("giveaway_information")
	w.open('{')
	w.keyInt("quantity", int64(g.Quantity))
	w.keyInt("months", int64(g.Months))
	w.key("until_date")
	w.date(w.env, g.Until)
	w.key("channels")
	w.ids(g.Channels)
	w.key("countries")
	w.strings(g.Countries)
	w.keyStr("additional_prize", g.Prize)
	w.keyInt("stars", g.Stars)
	w.keyBool("is_only_new_subscribers", g.NewOnly)
	w.close('}')
}

func (w *writer) giveawayResults(g *model.GiveawayResults) {
	if g == nil {
		return
	}
	w.key("giveaway_results")
	w.open('{')
	w.keyInt("channel", g.Channel)
	w.key("winners")
	w.ids(g.Winners)
	w.keyStr("additional_prize", g.Prize)
	w.key("until_date")
	w.date(w.env, g.Until)
	w.keyInt("launch_message_id", int64(g.Launch))
	w.keyInt("additional_peers_count", int64(g.Additional))
	w.keyInt("winners_count", int64(g.Count))
	w.keyInt("unclaimed_count", int64(g.Unclaimed))
	w.keyInt("months", int64(g.Months))
	w.keyInt("stars", g.Stars)
	w.keyBool("is_refunded", g.Refunded)
	w.keyBool("is_only_new_subscribers", g.NewOnly)
	w.close('}')
}

// ids writes an array of bare ids.
func (w *buffer) ids(list []int64) {
	w.open('[')
	for _, id := range list {
		w.next()
		w.int(id)
	}
	w.close(']')
}
