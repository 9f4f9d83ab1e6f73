package view

import (
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"satchel/core"
)

// The calling codes of ITU-T E.164 by region (ISO 3166), the region that owns a
// shared code first.
const callingCodes = "US1 CA1 RU7 KZ7 EG20 ZA27 GR30 NL31 BE32 FR33 ES34 HU36 IT39 RO40 CH41 AT43 GB44 DK45 SE46 NO47 PL48 DE49 " +
	"PE51 MX52 CU53 AR54 BR55 CL56 CO57 VE58 MY60 AU61 ID62 PH63 NZ64 SG65 TH66 JP81 KR82 VN84 CN86 TR90 IN91 PK92 AF93 LK94 MM95 IR98 " +
	"SS211 MA212 DZ213 TN216 LY218 GM220 SN221 MR222 ML223 GN224 CI225 BF226 NE227 TG228 BJ229 MU230 LR231 SL232 GH233 NG234 TD235 CF236 " +
	"CM237 CV238 ST239 GQ240 GA241 CG242 CD243 AO244 GW245 SC248 SD249 RW250 ET251 SO252 DJ253 KE254 TZ255 UG256 BI257 MZ258 ZM260 MG261 " +
	"RE262 ZW263 NA264 MW265 LS266 BW267 SZ268 KM269 ER291 AW297 FO298 GL299 GI350 PT351 LU352 IE353 IS354 AL355 MT356 CY357 FI358 BG359 " +
	"LT370 LV371 EE372 MD373 AM374 BY375 AD376 MC377 SM378 UA380 RS381 ME382 XK383 HR385 SI386 BA387 MK389 CZ420 SK421 LI423 " +
	"BZ501 GT502 SV503 HN504 NI505 CR506 PA507 HT509 GP590 BO591 GY592 EC593 GF594 PY595 MQ596 SR597 UY598 CW599 " +
	"TL670 BN673 NR674 PG675 TO676 SB677 VU678 FJ679 PW680 WS685 KI686 NC687 TV688 PF689 FM691 MH692 " +
	"KP850 HK852 MO853 KH855 LA856 BD880 TW886 MV960 LB961 JO962 SY963 IQ964 KW965 SA966 YE967 OM968 PS970 AE971 IL972 BH973 QA974 BT975 " +
	"MN976 NP977 TJ992 TM993 AZ994 GE995 KG996 UZ998 FRAGMENT888"

// CallingCode is the code of a region ("GB" gives "44"), empty if it is not known.
func CallingCode(region string) string {
	for _, entry := range strings.Fields(callingCodes) {
		if code, ok := strings.CutPrefix(entry, region); ok && region != "" && strings.Trim(code, "0123456789") == "" {
			return code
		}
	}
	return ""
}

// areaCodes tell apart who shares a calling code with a larger country: the area
// codes of the North American plan that are not the United States', and the
// numbers of Kazakhstan.
const areaCodes = "CA1204 CA1226 CA1236 CA1249 CA1250 CA1257 CA1263 CA1289 CA1306 CA1343 CA1354 CA1365 CA1367 CA1368 CA1382 CA1403 CA1416 CA1418 " +
	"CA1428 CA1431 CA1437 CA1438 CA1450 CA1460 CA1468 CA1474 CA1506 CA1514 CA1519 CA1537 CA1548 CA1579 CA1581 CA1584 CA1587 CA1600 CA1604 " +
	"CA1613 CA1639 CA1647 CA1672 CA1683 CA1705 CA1709 CA1742 CA1753 CA1778 CA1780 CA1782 CA1807 CA1819 CA1825 CA1867 CA1873 CA1879 " +
	"CA1902 CA1905 CA1942 AG1268 AI1264 AS1684 BB1246 BM1441 BS1242 DM1767 DO1809 DO1829 DO1849 GD1473 GU1671 JM1658 JM1876 KN1869 KY1345 " +
	"LC1758 MP1670 MS1664 PR1787 PR1939 SX1721 TC1649 TT1868 VC1784 VG1284 VI1340 KZ76 KZ77"

// regionOf finds who owns the calling code that the digits begin with.
func regionOf(digits string) string {
	for _, entry := range strings.Fields(areaCodes + " " + callingCodes) {
		i := strings.IndexAny(entry, "0123456789")
		if strings.HasPrefix(digits, entry[i:]) {
			return entry[:i]
		}
	}
	return ""
}

// Phone is a phone number as it is typed.
type Phone struct {
	Text    string // "+44 7911 123456"
	Country string // whose it is, in the language's words; empty: not known yet
	Ready   bool   // long enough to be a number
}

// minPhoneDigits is the shortest number worth sending, code included.
const minPhoneDigits = 7

// maxPhoneDigits is E.164's limit.
const maxPhoneDigits = 15

// FormatPhone writes what was typed as its country does; what is no digit is
// dropped, and a leading 00 is a plus.
func FormatPhone(typed string, tag language.Tag) Phone {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, typed)
	if !strings.HasPrefix(strings.TrimSpace(typed), "+") {
		digits = strings.TrimPrefix(digits, "00")
	}
	digits = digits[:min(len(digits), maxPhoneDigits)]
	p := Phone{Ready: len(digits) >= minPhoneDigits}
	if digits == "" {
		if strings.Contains(typed, "+") {
			p.Text = "+"
		}
		return p
	}
	p.Text = core.FormatPhone("+" + digits)
	p.Country = countryName(regionOf(digits), tag)
	return p
}

func countryName(region string, tag language.Tag) string {
	parsed, err := language.ParseRegion(region)
	if err != nil {
		return ""
	}
	if namer := display.Regions(tag); namer != nil {
		return namer.Name(parsed)
	}
	return display.English.Regions().Name(parsed)
}
