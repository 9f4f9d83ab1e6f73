package json

import "strconv"

// Money is an amount in a currency's minor units as people read it: "$9.99",
// "1 250,00 €". Signs, marks and their places are those of Telegram's list of
// currencies; one that it does not have is written as "KWD1.250". Telegram counts
// stars as the currency XTR.
// https://core.telegram.org/bots/payments/currencies.json
func Money(amount int64, currency string) string {
	size := uint64(amount)
	minus := ""
	if amount < 0 {
		size, minus = -size, "\u2212"
	}
	if currency == "XTR" {
		return "⭐" + grouped(strconv.FormatUint(size, 10), ",")
	}
	m := manner(currency)
	number := decimal(size, minorDigits(currency), m)
	gap := ""
	if m.spaced {
		gap = " "
	}
	if m.after {
		return minus + number + gap + sign(currency)
	}
	return minus + sign(currency) + gap + number
}

// moneyManner is how a country writes its money.
type moneyManner struct {
	thousands, point string
	after            bool // the sign follows the number
	spaced           bool // between sign and number
	whole            bool // no zeros behind the point
}

// manner is that of a currency, as in "$1,000.00" for those not named.
func manner(currency string) moneyManner {
	switch currency {
	case "AED", "BDT", "BHD", "DZD", "EGP", "HNL", "ILS", "IQD", "LBP", "LKR", "MAD", "NIO", "PAB", "PEN", "QAR", "SAR", "SYP", "YER", "ZAR":
		return moneyManner{thousands: ",", point: ".", spaced: true}
	case "ARS", "BOB", "BRL", "CLP", "COP", "PYG", "UYU", "VEF":
		return moneyManner{thousands: ".", point: ",", spaced: true}
	case "BND", "CRC", "IDR":
		return moneyManner{thousands: ".", point: ","}
	case "AZN", "BGN", "BYR", "CZK", "EUR", "GEL", "HUF", "PLN", "RUB", "UZS":
		return moneyManner{thousands: " ", point: ",", after: true, spaced: true}
	case "BAM", "HRK", "ISK", "RON", "RSD", "SEK", "TRY", "VND":
		return moneyManner{thousands: ".", point: ",", after: true, spaced: true}
	case "AMD", "MDL", "MVR":
		return moneyManner{thousands: ",", point: ".", after: true, spaced: true}
	}
	return rareManner(currency)
}

// rareManner is one that few share.
func rareManner(currency string) moneyManner {
	switch currency {
	case "ALL":
		return moneyManner{thousands: ".", point: ",", after: true}
	case "CHF":
		return moneyManner{thousands: "'", point: ".", after: true, spaced: true}
	case "DKK":
		return moneyManner{point: ",", after: true, spaced: true}
	case "IRR":
		return moneyManner{thousands: ",", point: "/", after: true, spaced: true, whole: true}
	case "KGS":
		return moneyManner{thousands: " ", point: "-", after: true, spaced: true}
	case "KZT":
		return moneyManner{thousands: " ", point: "-"}
	case "MNT":
		return moneyManner{thousands: " ", point: ","}
	case "NOK":
		return moneyManner{thousands: " ", point: ",", spaced: true}
	case "TJS":
		return moneyManner{thousands: " ", point: ";", after: true, spaced: true}
	case "UAH":
		return moneyManner{thousands: " ", point: ",", after: true}
	}
	return moneyManner{thousands: ",", point: "."}
}

// decimal writes an amount of minor units with its thousands and its point.
func decimal(size uint64, digits int, m moneyManner) string {
	unit := uint64(1)
	for range digits {
		unit *= 10
	}
	number := grouped(strconv.FormatUint(size/unit, 10), m.thousands)
	if digits == 0 || m.whole && size%unit == 0 {
		return number
	}
	return number + m.point + strconv.FormatUint(unit+size%unit, 10)[1:]
}

// grouped sets a mark between thousands.
func grouped(digits, mark string) string {
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + mark + digits[i:]
	}
	return digits
}

func minorDigits(currency string) int {
	switch currency {
	case "BIF", "BYR", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF":
		return 0
	case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND":
		return 3
	case "TON":
		return 9
	}
	return 2
}

// sign is what stands for a currency: its sign where the world knows it, else
// its code.
func sign(currency string) string {
	switch currency {
	case "USD":
		return "$"
	case "AUD", "CAD", "HKD", "MXN", "NZD":
		return currency[:2] + "$"
	case "BRL":
		return "R$"
	case "TWD":
		return "NT$"
	case "EUR":
		return "€"
	case "GBP":
		return "£"
	case "JPY":
		return "¥"
	case "CNY":
		return "CN¥"
	case "ILS":
		return "₪"
	case "INR":
		return "₹"
	case "KRW":
		return "₩"
	case "THB":
		return "฿"
	case "VND":
		return "₫"
	}
	return currency
}
