package json

import (
	"strconv"
	"strings"
)

// Money is an amount in a currency's minor units as people read it: "$9.99",
// "12.50 CHF". Telegram counts stars as the currency XTR, without minor units.
// https://core.telegram.org/bots/payments/currencies.json
func Money(amount int64, currency string) string {
	digits := minorDigits(currency)
	sign := ""
	if amount < 0 {
		sign = "-"
	}
	s := strings.TrimPrefix(strconv.FormatInt(amount, 10), "-")
	if digits > 0 {
		if len(s) <= digits {
			s = strings.Repeat("0", digits+1-len(s)) + s
		}
		s = s[:len(s)-digits] + "." + s[len(s)-digits:]
	}
	if symbol := symbolOf(currency); symbol != "" {
		return sign + symbol + s
	}
	return strings.TrimSpace(sign + s + " " + currency)
}

func minorDigits(currency string) int {
	switch currency {
	case "XTR", "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF":
		return 0
	case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND":
		return 3
	case "TON":
		return 9
	}
	return 2
}

func symbolOf(currency string) string {
	switch currency {
	case "USD":
		return "$"
	case "EUR":
		return "€"
	case "GBP":
		return "£"
	case "JPY":
		return "¥"
	case "INR":
		return "₹"
	case "UAH":
		return "₴"
	case "XTR":
		return "⭐"
	}
	return ""
}
