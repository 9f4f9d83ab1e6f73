package render

import (
	"satchel/core/internal/model"
	"satchel/core/internal/render/json"
)

// words are the paragraphs that explain the archive to its owner.
type words struct {
	document json.Words
	pictures string
	stories  string
	music    string
	outcomes map[string]string
	problems map[string]string
	skips    map[model.SkipReason]string
}

// wordsFor is the words in a language; English is the only one so far, and
// stands for those there are none of.
func wordsFor(string) words {
	return words{
		document: json.Words{
			About: "This is a copy of your Telegram account, made by Satchel, an unofficial exporter. " +
				"It holds what Telegram lets an account export: your chats with their media, and the lists below. " +
				"Secret chats are not in it: they exist only on the devices they were written on.",
			Contacts:    "The contacts you gave to Telegram, with the names you gave them.",
			Frequent:    "The people, bots and calls you use most, as Telegram rates them for its suggestions.",
			Sessions:    "The devices that were signed in to your account when this copy was made.",
			WebSessions: "The web sites you signed in to with Telegram.",
			Chats:       "The chats of your account.",
			LeftChats:   "The groups and channels you have left, as far as Telegram still gives them.",
		},
		pictures: "Your profile pictures, the newest first.",
		stories:  "Your stories.",
		music:    "The music on your profile.",
		outcomes: map[string]string{
			"complete":               "Complete: everything Telegram gives is here.",
			"complete_with_problems": "Complete except for what is listed here.",
			"partly_saved":           "Partly saved: the export did not reach its end and can go on.",
			"failed":                 "The export failed; what was saved before is here.",
		},
		problems: map[string]string{
			model.ProblemFileUnavailable:   "Files Telegram no longer gives",
			model.ProblemFileFailed:        "Files that could not be downloaded",
			model.ProblemChatUnavailable:   "Chats Telegram does not open to you any more",
			model.ProblemChatFailed:        "Chats that could not be read to the end",
			model.ProblemChatIncomplete:    "Chats with fewer messages than Telegram counts",
			model.ProblemMessageUnreadable: "Messages this version cannot read",
			model.ProblemSectionFailed:     "Lists Telegram refused",
			model.ProblemMediaUnsupported:  "Media of a kind this version does not know",
		},
		skips: map[model.SkipReason]string{
			model.SkipType:  "Files left out by your choice of kinds",
			model.SkipSize:  "Files larger than the limit you chose",
			model.SkipDates: "Files outside the dates you chose",
		},
	}
}
