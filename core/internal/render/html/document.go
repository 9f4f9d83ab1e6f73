package html

import (
	"strings"

	"satchel/core/internal/model"
)

// documentTitle names a document's kind.
func documentTitle(d *model.Document) string {
	switch {
	case d.Sticker || d.CustomEmoji:
		return "Sticker"
	case d.Round:
		return "Video message"
	case d.Voice:
		return "Voice message"
	case d.Animated:
		return "Animation"
	case d.HasVideo:
		return "Video file"
	case d.Audio:
		return songTitle(d)
	case d.Name != "":
		return d.Name
	}
	return "File"
}

// songTitle is "performer – title" as far as known, else the file's name.
func songTitle(d *model.Document) string {
	switch {
	case d.Performer != "" && d.Title != "":
		return d.Performer + " – " + d.Title
	case d.Title != "":
		return d.Title
	case d.Performer != "":
		return d.Performer
	case d.Name != "":
		return d.Name
	}
	return "Audio file"
}

// documentCard is the class of a document's box.
func documentCard(d *model.Document) string {
	switch {
	case d.Sticker || d.CustomEmoji:
		return "media_photo"
	case d.Voice:
		return "media_voice_message"
	case d.Round, d.Animated, d.HasVideo:
		return "media_video"
	case d.Audio:
		return "media_audio_file"
	}
	return "media_file"
}

func (c *Chat) document(d *model.Document, m *model.Media) {
	if d == nil {
		c.card(card{kind: "media_file", title: "File", description: missing(model.FileResult{})})
		return
	}
	r := c.result(d.File)
	if r.Path == "" {
		c.missingDocument(d, m, r)
		return
	}
	switch {
	case d.Sticker || d.CustomEmoji:
		c.sticker(d, r)
	case d.Round:
		c.video(d, r, player{class: "round_video", limit: roundLimit, wrap: "media clearfix pull_left block_link media_video"})
	case d.Voice:
		c.audio(d, r)
	case d.Animated:
		c.video(d, r, player{class: "animated", limit: photoLimit, wrap: "animated_wrap clearfix pull_left", spoiler: spoiler(m)})
	case d.HasVideo:
		c.video(d, r, player{class: "video_file", limit: photoLimit, wrap: "video_file_wrap clearfix pull_left", spoiler: spoiler(m)})
	case d.Audio:
		c.audio(d, r)
	default:
		c.card(card{kind: "media_file", title: documentTitle(d), status: size(r.Size), path: r.Path, thumb: c.thumb(d)})
	}
}

// missingDocument is the box for a file that is not here.
func (c *Chat) missingDocument(d *model.Document, m *model.Media, r model.FileResult) {
	if m != nil && m.TTL != 0 {
		title := "Self-destructing " + strings.ToLower(documentTitle(d))
		if d.HasVideo && !d.Round {
			title = "Self-destructing video"
		}
		c.card(card{kind: documentCard(d), title: title, status: expiry(m)})
		return
	}
	v := card{kind: documentCard(d), title: documentTitle(d), description: missing(r), status: documentStatus(d, d.Size), thumb: c.thumb(d)}
	if d.Sticker && d.Emoji != "" {
		v.status = d.Emoji + ", " + v.status
	}
	c.card(v)
}

// documentStatus is duration and size.
func documentStatus(d *model.Document, bytes int64) string {
	if length := lasts(d); length != "" {
		return length + ", " + size(bytes)
	}
	return size(bytes)
}

// lasts is how long a recording is, "" for what is none.
func lasts(d *model.Document) string {
	if !d.Sticker && (d.Round || d.Voice || d.Audio || d.HasVideo && !d.Animated) {
		return seconds(int(d.Duration))
	}
	return ""
}

// thumb is the saved preview of a document, or the cover of a song; "" if there is
// none.
func (c *Chat) thumb(d *model.Document) string {
	if d.Thumb == "" {
		return c.result(d.Cover).Path
	}
	return c.result(d.Thumb).Path
}

func (c *Chat) sticker(d *model.Document, r model.FileResult) {
	still := r.Path
	switch {
	case isPicture(r.Path):
	case strings.HasSuffix(strings.ToLower(r.Path), ".webm"):
		c.stickerVideo(d, r)
		return
	default:
		if still = c.thumb(d); still == "" {
			if moves := c.animation(d.ID, r.Path); moves != "" {
				c.bareAnimation(d, r, moves)
				return
			}
			c.card(card{kind: "media_photo", title: "Sticker", status: d.Emoji, path: r.Path})
			return
		}
	}
	c.p.raw("        <a class=\"sticker_wrap clearfix pull_left\"", c.animation(d.ID, r.Path), " href=\"")
	c.p.href(r.Path)
	c.p.raw("\">\n\n         <img class=\"sticker\" alt=\"Sticker ")
	c.p.attr(d.Emoji)
	c.p.raw("\" loading=\"lazy\" src=\"")
	c.p.href(still)
	c.p.raw("\"")
	c.p.dimensions(d.Width, d.Height, stickerLimit)
	c.p.raw("/>\n\n        </a>\n\n")
}

