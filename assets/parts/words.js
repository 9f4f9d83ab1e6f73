// The pages' own words in the reader's language. On disk they stay English, as
// programs read them; what people wrote is never touched. The tables are in words/.
(function () {
  'use strict';

  const ENGLISH = {
    words: {}, service: {}, shown: 'The first %n hits',
    counts: { messages: ['%n message', '%n messages'], hits: ['%n hit', '%n hits'], votes: ['%n vote', '%n votes'], files: ['%n file', '%n files'], members: ['%n member', '%n members'], subscribers: ['%n subscriber', '%n subscribers'] },
  };
  const tables = window.satchelWords;
  const wanted = (navigator.languages || [navigator.language || 'en']).map((l) => l.toLowerCase().split('-')[0]);
  const code = wanted.find((l) => l === 'en' || tables[l]) || 'en';
  const table = code === 'en' ? ENGLISH : tables[code]();
  // Formats are made when they are wanted: the first of a kind costs milliseconds.
  const once = (create) => { let made; return () => (made ??= create()); };
  const rules = once(() => new Intl.PluralRules(code));
  const number = once(() => new Intl.NumberFormat(code));

  // A language has up to three forms: one, few, many; the last stands for the others.
  function plural(forms, n) {
    const at = { one: 0, few: 1, many: 2 }[rules().select(n)] ?? forms.length - 1;
    return forms[Math.min(at, forms.length - 1)].replace('%n', number().format(n));
  }

  const say = (text) => (Object.hasOwn(table.words, text) ? table.words[text] : text);
  say.once = once;
  say.language = code === 'en' ? navigator.language || 'en' : code;
  say.count = (n, all) => (all ? plural(table.counts.hits, n) : table.shown.replace('%n', number().format(n)));
  say.plural = (what, n) => plural(table.counts[what], n);
  window.satchelSay = say;
  if (code === 'en') return;

  /* ---- the words of the page ---- */

  const day = once(() => new Intl.DateTimeFormat(code, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }));
  const birthday = once(() => new Intl.DateTimeFormat(code, { day: 'numeric', month: 'long', timeZone: 'UTC' }));
  const places = '.page_header .text, .header_details, .pagination, .section .label, .row .label, .message.service[data-day] .body, .reply_to,' +
    ' .reply_to > a:first-of-type, .media_wrap .title:not(.media_file .title):not(.media_audio_file .title), .media_wrap .description, .media_wrap .status, .media_poll > .details, .total,' +
    ' .answer .details, .entry .info, .entry .details_entry, .outcome_text, .missing li, .outcome .details, .page_about, .chat_part, .history_title, .gone, .chat_note, .restricted, .gallery_link, .number, .part_title, .exhibit_day';

  function inWords(text) {
    const known = say(text);
    if (known !== text) return known;
    const count = /^(No|[\d,]+) (message|vote|file|member|subscriber)s?(, chosen vote)?$/.exec(text);
    if (count) {
      const counted = plural(table.counts[count[2] + 's'], count[1] === 'No' ? 0 : Number(count[1].replaceAll(',', '')));
      return count[3] ? counted + ' ✓' : counted;
    }
    const call = /^(\w+) \((\d+ seconds?)\)$/.exec(text);
    if (call) return say(call[1]) + ' (' + part(call[2]) + ')';
    if (/^\d{1,2} [A-Z][a-z]+ \d{4}$/.test(text)) {
      const at = Date.parse(text + ' UTC');
      if (!Number.isNaN(at)) return day().format(new Date(at));
    }
    const zone = /^times are those of (.+)$/.exec(text);
    if (zone) return table.zone.replace('%s', zone[1]);
    const restricted = /^(Telegram restricts this (?:chat|message):) (.+)$/s.exec(text);
    if (restricted) return say(restricted[1]) + ' ' + restricted[2];
    const labelled = /^((?:Rating|Last active|Created):) (.*)$/s.exec(text);
    if (labelled) return say(labelled[1]) + ' ' + labelled[2];
    const outgoing = /^(No|[\d,]+) outgoing messages?$/.exec(text);
    if (outgoing) return say('outgoing messages') + ': ' + number().format(outgoing[1] === 'No' ? 0 : Number(outgoing[1].replaceAll(',', '')));
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

  // Those who have no name of their own.
  function callNameless(root) {
    for (const e of root.querySelectorAll('.entry .name, .from_name, .reply_name')) {
      const node = e.firstChild;
      if (!node || node.nodeType !== Node.TEXT_NODE) continue;
      const name = node.data.trim();
      if (['Deleted Account', 'Deleted Group', 'Deleted Channel', 'Saved messages', 'Saved Messages'].includes(name)) node.data = node.data.replace(name, () => say(name));
    }
  }

  /* ---- what happened: "Ann pinned this message" ---- */

  // In a table a sentence has at $1 to $3 what somebody or something is called, which
  // stays, at ~1 to ~3 what is said in words (a time, a list of names), at #1 to #3
  // numbers, and at @ a link, or its words where there is nothing to lead to.
  const LINK = '\ufffc';
  const HOLES = { '@': '(?<link>\ufffc|this todo list|this [a-z]+|the same background|Giveaway)', '#': '(\\d[\\d, and]*)' };
  const hole = (v) => HOLES[v] ?? HOLES[v[0]] ?? (v[1] === '1' ? '([^]+?)' : '([^]+)');
  const sentences = once(() => Object.entries(table.service).map(([english, words]) => ({
    words, sure: english.split(/@|[$~#]\d/).reduce((a, b) => (b.length > a.length ? b : a)),
    pattern: new RegExp('^' + english.replace(/[.*+?^{}()|[\]\\]/g, '\\$&').replace(/@|[$~#]\d/g, hole) + '(?<lasted> \\(\\d+ seconds?\\))?$'),
  })));
  const isolated = (text) => '\u2068' + text + '\u2069'; // its direction is its own

  const joined = (list) => new Intl.ListFormat(code).format(list.map(isolated));

  // part is a piece of a sentence that is no single name: a time, a distance, a day, or
  // those who are listed, whose names may have an "and" of their own.
  function part(text, listed) {
    const measure = /^([\d.]+) (second|minute|hour|day|week|month|meter|km)s?$/.exec(text);
    if (measure) return new Intl.NumberFormat(code, { style: 'unit', unit: measure[2] === 'km' ? 'kilometer' : measure[2], unitDisplay: 'long' }).format(Number(measure[1]));
    const date = /^\d{1,2} [A-Z][a-z]+( \d{4})?$/.test(text) ? Date.parse(text + (/\d{4}$/.test(text) ? ' UTC' : ' 2000 UTC')) : NaN;
    if (!Number.isNaN(date)) return /\d{4}$/.test(text) ? day().format(new Date(date)) : birthday().format(new Date(date));
    if (listed && text === listed.slice(0, -1).join(', ') + ' and ' + listed.at(-1)) return joined(listed);
    return isolated(text);
  }

  function filled(kind, text, listed) {
    if (kind === '$') return isolated(text);
    return kind === '~' ? part(text, listed) : joined(text.split(/, | and /));
  }

  function happened(text, listed) {
    for (const { words, pattern, sure } of sentences()) {
      const found = text.includes(sure) && pattern.exec(text);
      if (!found) continue;
      const { link, lasted } = found.groups;
      const told = words.replace(/@|([$~#])(\d)/g, (_, kind, n) => (n ? filled(kind, found[n], listed) : link === LINK ? LINK : say(link)));
      return lasted ? told + ' (' + part(lasted.slice(2, -1)) + ')' : told;
    }
    return null;
  }

  // A sentence is the first line: texts and at most one link, which keeps its place
  // among them. Behind it are a person's words, except of a prize.
  function tell(body) {
    if (body.dataset.countries) {
      const region = new Intl.DisplayNames(code, { type: 'region' });
      body.textContent = say('from ~1').replace('~1', joined(body.dataset.countries.split(' ').map((c) => region.of(c))));
      return;
    }
    const nodes = Array.from(body.childNodes), end = nodes.findIndex((n) => n.nodeName === 'BR');
    const line = end < 0 ? nodes : nodes.slice(0, end), rest = nodes.slice(line.length);
    const links = line.filter((n) => n.nodeType === Node.ELEMENT_NODE);
    if (links.length > 1 || links.some((n) => n.tagName !== 'A')) return;
    const text = line.map((n) => (n === links[0] ? LINK : n.data)).join('').trim()
      .replace(/^(All (?:users who joined|members of|subscribers of) the) (?:groups and channels|groups?|channels?)(?= below after|:)/, '$1 chats');
    const words = happened(text, body.dataset.names?.split('\n'));
    if (words === null) return;
    body.removeAttribute('dir'); // it begins as the page does, not as the first name
    const at = words.indexOf(LINK);
    if (links.length) links[0].textContent = say(links[0].textContent);
    for (const n of rest) {
      if (n.nodeType === Node.TEXT_NODE) n.data = (text.startsWith('You won a prize in ') && happened(n.data.trim())) || isolated(n.data.trim());
    }
    body.replaceChildren(...(links.length ? [words.slice(0, at), links[0], words.slice(at + 1)] : [words]), ...rest);
  }

  const root = document.documentElement;
  root.lang = code;
  if (code === 'ar' || code === 'fa') root.dir = 'rtl';
  root.style.setProperty('--edited', JSON.stringify(say('edited') + ' '));
  translate(document);
  callNameless(document);
  for (const body of document.querySelectorAll('.message.service:not([data-day]) > .body, .media_giveaway > div')) tell(body);
})();
