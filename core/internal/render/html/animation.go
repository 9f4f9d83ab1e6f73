package html

import (
	"strconv"
	"strings"
)

// AnimationScript is where the script of an animated sticker lies: a page from
// disk cannot read the .tgs itself.
func AnimationScript(id int64) string { return "animations/" + strconv.FormatInt(id, 10) + ".js" }

// animation is the attribute that makes a sticker move, "" if it does not.
func (c *Chat) animation(id int64, path string) string {
	if c.env.Animate == nil || !strings.HasSuffix(path, ".tgs") || !c.env.Animate(id, path) {
		return ""
	}
	return " data-animation=\"" + strconv.FormatInt(id, 10) + "\""
}
