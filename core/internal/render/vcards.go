package render

import (
	"bufio"
	"strings"
	"unicode/utf8"

	"satchel/core/internal/model"
)

// ContactsFile is the phone book as one file that other programs read.
const ContactsFile = "lists/contacts.vcf"

// vcards writes the contacts as vCards, in the order given; nothing when there are
// none. RFC 2426 (version 3.0), which every phone reads.
func (j *job) vcards(list []model.SavedContact) error {
	if len(list) == 0 {
		return nil
	}
	f, err := j.out.create(ContactsFile)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	for i := range list {
		vcard(w, &list[i])
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}

// vcard writes one card. Errors stay with the writer until its Flush.
func vcard(w *bufio.Writer, c *model.SavedContact) {
	name := strings.TrimSpace(c.FirstName + " " + c.LastName)
	if name == "" && c.Phone == "" {
		return // a card has to have a name
	}
	if name == "" {
		name = c.Phone
	}
	phone := c.Phone
	if phone != "" && phone[0] >= '1' && phone[0] <= '9' {
		phone = "+" + phone // Telegram gives numbers in the international form without its sign
	}
	for _, line := range []string{"BEGIN:VCARD", "VERSION:3.0", "N:" + escaped(c.LastName) + ";" + escaped(c.FirstName) + ";;;",
		"FN:" + escaped(name), "TEL;TYPE=CELL:" + escaped(phone), "END:VCARD"} {
		fold(w, line)
	}
}

// escaped is a value of a vCard.
func escaped(s string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`).Replace(s)
}

// foldAt is how many bytes a line of a vCard may have.
const foldAt = 75

// fold writes a line, broken where it is too long and never within a character.
func fold(w *bufio.Writer, line string) {
	for limit := foldAt; len(line) > limit; limit = foldAt - 1 {
		at := limit
		for at > 1 && !utf8.RuneStart(line[at]) {
			at--
		}
		w.WriteString(line[:at] + "\r\n ")
		line = line[at:]
	}
	w.WriteString(line + "\r\n")
}
