package core

import "satchel/core/internal/phone"

// FormatPhone writes a phone number, or the beginning of one, as its country
// does: "+44 7911 123456". What follows the plus sign has to be digits.
func FormatPhone(number string) string { return phone.Format(number) }
