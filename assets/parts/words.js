// The pages' own words in the reader's language. On disk they stay English, as
// programs read them; what people wrote is never touched.
(function () {
  'use strict';

  const TABLES = {
    de: {
      'Search messages': 'Nachrichten suchen', 'Search all chats': 'Alle Chats durchsuchen', Search: 'Suchen', Chat: 'Chat', 'All chats': 'Alle Chats',
      From: 'Von', After: 'Ab', Before: 'Bis', Kind: 'Art', More: 'Mehr', Close: 'Schließen', 'Nothing found.': 'Nichts gefunden.',
      'Words, beginnings of words, or a "phrase in quotes".': 'Wörter, Wortanfänge oder eine „Wendung in Anführungszeichen“.',
      'The search index cannot be read.': 'Der Suchindex ist nicht lesbar.', 'Light or dark': 'Hell oder dunkel', 'Any message': 'Alle Nachrichten',
      Photos: 'Fotos', Videos: 'Videos', 'Voice messages': 'Sprachnachrichten', 'Video messages': 'Videonachrichten', Animations: 'Animationen', Music: 'Musik',
      Files: 'Dateien', Links: 'Links', Stickers: 'Sticker', Polls: 'Umfragen', Places: 'Orte', Contacts: 'Kontakte', Media: 'Medien', All: 'Alle',
      'Previous messages': 'Frühere Nachrichten', 'Next messages': 'Spätere Nachrichten', 'Saved Messages': 'Gespeichertes', 'Saved messages': 'Gespeichertes',
      'Exported Data': 'Exportierte Daten', Chats: 'Chats', 'Left chats': 'Verlassene Chats', Archived: 'Archiviert', 'Frequent contacts': 'Häufige Kontakte',
      'Profile pictures': 'Profilbilder', 'Stories archive': 'Storys', Sessions: 'Sitzungen', 'Web sessions': 'Web-Sitzungen', 'Other data': 'Weitere Daten',
      'First name': 'Vorname', 'Last name': 'Nachname', 'Phone number': 'Telefonnummer', Username: 'Benutzername', Bio: 'Über mich',
      Photo: 'Foto', 'Video file': 'Video', 'Video message': 'Videonachricht', 'Voice message': 'Sprachnachricht', Animation: 'Animation', Sticker: 'Sticker',
      'Audio file': 'Audio', File: 'Datei', Location: 'Standort', 'Live location': 'Live-Standort', Contact: 'Kontakt', 'Deleted Account': 'Gelöschtes Konto',
      Bot: 'Bot', Group: 'Gruppe', Channel: 'Kanal', group: 'Gruppe', channel: 'Kanal', bot: 'Bot', private: 'privat',
      'In reply to': 'Antwort auf', 'this message': 'diese Nachricht', 'In reply to a story': 'Antwort auf eine Story',
      'In reply to a message in another chat': 'Antwort auf eine Nachricht in einem anderen Chat', 'this device': 'dieses Gerät',
      'Not included, change data exporting settings to download.': 'Nicht gespeichert: diese Art von Dateien war nicht gewählt.',
      'Exceeds maximum size, change data exporting settings to download.': 'Nicht gespeichert: größer als die gewählte Grenze.',
      'Unavailable, please try again later.': 'Nicht verfügbar.', 'Final results': 'Endergebnis', Quiz: 'Quiz', 'Public poll': 'Öffentliche Umfrage', 'Anonymous poll': 'Anonyme Umfrage',
      'To-do List': 'Aufgabenliste', Incoming: 'Eingehend', Outgoing: 'Ausgehend', Missed: 'Verpasst', Declined: 'Abgelehnt', Cancelled: 'Abgebrochen', Call: 'Anruf',
      'Filter chats': 'Chats filtern', 'By date': 'Nach Datum', 'By name': 'Nach Name', 'By messages': 'Nach Nachrichten', 'Jump to a date': 'Zu einem Datum springen',
      Previous: 'Zurück', Next: 'Weiter', Play: 'Abspielen', Pause: 'Pause', Speed: 'Tempo', Topics: 'Themen', 'All topics': 'Alle Themen', General: 'Allgemein',
      'This message is not in the archive.': 'Diese Nachricht ist nicht im Archiv.', 'Earlier versions': 'Frühere Fassungen', Spoiler: 'Verdeckt', 'Earlier version': 'Frühere Fassung',
      'Deleted at Telegram since it was saved here': 'Bei Telegram inzwischen gelöscht', 'No longer in your list at Telegram': 'Nicht mehr in deiner Liste bei Telegram', 'You can no longer read it at Telegram': 'Bei Telegram nicht mehr lesbar für dich',
      'The person deleted this account.': 'Die Person hat dieses Konto gelöscht.', 'Only your own messages were saved from this chat.': 'Aus diesem Chat wurden nur deine eigenen Nachrichten gespeichert.',
      'You can no longer read this chat at Telegram. What was saved of it stays here.': 'Du kannst diesen Chat bei Telegram nicht mehr lesen. Was davon gespeichert war, bleibt hier.',
      'This chat is no longer in your list at Telegram. What was saved of it stays here.': 'Dieser Chat steht nicht mehr in deiner Liste bei Telegram. Was davon gespeichert war, bleibt hier.',
      'Telegram restricts this chat:': 'Telegram schränkt diesen Chat ein:', 'Telegram restricts this message:': 'Telegram schränkt diese Nachricht ein:',
      edited: 'bearbeitet', 'All media': 'Alle Medien', Print: 'Drucken', 'Last complete copy:': 'Letzte vollständige Kopie:',
      'Complete: everything Telegram gives is here.': 'Vollständig: alles, was Telegram herausgibt, ist hier.',
      'Complete except for what is listed here.': 'Vollständig bis auf das Folgende.',
      'Partly saved: the export did not reach its end and can go on.': 'Teilweise gespeichert: der Export kann fortgesetzt werden.',
      messages: ['%n Nachricht', '%n Nachrichten'], hits: ['%n Treffer', '%n Treffer'], votes: ['%n Stimme', '%n Stimmen'], files: ['%n Datei', '%n Dateien'],
      members: ['%n Mitglied', '%n Mitglieder'], subscribers: ['%n Abonnent', '%n Abonnenten'], shown: 'Die ersten %n Treffer', zone: 'Zeiten in %s',
      'Files Telegram no longer gives': 'Dateien, die Telegram nicht mehr herausgibt', 'Files that could not be downloaded': 'Dateien, die nicht geladen werden konnten',
      'Files left out by your choice of kinds': 'Dateien, deren Art nicht gewählt war', 'Files larger than the limit you chose': 'Dateien über der gewählten Größe', 'Files outside the dates you chose': 'Dateien außerhalb der gewählten Daten',
      'Earlier media': 'Frühere Medien', 'Later media': 'Spätere Medien',
    },
    ru: {
      'Search messages': 'Поиск сообщений', 'Search all chats': 'Поиск по всем чатам', Search: 'Поиск', Chat: 'Чат', 'All chats': 'Все чаты',
      From: 'От кого', After: 'С', Before: 'По', Kind: 'Вид', More: 'Ещё', Close: 'Закрыть', 'Nothing found.': 'Ничего не найдено.',
      'Words, beginnings of words, or a "phrase in quotes".': 'Слова, начала слов или «фраза в кавычках».',
      'The search index cannot be read.': 'Не удалось прочитать индекс поиска.', 'Light or dark': 'Светлая или тёмная тема', 'Any message': 'Любые сообщения',
      Photos: 'Фотографии', Videos: 'Видео', 'Voice messages': 'Голосовые', 'Video messages': 'Видеосообщения', Animations: 'Анимации', Music: 'Музыка',
      Files: 'Файлы', Links: 'Ссылки', Stickers: 'Стикеры', Polls: 'Опросы', Places: 'Места', Contacts: 'Контакты', Media: 'Медиа', All: 'Все',
      'Previous messages': 'Предыдущие сообщения', 'Next messages': 'Следующие сообщения', 'Saved Messages': 'Избранное', 'Saved messages': 'Избранное',
      'Exported Data': 'Экспортированные данные', Chats: 'Чаты', 'Left chats': 'Покинутые чаты', Archived: 'Архив', 'Frequent contacts': 'Частые контакты',
      'Profile pictures': 'Фотографии профиля', 'Stories archive': 'Истории', Sessions: 'Сеансы', 'Web sessions': 'Веб-сеансы', 'Other data': 'Прочие данные',
      'First name': 'Имя', 'Last name': 'Фамилия', 'Phone number': 'Телефон', Username: 'Имя пользователя', Bio: 'О себе',
      Photo: 'Фотография', 'Video file': 'Видео', 'Video message': 'Видеосообщение', 'Voice message': 'Голосовое сообщение', Animation: 'Анимация', Sticker: 'Стикер',
      'Audio file': 'Аудио', File: 'Файл', Location: 'Геопозиция', 'Live location': 'Трансляция геопозиции', Contact: 'Контакт', 'Deleted Account': 'Удалённый аккаунт',
      Bot: 'Бот', Group: 'Группа', Channel: 'Канал', group: 'группа', channel: 'канал', bot: 'бот', private: 'личный',
      'In reply to': 'В ответ на', 'this message': 'это сообщение', 'In reply to a story': 'В ответ на историю',
      'In reply to a message in another chat': 'В ответ на сообщение в другом чате', 'this device': 'это устройство',
      'Not included, change data exporting settings to download.': 'Не сохранено: этот вид файлов не был выбран.',
      'Exceeds maximum size, change data exporting settings to download.': 'Не сохранено: больше выбранного предела.',
      'Unavailable, please try again later.': 'Недоступно.', 'Final results': 'Итоги', Quiz: 'Викторина', 'Public poll': 'Открытый опрос', 'Anonymous poll': 'Анонимный опрос',
      'To-do List': 'Список дел', Incoming: 'Входящий', Outgoing: 'Исходящий', Missed: 'Пропущенный', Declined: 'Отклонён', Cancelled: 'Отменён', Call: 'Звонок',
      'Filter chats': 'Фильтр чатов', 'By date': 'По дате', 'By name': 'По имени', 'By messages': 'По числу сообщений', 'Jump to a date': 'Перейти к дате',
      Previous: 'Назад', Next: 'Вперёд', Play: 'Слушать', Pause: 'Пауза', Speed: 'Скорость', Topics: 'Темы', 'All topics': 'Все темы', General: 'Общая',
      'This message is not in the archive.': 'Этого сообщения нет в архиве.', 'Earlier versions': 'Прежние версии', Spoiler: 'Скрыто', 'Earlier version': 'Прежняя версия',
      'Deleted at Telegram since it was saved here': 'С тех пор удалено из Telegram', 'No longer in your list at Telegram': 'Больше нет в вашем списке в Telegram', 'You can no longer read it at Telegram': 'В Telegram вам больше не доступно',
      'The person deleted this account.': 'Владелец удалил этот аккаунт.', 'Only your own messages were saved from this chat.': 'Из этого чата сохранены только ваши сообщения.',
      'You can no longer read this chat at Telegram. What was saved of it stays here.': 'Вы больше не можете читать этот чат в Telegram. Сохранённое остаётся здесь.',
      'This chat is no longer in your list at Telegram. What was saved of it stays here.': 'Этого чата больше нет в вашем списке в Telegram. Сохранённое остаётся здесь.',
      'Telegram restricts this chat:': 'Telegram ограничивает этот чат:', 'Telegram restricts this message:': 'Telegram ограничивает это сообщение:',
      edited: 'изменено', 'All media': 'Все медиа', Print: 'Печать', 'Last complete copy:': 'Последняя полная копия:',
      'Complete: everything Telegram gives is here.': 'Полная копия: здесь всё, что отдаёт Telegram.',
      'Complete except for what is listed here.': 'Полная копия, кроме перечисленного ниже.',
      'Partly saved: the export did not reach its end and can go on.': 'Сохранено частично: экспорт можно продолжить.',
      messages: ['%n сообщение', '%n сообщения', '%n сообщений'],
      members: ['%n участник', '%n участника', '%n участников'], subscribers: ['%n подписчик', '%n подписчика', '%n подписчиков'], hits: ['%n совпадение', '%n совпадения', '%n совпадений'],
      votes: ['%n голос', '%n голоса', '%n голосов'], files: ['%n файл', '%n файла', '%n файлов'], shown: 'Первые %n', zone: 'время: %s',
      'Files Telegram no longer gives': 'Файлы, которых больше нет у Telegram', 'Files that could not be downloaded': 'Файлы, которые не удалось скачать',
      'Files left out by your choice of kinds': 'Файлы невыбранных видов', 'Files larger than the limit you chose': 'Файлы больше выбранного предела', 'Files outside the dates you chose': 'Файлы вне выбранных дат',
      'Earlier media': 'Более ранние', 'Later media': 'Более поздние',
    },
  };
  const EN = { messages: ['%n message', '%n messages'], hits: ['%n hit', '%n hits'], votes: ['%n vote', '%n votes'], files: ['%n file', '%n files'], shown: 'The first %n hits' };

  const wanted = (navigator.languages || [navigator.language || 'en']).map((l) => l.toLowerCase().split('-')[0]);
  const code = wanted.find((l) => l === 'en' || TABLES[l]) || 'en';
  const table = TABLES[code] || EN;
  // Formats are made when they are wanted: the first of a kind costs milliseconds.
  const once = (create) => { let made; return () => (made ??= create()); };
  const rules = once(() => new Intl.PluralRules(code));
  const number = once(() => new Intl.NumberFormat(code));

  function plural(forms, n) {
    const at = { one: 0, few: 1, many: 2, other: forms.length - 1 }[rules().select(n)];
    return forms[Math.min(at, forms.length - 1)].replace('%n', number().format(n));
  }

  const say = (text) => (typeof table[text] === 'string' ? table[text] : text);
  say.once = once;
  say.language = code === 'en' ? navigator.language || 'en' : code;
  say.count = (n, all) => (all ? plural(table.hits, n) : table.shown.replace('%n', number().format(n)));
  say.plural = (what, n) => plural(table[what], n);
  window.satchelSay = say;
  if (code === 'en') return;

  /* ---- the words of the page ---- */

  const day = new Intl.DateTimeFormat(code, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  const places = '.page_header .text, .header_details, .pagination, .section .label, .row .label, .message.service[data-day] .body, .reply_to,' +
    ' .reply_to > a:first-of-type, .media_wrap .title:not(.media_file .title):not(.media_audio_file .title), .media_wrap .description, .media_wrap .status, .media_poll > .details, .total,' +
    ' .answer .details, .entry .info, .entry .details_entry, .outcome_text, .missing li, .outcome .details, .page_about, .chat_part, .history_title, .gone, .chat_note, .restricted, .gallery_link, .number, .part_title';

  function inWords(text) {
    const known = table[text];
    if (typeof known === 'string') return known;
    const count = /^(No|[\d,]+) (message|vote|file|member|subscriber)s?$/.exec(text);
    if (count) return plural(table[count[2] + 's'], count[1] === 'No' ? 0 : Number(count[1].replaceAll(',', '')));
    if (/^\d{1,2} [A-Z][a-z]+ \d{4}$/.test(text)) {
      const at = Date.parse(text + ' UTC');
      if (!Number.isNaN(at)) return day.format(new Date(at));
    }
    const zone = /^times are those of (.+)$/.exec(text);
    if (zone && table.zone) return table.zone.replace('%s', zone[1]);
    const restricted = /^(Telegram restricts this (?:chat|message):) (.+)$/s.exec(text);
    if (restricted) return say(restricted[1]) + ' ' + restricted[2];
    if (text.startsWith('Last complete copy: ')) return say('Last complete copy:') + ' ' + inWords(text.slice(20));
    return text.includes(' · ') ? text.split(' · ').map(inWords).join(' · ') : text;
  }

  function translate(root) {
    for (const e of root.querySelectorAll(places)) {
      for (const node of e.childNodes) {
        if (node.nodeType !== Node.TEXT_NODE) continue;
        const text = node.data.trim(), words = text && inWords(text);
        if (words && words !== text) node.data = node.data.replace(text, () => words);
      }
    }
  }
  document.documentElement.lang = code;
  translate(document);
})();
