package naming

import "strings"

// extensions is the table of Extension: a MIME type and its extension a line.
// It is part of the program because the system's own differs between machines.
const extensions = `
image/jpeg .jpg
image/jpg .jpg
image/png .png
image/gif .gif
image/webp .webp
image/bmp .bmp
image/tiff .tiff
image/heic .heic
image/heif .heif
image/avif .avif
image/svg+xml .svg
image/x-icon .ico
image/vnd.microsoft.icon .ico
video/mp4 .mp4
video/webm .webm
video/quicktime .mov
video/x-matroska .mkv
video/x-msvideo .avi
video/x-flv .flv
video/mpeg .mpeg
video/3gpp .3gp
video/ogg .ogv
audio/mpeg .mp3
audio/mp3 .mp3
audio/mp4 .m4a
audio/m4a .m4a
audio/x-m4a .m4a
audio/aac .aac
audio/ogg .ogg
audio/opus .opus
audio/flac .flac
audio/x-flac .flac
audio/wav .wav
audio/x-wav .wav
audio/vnd.wave .wav
audio/midi .mid
audio/amr .amr
audio/webm .webm
text/plain .txt
text/html .html
text/css .css
text/csv .csv
text/xml .xml
text/markdown .md
text/calendar .ics
text/vcard .vcf
application/pdf .pdf
application/json .json
application/xml .xml
application/rtf .rtf
application/zip .zip
application/gzip .gz
application/x-gzip .gz
application/x-tar .tar
application/x-7z-compressed .7z
application/vnd.rar .rar
application/x-rar .rar
application/x-rar-compressed .rar
application/epub+zip .epub
application/msword .doc
application/vnd.openxmlformats-officedocument.wordprocessingml.document .docx
application/vnd.ms-excel .xls
application/vnd.openxmlformats-officedocument.spreadsheetml.sheet .xlsx
application/vnd.ms-powerpoint .ppt
application/vnd.openxmlformats-officedocument.presentationml.presentation .pptx
application/vnd.android.package-archive .apk
application/x-tgsticker .tgs
application/x-tgwallpattern .tgv
`

// Extension is the extension (with its dot) of a MIME type, or fallback.
// Parameters of the type ("; codecs=...") do not matter.
func Extension(mime, fallback string) string {
	mime, _, _ = strings.Cut(strings.ToLower(mime), ";")
	mime = strings.TrimSpace(mime)
	if mime == "" || strings.ContainsAny(mime, " \n") {
		return fallback
	}
	if _, rest, ok := strings.Cut(extensions, "\n"+mime+" "); ok {
		ext, _, _ := strings.Cut(rest, "\n")
		return ext
	}
	return fallback
}
