package html

import (
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Policy is the Content-Security-Policy of every page: nothing but the
// archive's own files, no script or style within a page but our numbers.
const Policy = "default-src 'none'; script-src 'self' file:; style-src 'self' file:; style-src-attr 'unsafe-inline'; " +
	"img-src 'self' file: data: blob:; media-src 'self' file: data: blob:; base-uri 'none'; form-action 'none'"

// page is one file being written. folder is where it lies: paths of the archive
// are written relative to it.
type page struct {
	b      []byte
	out    io.WriteCloser
	folder string
	up     string // "../" for each level of folder
}

const flushAt = 64 << 10

func newPage(create func(string) (io.WriteCloser, error), path string) (*page, error) {
	out, err := create(path)
	if err != nil {
		return nil, err
	}
	folder := ""
	if i := strings.LastIndexByte(path, '/'); i >= 0 {
		folder = path[:i]
	}
	p := &page{out: out, folder: folder}
	if folder != "" {
		p.up = strings.Repeat("../", strings.Count(folder, "/")+1)
	}
	return p, nil
}

func (p *page) flush(at int) error {
	if len(p.b) < at {
		return nil
	}
	_, err := p.out.Write(p.b)
	p.b = p.b[:0]
	return err
}

// raw writes markup of ours.
func (p *page) raw(s ...string) {
	for _, s := range s {
		p.b = append(p.b, s...)
	}
}

func (p *page) int(n int) { p.b = strconv.AppendInt(p.b, int64(n), 10) }

// text writes a foreign text; line breaks become <br>.
func (p *page) text(s string) { p.b = appendEscaped(p.b, s, true) }

// attr writes a foreign value between the quotes of an attribute.
func (p *page) attr(s string) { p.b = appendEscaped(p.b, s, false) }

// href writes a path of the archive as a link from this page.
func (p *page) href(path string) {
	rest, folder := path, p.folder
	up := strings.Count(folder, "/") + 1
	if folder == "" {
		up = 0
	}
	for up > 0 {
		first, _, _ := strings.Cut(folder, "/")
		after, ok := strings.CutPrefix(rest, first+"/")
		if !ok {
			break
		}
		rest, folder, up = after, strings.TrimPrefix(strings.TrimPrefix(folder, first), "/"), up-1
	}
	for range up {
		p.raw("../")
	}
	p.attr(escapePath(rest))
}

// escapePath encodes the characters that end a path in an address; the others
// stay as people and parsers read them.
func escapePath(s string) string {
	if !strings.ContainsAny(s, "%#?") {
		return s
	}
	return strings.NewReplacer("%", "%25", "#", "%23", "?", "%3F").Replace(s)
}

// appendEscaped drops control characters, and replaces what is not UTF-8.
func appendEscaped(dst []byte, s string, lines bool) []byte {
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && n == 1 {
				dst = append(append(dst, s[start:i]...), "\uFFFD"...)
				start = i + 1
			} else if lines && (r == '\u2028' || r == '\u2029') {
				dst = append(append(dst, s[start:i]...), "<br>"...)
				start = i + n
			}
			i += n
			continue
		}
		if esc, special := escapes(c, lines); special {
			dst = append(append(dst, s[start:i]...), esc...)
			start = i + 1
		}
		i++
	}
	return append(dst, s[start:]...)
}

func escapes(c byte, lines bool) (string, bool) {
	switch c {
	case '&':
		return "&amp;", true
	case '<':
		return "&lt;", true
	case '>':
		return "&gt;", true
	case '"':
		return "&quot;", true
	case '\'':
		return "&apos;", true
	case '\n':
		if lines {
			return "<br>", true
		}
		return "&#10;", true
	case '\t':
		return "", false
	}
	return "", c < 0x20 || c == 0x7f
}

// open begins the document. kind names the page for its style, chat the type of
// the chat it shows ("" for none).
func (p *page) open(kind, chat string) {
	p.raw("<!DOCTYPE html>\n<html lang=\"en\">\n\n <head>\n\n  <meta charset=\"utf-8\"/>\n",
		"  <meta http-equiv=\"Content-Security-Policy\" content=\"", Policy, "\"/>\n",
		"  <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n",
		"  <meta name=\"referrer\" content=\"no-referrer\"/>\n",
		"  <meta name=\"color-scheme\" content=\"light dark\"/>\n",
		"  <title>Exported Data</title>\n\n",
		// Before the styles: it does not wait for them then. The other script runs when all is there.
		"  <script src=\"", p.up, "js/theme.js\"></script>\n",
		"  <link href=\"", p.up, "css/style.css\" rel=\"stylesheet\"/>\n",
		"  <link href=\"", p.up, "css/dark.css\" id=\"dark\" media=\"screen and (prefers-color-scheme: dark)\" rel=\"stylesheet\"/>\n",
		"  <script src=\"", p.up, "js/script.js\" defer></script>\n")
	p.raw("\n </head>\n\n",
		" <body data-page=\"", kind, "\"")
	if chat != "" {
		p.raw(" data-chat=\"", chat, "\"")
	}
	p.raw(">\n\n  <div class=\"page_wrap\">\n\n")
}

// close ends the document and puts the file in place.
func (p *page) close() error {
	p.raw("  </div>\n\n </body>\n\n</html>\n")
	if err := p.flush(0); err != nil {
		return err
	}
	return p.out.Close()
}

// heading is what the bar at the top of a page says; but for the title any part
// may be empty. back is where the title leads.
type heading struct{ title, details, about, back string }

// header writes the bar with the page's title, and before it a face.
func (p *page) header(h heading, face func()) {
	p.raw("   <div class=\"page_header\">\n\n    ")
	tag := "div"
	if h.back != "" {
		tag = "a"
		p.raw("<a class=\"content block_link\" href=\"")
		p.attr(h.back)
		p.raw("\">")
	} else {
		p.raw("<div class=\"content\">")
	}
	if face != nil {
		face()
	}
	p.raw("\n     <div class=\"text bold\" dir=\"auto\">\n")
	p.text(h.title)
	p.raw("\n     </div>\n")
	if h.details != "" {
		p.raw("     <div class=\"header_details details\">")
		p.text(h.details)
		p.raw("</div>\n")
	}
	if h.about != "" {
		p.raw("     <div class=\"header_about details\" dir=\"auto\">\n")
		p.text(h.about)
		p.raw("\n     </div>\n")
	}
	p.raw("\n    </", tag, ">\n\n   </div>\n\n")
}
