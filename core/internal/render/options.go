package render

import (
	"slices"
	"time"

	"satchel/core/internal/model"
	"satchel/core/internal/render/html"
)

// StartPage is the page to open first.
const StartPage = html.IndexPage

// Options are what is written besides the archive's content.
type Options struct {
	// Now is the date of the run, on the start page and in the report.
	Now time.Time
	// Outcome is how the run ended: complete, complete_with_problems,
	// partly_saved or failed; empty if there was none.
	Outcome string
	// Sections are those that were asked for: they are written even when empty.
	// Others are written if the archive has something in them.
	Sections []model.Section
	// Language is that of the note beside the pages; English where there is none.
	Language string
}

func (o *Options) asked(s model.Section) bool { return slices.Contains(o.Sections, s) }
