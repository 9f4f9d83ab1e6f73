package encode

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"time"
)

// PDF is one A4 page: a title, lines of text, coloured swatches beside them.
func PDF(title string, lines []string, swatches [][3]float64) []byte {
	var page strings.Builder
	fmt.Fprintf(&page, "0.93 0.88 0.8 rg 0 752 595 90 re f\nBT /F2 26 Tf 0.2 0.15 0.12 rg 56 788 Td (%s) Tj ET\n", pdfText(title))
	for i, l := range lines {
		fmt.Fprintf(&page, "BT /F1 12 Tf 0.2 0.2 0.2 rg 110 %d Td (%s) Tj ET\n", 712-i*34, pdfText(l))
	}
	for i, s := range swatches {
		fmt.Fprintf(&page, "%.2f %.2f %.2f rg 56 %d 36 24 re f\n", s[0], s[1], s[2], 704-i*34)
	}
	page.WriteString("0.6 0.5 0.4 RG 1 w 56 60 m 539 60 l S\n")
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%sendstream", page.Len(), page.String()),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>",
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	offsets := make([]int, len(objects))
	for i, o := range objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.Bytes()
}

func pdfText(s string) string {
	return strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(s)
}

// Entry is one file of a ZIP.
type Entry struct {
	Name string
	Data []byte
}

// ZIP packs files with one fixed date.
func ZIP(files ...Entry) ([]byte, error) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		part, err := w.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: time.Date(2024, 5, 4, 10, 0, 0, 0, time.UTC)})
		if err != nil {
			return nil, err
		}
		if _, err := part.Write(f.Data); err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return b.Bytes(), err
}
