// The bar of tools on every page, and the search through all chats.
(function () {
  'use strict';

  const say = window.satchelSay;
  const base = new URL('../', document.currentScript.src).href;
  const here = /\/chats\/chat_(\d+)\/[^/]*$/.exec(location.pathname);
  const KINDS = ['', 'photo', 'video', 'voice', 'round', 'gif', 'music', 'file', 'link', 'sticker', 'poll', 'place', 'contact'];
  const KIND_WORDS = ['Any message', 'Photos', 'Videos', 'Voice messages', 'Video messages', 'Animations', 'Music', 'Files', 'Links', 'Stickers', 'Polls', 'Places', 'Contacts'];

  // make builds an element: attributes, then children.
  function make(tag, attributes, ...children) {
    const e = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (typeof value === 'function') e.addEventListener(name, value);
      else if (value !== undefined) e.setAttribute(name, value);
    }
    e.append(...children);
    return e;
  }

  /* ---- dates in the archive's zone ---- */

  function offset(zone, unix) {
    let seconds = zone[0];
    for (const [at, value] of zone.slice(1)) {
      if (unix < at) break;
      seconds = value;
    }
    return seconds;
  }
  const shortDate = say.once(() => new Intl.DateTimeFormat(say.language, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }));
  const showDate = (zone, unix) => shortDate().format(new Date((unix + offset(zone, unix)) * 1000));
  function dayStart(zone, value) {
    if (!value) return undefined;
    const day = Date.parse(value + 'T00:00:00Z') / 1000;
    return Number.isNaN(day) ? undefined : day - offset(zone, day - offset(zone, day));
  }

  /* ---- the dialog ---- */

  let dialog, field, chat, from, after, before, kind, count, hits, more;
  let asked = 0, source = null;

  function build() {
    field = make('input', { type: 'search', class: 'finder_field', placeholder: say('Search messages'), 'aria-label': say('Search messages'), autocomplete: 'off', spellcheck: 'false', input: later });
    chat = make('select', { 'aria-label': say('Chat'), change: search }, make('option', { value: '' }, say('All chats')));
    from = make('input', { type: 'text', placeholder: say('From'), 'aria-label': say('From'), autocomplete: 'off', input: later });
    after = make('input', { type: 'date', 'aria-label': say('After'), title: say('After'), change: search });
    before = make('input', { type: 'date', 'aria-label': say('Before'), title: say('Before'), change: search });
    kind = make('select', { 'aria-label': say('Kind'), change: search }, ...KINDS.map((k, i) => make('option', { value: k }, say(KIND_WORDS[i]))));
    count = make('div', { class: 'finder_count details', role: 'status' });
    hits = make('ol', { class: 'finder_hits' });
    more = make('button', { type: 'button', class: 'finder_more', hidden: '', click: () => show(asked, 20) }, say('More'));
    dialog = make('dialog', { class: 'finder', 'aria-label': say('Search'), keydown: arrows },
      make('div', { class: 'finder_bar' }, field, make('button', { type: 'button', class: 'tool close', 'aria-label': say('Close'), click: () => dialog.close() }, '×')),
      make('div', { class: 'finder_filters' }, chat, from, kind, after, before), count, make('div', { class: 'finder_body' }, hits, more));
    dialog.addEventListener('click', (e) => { if (e.target === dialog) dialog.close(); });
    document.body.append(dialog);
    window.satchelSearch.directory().then((dir) => {
      for (const [number, name] of dir.chats) chat.append(make('option', { value: number }, name));
      if (here) chat.value = String(Number(here[1]));
    }).catch(unreadable);
  }

  function open(typed) {
    if (!dialog) build();
    if (!dialog.open) dialog.showModal();
    if (typed) field.value = typed;
    field.focus();
    search();
  }

  let timer = 0;
  function later() {
    clearTimeout(timer);
    timer = setTimeout(search, 40);
  }

  function unreadable(error) {
    count.textContent = say('The search index cannot be read.') + ' ' + error.message;
  }

  async function search() {
    const mine = ++asked;
    const question = { text: field.value, from: from.value.trim(), kind: kind.value, chat: chat.value };
    try {
      const dir = await window.satchelSearch.directory();
      question.after = dayStart(dir.zone, after.value);
      const last = dayStart(dir.zone, before.value);
      question.before = last === undefined ? undefined : last + 24 * 3600 - 1;
      if (!question.text.trim() && !question.from && !question.kind && question.after === undefined && last === undefined) {
        hits.replaceChildren();
        more.hidden = true;
        count.textContent = say('Words, beginnings of words, or a "phrase in quotes".');
        return;
      }
      const answer = await window.satchelSearch.ask(question);
      if (mine !== asked) return;
      source = answer;
      hits.replaceChildren();
      await show(mine, 20);
    } catch (error) {
      if (mine === asked) unreadable(error);
    }
  }

  async function show(mine, n) {
    const answer = source;
    const docs = await answer.next(n);
    const dir = await window.satchelSearch.directory();
    const found = await Promise.all(docs.map((d) => window.satchelSearch.read(d)));
    if (mine !== asked) return;
    const names = new Map(dir.chats.map(([number, name]) => [number, name]));
    for (const doc of found) hits.append(hit(doc, names.get(doc.chat) || '', dir.zone, answer.items));
    more.hidden = docs.length < n;
    const shown = hits.children.length;
    count.textContent = !shown ? say('Nothing found.') : say.count(answer.exact ? answer.atMost : shown, more.hidden || answer.exact);
    dialog.dataset.done = String(mine);
  }

  function hit(doc, name, zone, items) {
    const page = doc.page > 1 ? 'messages' + doc.page + '.html' : 'messages.html';
    const link = make('a', { href: base + 'chats/chat_' + String(doc.chat).padStart(3, '0') + '/' + page + '#go_to_message' + doc.id, click: () => dialog.close() },
      make('span', { class: 'hit_chat bold', dir: 'auto' }, name), ' ', make('time', { class: 'hit_date details' }, showDate(zone, doc.date)),
      make('span', { class: 'hit_text', dir: 'auto' }, ...(doc.from && doc.from !== name ? [make('span', { class: 'hit_from' }, doc.from + ': ')] : []), ...snippet(doc, items)));
    return make('li', {}, link);
  }

  // snippet is the text around the first place that was asked for, places marked.
  function snippet(doc, items) {
    const text = doc.text.normalize('NFKC');
    const marks = window.satchelSearch.marks(text, items);
    let start = marks.length && marks[0][0] > 90 ? text.lastIndexOf(' ', marks[0][0] - 50) : 0;
    if (start < 0) start = 0;
    const end = Math.min(text.length, start + 260);
    const parts = start > 0 ? ['…'] : [];
    let at = start;
    for (const [a, b] of marks) {
      if (a < at || b > end) continue;
      parts.push(text.slice(at, a), make('mark', {}, text.slice(a, b)));
      at = b;
    }
    parts.push(text.slice(at, end) + (end < text.length ? '…' : ''));
    if (!text) return [say(KIND_WORDS[Math.max(0, KINDS.findIndex((k, i) => i && (doc.kinds & bits[k])))])];
    return parts;
  }
  const bits = { photo: 1, video: 2, gif: 4, round: 8, voice: 16, music: 32, file: 64, sticker: 128, link: 256, poll: 512, place: 1024, contact: 2048 };

  function arrows(event) {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    if (event.target.matches('select, input[type=date]')) return;
    const links = [field, ...hits.querySelectorAll('a')];
    const at = links.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1);
    if (at >= 0 && at < links.length) {
      links[at].focus();
      event.preventDefault();
    }
  }

  /* ---- the tools ---- */

  const tool = (icon, label, act) => make('button', { type: 'button', class: 'tool', 'aria-label': label, title: label, 'data-icon': icon, click: act });
  const tools = make('div', { class: 'tools' },
    tool('search', say('Search') + ' (/)', () => open()),
    tool('theme', say('Light or dark'), () => window.satchelTheme.turn()));
  const header = document.querySelector('.page_header');
  if (header) header.append(tools);
  window.satchelTools = { add: (icon, label, act) => tools.prepend(tool(icon, label, act)), make, open };

  if (document.body.dataset.page === 'index') {
    const box = make('form', { class: 'search_box', role: 'search', submit: (e) => { e.preventDefault(); open(box.firstElementChild.value); } },
      make('input', { type: 'search', placeholder: say('Search all chats'), 'aria-label': say('Search all chats'), autocomplete: 'off', input: (e) => { open(e.target.value); e.target.value = ''; } }));
    document.querySelector('.page_body').prepend(box);
  }
  document.addEventListener('keydown', (e) => {
    if (e.target.closest('input, select, textarea') || e.ctrlKey && e.key !== 'k' || e.metaKey && e.key !== 'k' || e.altKey) return;
    if (e.key === '/' || ((e.ctrlKey || e.metaKey) && e.key === 'k')) {
      e.preventDefault();
      open();
    }
  });
})();
