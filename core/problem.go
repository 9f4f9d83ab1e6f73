package core

import (
	"strings"

	"satchel/core/internal/model"
)

// Problem is an item that could not be exported, in a person's words.
type Problem struct {
	Code      string `json:"code"`    // stable; the key of translations
	Subject   string `json:"subject"` // of what: "channel:1003", "document:55"
	Text      string `json:"text"`    // a sentence
	Hint      string `json:"-"`       // what can be done
	Detail    string `json:"-"`       // Telegram's own word, for "details"
	Retryable bool   `json:"-"`
}

// words are a problem's sentence and hint by its code.
type words struct{ text, hint string }

// problemWords is the only place that turns codes into words.
func problemWords(code string) words {
	switch code {
	case model.ProblemFileUnavailable:
		return words{"Telegram no longer has this file.", "Nothing can be done; what it belongs to is saved."}
	case model.ProblemFileFailed:
		return words{"This file could not be fetched whole.", "Try again later."}
	case model.ProblemChatUnavailable:
		return words{"Telegram does not let this account read this chat any more.", "Whatever could be read of it is saved."}
	case model.ProblemChatFailed:
		return words{"This chat could not be read to its end.", "Try again later."}
	case model.ProblemChatIncomplete:
		return words{"Telegram counts more messages in this chat than it gave.", "Try again later."}
	case model.ProblemMessageUnreadable:
		return words{"One message could not be read by this version.", "It is kept as it came; a newer version may read it."}
	case model.ProblemEntryUnreadable:
		return words{"One entry of this list could not be read by this version.", "It is kept as it came; a newer version may read it."}
	case model.ProblemSectionFailed:
		return words{"This list could not be read.", "Try again later."}
	case model.ProblemMediaUnsupported:
		return words{"This message is of a kind that this version does not know.", "A newer version may show it."}
	}
	return words{"Something could not be saved.", "Try again later."}
}

// describe puts a recorded problem into words.
func describe(p model.Problem) Problem {
	w := problemWords(p.Code)
	text := w.text
	if p.Text != "" {
		text = strings.TrimSuffix(w.text, ".") + " (" + p.Text + ")."
	}
	return Problem{Code: p.Code, Subject: p.Subject, Text: text, Hint: w.hint, Detail: p.Text, Retryable: p.Retryable}
}
