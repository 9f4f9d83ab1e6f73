package render

import (
	"bytes"
	encoding "encoding/json"
	"maps"
	"slices"
	"time"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	"satchel/core/internal/naming"
	"satchel/core/internal/render/html"
)

// report is report.json: what is here, what is missing and why. It holds no
// durations, rates or numbers of runs: it is the same after a kill.
type report struct {
	Outcome  string          `json:"outcome"`
	Account  int64           `json:"account"`
	Date     string          `json:"date"`
	Zone     string          `json:"zone"`
	Dialogs  int             `json:"dialogs"`
	Messages int             `json:"messages"`
	Files    reportFiles     `json:"files"`
	Chats    []reportChat    `json:"chats"`
	Missing  []reportMissing `json:"missing"`
}

type reportFiles struct {
	Saved   int            `json:"saved"`
	Bytes   int64          `json:"bytes"`
	Waiting int            `json:"waiting"`
	Skipped map[string]int `json:"skipped"` // by the owner's choice
	Failed  map[string]int `json:"failed"`
}

// reportChat counts one chat. Telegram's count is null where it never gave one,
// and an estimate where Exact is false.
type reportChat struct {
	Number   int    `json:"number"`
	ID       string `json:"id"`
	Name     string `json:"name"`
	Type     string `json:"type"`
	Folder   string `json:"folder"`
	Telegram *int   `json:"telegram"`
	Exact    bool   `json:"exact"`
	Here     int    `json:"here"`
	Complete bool   `json:"complete"`
}

type reportMissing struct {
	Code    string `json:"code"`
	Subject string `json:"subject"`
	Text    string `json:"text"`
}

func (j *job) report() error {
	stats, err := j.archive.Stats(j.ctx)
	if err != nil {
		return err
	}
	problems, err := j.archive.Problems(j.ctx)
	if err != nil {
		return err
	}
	r := report{
		Outcome: j.options.Outcome, Account: j.self.ID, Zone: j.zone.Name, Date: j.date(),
		Dialogs: stats.Dialogs, Messages: stats.Messages, Files: filesReport(stats),
		Chats: []reportChat{}, Missing: []reportMissing{},
	}
	for i := range j.dialogs {
		r.Chats = append(r.Chats, chatReport(&j.dialogs[i]))
	}
	for _, p := range problems {
		r.Missing = append(r.Missing, reportMissing{p.Code, p.Subject, p.Text})
	}
	var b bytes.Buffer
	enc := encoding.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(r); err != nil {
		return err
	}
	return j.write("report.json", b.Bytes())
}

// date is the day of the run in the archive's zone.
func (j *job) date() string {
	unix := j.options.Now.Unix()
	return time.Unix(unix+int64(j.zone.Offset(unix)), 0).UTC().Format(time.DateOnly)
}

func filesReport(s archive.Stats) reportFiles {
	f := reportFiles{Saved: s.Saved, Bytes: s.SavedBytes, Waiting: s.Queued, Skipped: map[string]int{}, Failed: map[string]int{}}
	for reason, n := range s.Skipped {
		switch {
		case reason.Chosen():
			f.Skipped[string(reason)] = n
		case reason != model.SkipEmpty:
			f.Failed[string(reason)] = n
		}
	}
	return f
}

func chatReport(d *archive.DialogRow) reportChat {
	r := reportChat{
		Number: d.Number, ID: d.Dialog.Peer.String(), Name: d.Peer.Name(), Type: string(d.Peer.Type()),
		Folder: naming.ChatFolder(d.Number), Exact: true, Here: d.Messages, Complete: d.Complete,
	}
	if len(d.Cursors) == 0 {
		return r
	}
	total := 0
	for _, c := range d.Cursors {
		total += c.Expected
		r.Exact = r.Exact && !c.Inexact
	}
	r.Telegram = &total
	return r
}

// index writes the start page.
func (j *job) index() error {
	missing, err := j.missing()
	if err != nil {
		return err
	}
	j.orderLinks()
	complete, err := j.lastComplete()
	if err != nil {
		return err
	}
	stats, err := j.archive.Stats(j.ctx)
	if err != nil {
		return err
	}
	return html.WriteIndex(j.site, html.Index{
		Complete: complete, Parts: j.chatParts(), Numbers: []string{
			html.Plural(stats.Messages, "message", "messages"), html.Plural(stats.Saved, "file", "files"), html.Size(stats.SavedBytes),
		},
		Profile: j.profile, Links: j.links, About: j.words.document.About,
		Outcome: j.words.outcomes[j.options.Outcome], Missing: missing,
	})
}

// lastComplete is when the last complete run ended, 0 if that is this one.
func (j *job) lastComplete() (int64, error) {
	if j.options.Outcome == archive.OutcomeComplete || j.options.Outcome == archive.OutcomeCompleteWithProblems {
		return 0, nil
	}
	run, found, err := j.archive.LastCompleteRun(j.ctx)
	if err != nil || !found || run.Ended.IsZero() {
		return 0, err
	}
	return run.Ended.Unix(), nil
}

// chatParts are the chats of the start page, the newest first.
func (j *job) chatParts() []html.ChatPart {
	parts := []html.ChatPart{{Title: "Chats"}, {Title: "Archived"}, {Title: "Left chats"}}
	for _, d := range j.byDate() {
		n := 0
		switch {
		case d.Left:
			n = 2
		case d.Folder == 1:
			n = 1
		}
		parts[n].Chats = append(parts[n].Chats, html.IndexChat{
			Peer: &d.Peer, Folder: naming.ChatFolder(d.Number), Messages: d.Messages, Standing: standing(d), Date: d.TopDate,
		})
	}
	return parts
}

// orderLinks puts the sections in Telegram Desktop's order of importance.
func (j *job) orderLinks() {
	order := []string{"chats", "contacts", "frequent", "photos", "stories", "music", "sessions", "web", "other"}
	slices.SortStableFunc(j.links, func(a, b html.Link) int {
		return slices.Index(order, a.Kind) - slices.Index(order, b.Kind)
	})
}

// missing counts what is not in the archive by reason: problems, then choices.
func (j *job) missing() ([]html.Shortfall, error) {
	problems, err := j.archive.Problems(j.ctx)
	if err != nil {
		return nil, err
	}
	counts := map[string]int{}
	for _, p := range problems {
		counts[p.Code]++
	}
	var list []html.Shortfall
	for _, code := range slices.Sorted(maps.Keys(counts)) {
		text := j.words.problems[code]
		if text == "" {
			text = code
		}
		list = append(list, html.Shortfall{Text: text, Count: counts[code]})
	}
	stats, err := j.archive.Stats(j.ctx)
	if err != nil {
		return nil, err
	}
	for _, reason := range []model.SkipReason{model.SkipType, model.SkipSize, model.SkipDates} {
		if n := stats.Skipped[reason]; n > 0 {
			list = append(list, html.Shortfall{Text: j.words.skips[reason], Count: n})
		}
	}
	return list, nil
}
