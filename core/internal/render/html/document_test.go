package html

import (
	"strings"
	"testing"

	"satchel/core/internal/model"

	"github.com/google/go-cmp/cmp"
)

// held says where each file lies; the others are left out.
func held(files map[model.FileKey]string) Files {
	return func(key model.FileKey) model.FileResult {
		if path := files[key]; path != "" {
			return model.FileResult{Path: path, Size: 2048}
		}
		return model.FileResult{Skip: model.SkipType}
	}
}

// A file that was saved is shown as what it is, and a link leads to the file.
func TestEachFileIsShownAsWhatItIs(t *testing.T) {
	const wrap = "div.media_wrap.clearfix"
	const body = "(div.fill.pull_left div.body(div.title.bold div.status.details))"
	const pictured = "(img.thumb.pull_left div.body(div.title.bold div.status.details))"
	for name, tt := range map[string]struct {
		document model.Document
		path     string
		thumb    string
		want     string // the outline of the box
		says     string // a part of it
	}{
		"file":                   {model.Document{Name: "a.pdf"}, "files/a.pdf", "", "a.media.clearfix.pull_left.block_link.media_file" + body, "\n2.0 KB\n"},
		"file with a still":      {model.Document{Name: "a.pdf"}, "files/a.pdf", "files/a_thumb.jpg", "a.media.clearfix.pull_left.block_link.media_file" + pictured, `src="../../files/a_thumb.jpg"`},
		"song":                   {model.Document{Audio: true, Title: "T", Performer: "P", Duration: 61}, "files/a.mp3", "", "a.media.clearfix.pull_left.block_link.media_audio_file" + body + " audio.audio", "\nP – T\n"},
		"song without words":     {model.Document{Audio: true, Name: "a.mp3"}, "files/a.mp3", "", "a.media.clearfix.pull_left.block_link.media_audio_file" + body + " audio.audio", "\na.mp3\n"},
		"voice":                  {model.Document{Voice: true, Audio: true, Duration: 7.4, Waveform: []byte{0x41, 0x0c, 0x52, 0xcc, 0x41}}, "voice_messages/a.ogg", "", "a.media.clearfix.pull_left.block_link.media_voice_message" + body + " audio.audio", `data-waveform="12345678"`},
		"voice's length":         {model.Document{Voice: true, Audio: true, Duration: 7.4}, "voice_messages/a.ogg", "", "a.media.clearfix.pull_left.block_link.media_voice_message" + body + " audio.audio", "\n00:07\n"},
		"round video":            {model.Document{Round: true, HasVideo: true, Duration: 9}, "round_video_messages/a.mp4", "", "video.round_video a.media.clearfix.pull_left.block_link.media_video(div.body(div.title.bold div.status.details))", "\n00:09\n"},
		"video":                  {model.Document{HasVideo: true, Duration: 3700, Width: 840, Height: 420}, "video_files/a.mp4", "video_files/a.jpg", "video.video_file a.video_file_wrap.clearfix.pull_left(div.body(div.title.bold div.video_duration div.status.details))", `data-poster="../../video_files/a.jpg" src="../../video_files/a.mp4" height="210" style="width: 420px; height: 210px" width="420"`},
		"video of an hour":       {model.Document{HasVideo: true, Duration: 3700}, "video_files/a.mp4", "", "video.video_file a.video_file_wrap.clearfix.pull_left(div.body(div.title.bold div.video_duration div.status.details))", "\n1:01:40\n"},
		"animation":              {model.Document{Animated: true, HasVideo: true, Duration: 3}, "video_files/a.mp4", "", "video.animated a.animated_wrap.clearfix.pull_left(div.body(div.title.bold div.status.details))", `data-motion="" loop muted aria-label="Animation"`},
		"still sticker":          {model.Document{Sticker: true, Emoji: "😀", Width: 512, Height: 256}, "stickers/a.webp", "", "a.sticker_wrap.clearfix.pull_left(img.sticker)", `alt="Sticker 😀" loading="lazy" src="../../stickers/a.webp" height="112" style="width: 224px; height: 112px" width="224"`},
		"sticker of a video":     {model.Document{Sticker: true, Emoji: "😀"}, "stickers/a.WEBM", "stickers/a.jpg", "a.sticker_wrap.clearfix.pull_left(video.sticker)", `data-poster="../../stickers/a.jpg" src="../../stickers/a.WEBM"`},
		"sticker of outlines":    {model.Document{Sticker: true, Emoji: "😀"}, "stickers/a.tgs", "stickers/a.jpg", "a.sticker_wrap.clearfix.pull_left(img.sticker)", `src="../../stickers/a.jpg"`},
		"sticker without still":  {model.Document{Sticker: true, Emoji: "😀"}, "stickers/a.tgs", "", "a.media.clearfix.pull_left.block_link.media_photo" + body, "\n😀\n"},
		"sticker that animates":  {model.Document{ID: 9, Sticker: true, Emoji: "😀"}, "stickers/a.tgs", "", "a.sticker_wrap.clearfix.pull_left(span.sticker.dice)", `data-animation="9" href="../../stickers/a.tgs"`},
		"still that animates":    {model.Document{ID: 9, Sticker: true, Emoji: "😀"}, "stickers/a.tgs", "stickers/a.jpg", "a.sticker_wrap.clearfix.pull_left(img.sticker)", `data-animation="9" href="../../stickers/a.tgs"`},
		"emoji sent as a file":   {model.Document{CustomEmoji: true, Emoji: "😀"}, "stickers/a.webp", "", "a.sticker_wrap.clearfix.pull_left(img.sticker)", `alt="Sticker 😀"`},
		"sticker of a bad still": {model.Document{Sticker: true}, "stickers/a.webm", "stickers/a.bin", "a.sticker_wrap.clearfix.pull_left(video.sticker)", `preload="none" src=`},
	} {
		t.Run(name, func(t *testing.T) {
			d := tt.document
			d.File, d.Thumb = "document:1", ""
			files := map[model.FileKey]string{"document:1": tt.path}
			if tt.thumb != "" {
				d.Thumb = "document:1:m"
				files[d.Thumb] = tt.thumb
			}
			out, p := memory{}, ann()
			env := testEnv(out, p)
			env.Animate = func(id int64, _ string) bool { return id == 9 }
			c := NewChat(env, "chats/chat_001", &p, 1)
			m := from(1, 2, 1000)
			m.Text, m.Media = model.Text{}, &model.Media{Kind: model.KindDocument, Document: &d}
			check(t, c.Message(&m, 1, "", held(files)))
			check(t, c.Close())
			page := out["chats/chat_001/messages.html"].String()
			if d := cmp.Diff(wrap+"("+tt.want+")", boxShape(t, page)); d != "" {
				t.Error(d)
			}
			if !strings.Contains(page, tt.says) {
				t.Errorf("no %q in %s", tt.says, page)
			}
		})
	}
}

