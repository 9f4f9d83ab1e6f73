package render

import (
	"fmt"
	"slices"
	"sort"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	"satchel/core/internal/naming"
	"satchel/core/internal/render/html"
)

// elsewhere is the page that a message of any chat stands on and its id there;
// "" when the archive does not hold it.
func (j *job) elsewhere(m model.MessageID) (page string, id int) {
	i := slices.IndexFunc(j.dialogs, func(d archive.DialogRow) bool { return d.Dialog.Peer == m.Peer || d.Migrated == m.Peer })
	if i < 0 {
		return "", 0
	}
	d := &j.dialogs[i]
	found, err := j.archive.HasMessage(j.ctx, m)
	if err != nil {
		j.onPages.fail(err)
	}
	if !found {
		return "", 0
	}
	id = m.ID
	if d.Dialog.Peer != m.Peer {
		id = archive.ShiftMigrated(id)
	}
	return naming.ChatFolder(d.Number) + "/" + html.PageName(sort.SearchInts(j.pageStarts(d), id+1)), id
}

// pageStarts are the ids of the messages that begin a chat's pages. A chat of
// one page is not read for them.
func (j *job) pageStarts(d *archive.DialogRow) []int {
	if d.Messages <= html.PerPage {
		return nil
	}
	if starts, ok := j.starts[d.Number]; ok {
		return starts
	}
	starts, err := j.archive.PageStarts(j.ctx, d.Dialog, html.PerPage)
	if err != nil {
		j.onPages.fail(fmt.Errorf("pages of chat %d: %w", d.Number, err))
	}
	j.starts[d.Number] = starts
	return starts
}