// bareAnimation writes a sticker that has no still: its emoji, until it moves.
func (c *Chat) bareAnimation(d *model.Document, r model.FileResult, moves string) {
	c.p.raw("        <a class=\"sticker_wrap clearfix pull_left\"", moves, " href=\"")
	c.p.href(r.Path)
	c.p.raw("\">\n\n         <span class=\"sticker dice\">")
	c.p.text(d.Emoji)
	c.p.raw("</span>\n\n        </a>\n\n")
}

func (c *Chat) stickerVideo(d *model.Document, r model.FileResult) {
	c.p.raw("        <a class=\"sticker_wrap clearfix pull_left\" href=\"")
	c.p.href(r.Path)
	c.p.raw("\">\n\n         <video class=\"sticker\" aria-label=\"Sticker ")
	c.p.attr(d.Emoji)
	c.p.raw("\" data-motion=\"\" loop muted playsinline preload=\"none\"")
	c.poster(d)
	c.p.raw(" src=\"")
	c.p.href(r.Path)
	c.p.raw("\"")
	c.p.dimensions(d.Width, d.Height, stickerLimit)
	c.p.raw("></video>\n\n        </a>\n\n")
}

// poster names a video's still; the script shows it when the video comes near the
// view, for a browser loads every poster of a page at once.
func (c *Chat) poster(d *model.Document) {
	if thumb := c.thumb(d); thumb != "" && isPicture(thumb) {
		c.p.raw(" data-poster=\"")
		c.p.href(thumb)
		c.p.raw("\"")
	}
}

// player says how a video is shown: the class of the video, the largest side,
// and the class of the link to its file.
type player struct {
	class, wrap, spoiler string
	limit                int
}

// video writes a player and below it a link to the file.
func (c *Chat) video(d *model.Document, r model.FileResult, v player) {
	c.p.raw("        <video class=\"", v.class, "\"", v.spoiler)
	if v.class == "animated" {
		c.p.raw(" data-motion=\"\" loop muted")
	}
	c.p.raw(" aria-label=\"", documentTitle(d), "\" controls playsinline preload=\"none\"")
	c.poster(d)
	c.p.raw(" src=\"")
	c.p.href(r.Path)
	c.p.raw("\"")
	width, height := d.Width, d.Height
	if width == 0 || height == 0 {
		width, height = v.limit, v.limit
	}
	c.p.dimensions(width, height, v.limit)
	c.p.raw("></video>\n\n        <a class=\"", v.wrap, "\" data-caption=\"\" href=\"")
	c.p.href(r.Path)
	c.p.raw("\">\n\n         <div class=\"body\">\n")
	c.cardLine("title bold", documentTitle(d))
	if d.Round {
		c.cardLine("status details", lasts(d))
	} else {
		c.cardLine("video_duration", lasts(d))
		c.cardLine("status details", size(r.Size))
	}
	c.p.raw("         </div>\n\n        </a>\n\n")
}

// audio writes a box with the title and a player.
func (c *Chat) audio(d *model.Document, r model.FileResult) {
	c.card(card{kind: documentCard(d), title: documentTitle(d), status: lasts(d), path: r.Path, thumb: c.thumb(d)})
	c.p.raw("        <audio class=\"audio\" aria-label=\"")
	c.p.attr(documentTitle(d))
	c.p.raw("\" controls preload=\"none\"", waveform(d.Waveform), " src=\"")
	c.p.href(r.Path)
	c.p.raw("\"></audio>\n\n")
}

// waveform is a voice's loudness as an attribute: a character for each of its
// values, 0 to 9 and a to v. Telegram packs them in five bits.
// https://core.telegram.org/api/files#voice-messages
func waveform(packed []byte) string {
	if len(packed) == 0 || len(packed) > 256 {
		return ""
	}
	b := []byte(" data-waveform=\"")
	for bit := 0; bit+5 <= 8*len(packed); bit += 5 {
		v := uint(packed[bit/8])
		if bit/8+1 < len(packed) {
			v |= uint(packed[bit/8+1]) << 8
		}
		b = append(b, "0123456789abcdefghijklmnopqrstuv"[v>>(bit%8)&31])
	}
	return string(append(b, '"'))
}