// boxShape is the outline of the first medium of message 1.
func boxShape(t *testing.T, page string) string {
	t.Helper()
	_, after, _ := strings.Cut(shape(t, page, "message1"), "div.from_name ")
	return strings.TrimSuffix(after, ")")
}

// A waveform is Telegram's five bits a value; what is no waveform is none.
func TestTheWaveformOfAVoice(t *testing.T) {
	for name, tt := range map[string]struct {
		packed []byte
		want   string
	}{
		"none":             {nil, ""},
		"one byte":         {[]byte{0x1f}, ` data-waveform="v"`},
		"across bytes":     {[]byte{0xe0, 0x03}, ` data-waveform="0v0"`},
		"loudest":          {[]byte{0xff, 0xff, 0xff, 0xff, 0xff}, ` data-waveform="vvvvvvvv"`},
		"longer than real": {make([]byte, 257), ""},
	} {
		if d := cmp.Diff(tt.want, waveform(tt.packed)); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

func TestALinksPreviewStandsBelowItsText(t *testing.T) {
	photo := &model.Photo{File: "photo:1", Width: 840, Height: 840}
	files := held(map[model.FileKey]string{"photo:1": "photos/a.jpg"})
	long := strings.Repeat("й", 300)
	for name, tt := range map[string]struct {
		page model.WebPage
		want []string
	}{
		"words":       {model.WebPage{SiteName: "<S>", Title: "T", Description: "D"}, []string{"link_site: <S>", "link_title: T", "link_description: D"}},
		"long words":  {model.WebPage{Title: "T", Description: long}, []string{"link_title: T", "link_description: " + long[:400] + "…"}},
		"a picture":   {model.WebPage{Title: "T", Photo: photo}, []string{"link_title: T", "link_photo: ../../photos/a.jpg"}},
		"not held":    {model.WebPage{Title: "T", Photo: &model.Photo{File: "photo:2"}}, []string{"link_title: T"}},
		"pending":     {model.WebPage{State: "pending", Title: "T"}, nil},
		"of no words": {model.WebPage{URL: "https://example.org/"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			m := from(1, 2, 1000)
			m.Media = &model.Media{Kind: model.KindWebPage, WebPage: &tt.page}
			page := chatPage(t, ann(), files, m)
			var got []string
			_, after, _ := strings.Cut(page, `<div class="link_preview"`)
			for _, line := range strings.Split(after, "\n") {
				if _, words, ok := strings.Cut(line, `<div class="link_`); ok {
					class, rest, _ := strings.Cut(words, `">`)
					got = append(got, "link_"+class+": "+strings.NewReplacer("&lt;", "<", "&gt;", ">", "</div>", "").Replace(rest))
				} else if _, src, ok := strings.Cut(line, `class="link_photo"`); ok {
					_, src, _ = strings.Cut(src, `src="`)
					src, _, _ = strings.Cut(src, `"`)
					got = append(got, "link_photo: "+src)
				}
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

// A photo of a service line, of a group for example, is shown below the sentence.
func TestANewPhotoIsShownBelowItsSentence(t *testing.T) {
	m := from(2, 2, 1000)
	m.Kind, m.Action, m.Text = model.MessageService, &model.Action{Type: "edit_group_photo", Photo: &model.Photo{File: "photo:1"}}, model.Text{}
	page := chatPage(t, ann(), held(map[model.FileKey]string{"photo:1": "photos/a.jpg"}), from(1, 2, 999), m)
	want := "div.body.details div.userpic_wrap(a.userpic_link(img.userpic))"
	if d := cmp.Diff(want, shape(t, page, "message2")); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff("div.body.details", shape(t, chatPage(t, ann(), nothing, from(1, 2, 999), m), "message2")); d != "" {
		t.Error(d)
	}
}

// Custom emoji of reactions are shown where a browser can, else a face stands
// for them.
func TestReactionsWithCustomEmoji(t *testing.T) {
	for name, tt := range map[string]struct {
		path, want string
	}{
		"picture":  {"stickers/a.webp", `<span class="emoji"><img class="custom_emoji" alt="" loading="lazy" src="../../stickers/a.webp"/></span>`},
		"outlines": {"stickers/a.tgs", `<span class="emoji"><span class="custom_emoji">🙂</span></span>`},
		"not held": {"", `<span class="emoji"><span class="custom_emoji">🙂</span></span>`},
	} {
		t.Run(name, func(t *testing.T) {
			m := from(1, 2, 1000)
			m.Reactions = []model.Reaction{{CustomEmoji: 5, Count: 2}}
			page := chatPage(t, ann(), held(map[model.FileKey]string{model.DocumentKey(5, ""): tt.path}), m)
			if !strings.Contains(page, tt.want) {
				t.Errorf("no %s in %s", tt.want, page)
			}
		})
	}
}
