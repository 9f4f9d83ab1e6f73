// The chats of the start page, sorted and filtered as one types.
(function () {
  'use strict';

  const say = window.satchelSay, { make } = window.satchelTools;
  const parts = Array.from(document.querySelectorAll('.chat_part'));
  if (!parts.length) return;
  const fold = (s) => s.normalize('NFKD').replace(/\p{Mn}/gu, '').toLowerCase();
  const entries = parts.flatMap((part) => Array.from(part.querySelectorAll('.entry'), (e, i) => ({
    e, i, part, name: fold(e.querySelector('.name').textContent.trim()), date: Number(e.dataset.date), messages: Number(e.dataset.messages),
  })));
  const ORDERS = { date: (a, b) => b.date - a.date || a.i - b.i, name: (a, b) => a.name.localeCompare(b.name), messages: (a, b) => b.messages - a.messages || a.i - b.i };

  const field = make('input', { type: 'search', placeholder: say('Filter chats'), 'aria-label': say('Filter chats'), autocomplete: 'off', input: filter });
  const order = make('select', { 'aria-label': say('By date'), change: sort }, ...[['date', 'By date'], ['name', 'By name'], ['messages', 'By messages']].map(([v, w]) => make('option', { value: v }, say(w))));
  parts[0].before(make('div', { class: 'chat_tools' }, field, order));

  function filter() {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    for (const v of entries) v.e.hidden = !words.every((w) => v.name.includes(w));
    for (const p of parts) p.hidden = !p.querySelector('.entry:not([hidden])');
  }

  function sort() {
    for (const v of entries.slice().sort(ORDERS[order.value])) v.part.querySelector('.entry_list').append(v.e);
  }
})();
