package render

import "strings"

// readMe is the note beside the start page, in the language of the settings;
// English for those there is none of.
func readMe(language string) string {
	code, _, _ := strings.Cut(strings.ToLower(language), "-")
	switch code {
	case "de":
		return readMeGerman
	case "ru":
		return readMeRussian
	}
	return readMeEnglish
}

const readMeEnglish = `This folder is a copy of a Telegram account, made by Satchel.

Open export_results.html in any browser to read and search it. Nothing needs to
be installed, and nothing is sent anywhere: the pages work without a network.

The folder can be moved and copied as a whole. Whoever can read it can read the
chats: keep it where you keep letters. checksums.sha256 tells whether all files
are as they were saved; format.md describes them for programmers.
`

const readMeGerman = `Dieser Ordner ist eine Kopie eines Telegram-Kontos, gemacht mit Satchel.

Zum Lesen und Suchen export_results.html in einem Browser öffnen. Es muss nichts
installiert werden, und nichts wird gesendet: die Seiten kommen ohne Netz aus.

Der Ordner lässt sich als Ganzes verschieben und kopieren. Wer ihn lesen kann,
kann die Chats lesen: bewahren Sie ihn auf wie Briefe. checksums.sha256 sagt, ob
alle Dateien so sind, wie sie gespeichert wurden; format.md beschreibt sie.
`

const readMeRussian = `Эта папка — копия аккаунта Telegram, сделанная программой Satchel.

Чтобы читать и искать, откройте export_results.html в любом браузере. Ничего
устанавливать не нужно, и ничего никуда не отправляется: страницы работают без сети.

Папку можно переносить и копировать целиком. Кто может её прочитать, прочитает и
чаты: храните её как письма. По checksums.sha256 видно, целы ли файлы; format.md
описывает их для программистов.
`
