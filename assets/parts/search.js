// Questions to the search index and their answers.
(function () {
  'use strict';

  const { units } = window.satchelLetters;
  const { directory, read, lastAtMost, numeric } = window.satchelShards;
  const { lookUp, Condition, Every } = window.satchelLists;

  // parse takes what was typed apart: words, "quoted words", and the last word
  // as the beginning of one while it is being typed.
  function parse(typed) {
    const items = [];
    for (const m of typed.normalize('NFKC').matchAll(/["“”„«»]([^"“”„«»]*)["“”„«»]?|([^\s"“”„«»]+)/g)) {
      const quoted = m[1] !== undefined;
      const list = units(quoted ? m[1] : m[2]);
      if (!list.length) continue;
      const last = m.index + m[0].length === typed.normalize('NFKC').length;
      const star = !quoted && m[2].endsWith('*');
      items.push({ units: list, open: !quoted && (star || last) });
    }
    return items;
  }

  // termsOf is what the index is asked for an item: [term, prefix] pairs.
  function termsOf(item) {
    const list = [], us = item.units;
    us.forEach((u, i) => {
      const next = us[i + 1];
      if (u.kind === 'b') {
        if (next && next.touching) list.push([u.text + next.text, false]);
        else if (!u.touching) list.push([u.text, true]);
        return;
      }
      const open = item.open && i === us.length - 1 && u.kind === 'w';
      const size = Array.from(u.text).length;
      if (!open || size < 2) list.push([u.text, false]);
      else if (size === 2) list.push([u.text + '*', false]);
      else list.push([u.text, true]);
    });
    return list;
  }

  // bucketsOf is what the index is asked for a phrase: the buckets of neighbours.
  const bytes = new TextEncoder();
  const fnv = (hash, text) => bytes.encode(text).reduce((h, b) => Math.imul(h ^ b, 16777619), hash);

  function bucketsOf(item) {
    const list = [], us = item.units;
    for (let i = 1; i < us.length; i++) {
      if (us[i].touching || (item.open && i === us.length - 1 && us[i].kind === 'w')) continue;
      let h = fnv(fnv(fnv(-2128831035, us[i - 1].text), ' '), us[i].text);
      h ^= h >>> 16;
      list.push('&' + (h & 0xffff).toString(16).padStart(4, '0'));
    }
    return list;
  }

  const same = (u, v, open) => u.kind === v.kind && (open && u.kind === 'w' ? u.text.startsWith(v.text) : u.text === v.text);

  // places finds an item's units one after the other in a text's units.
  function places(have, item) {
    const found = [], n = item.units.length;
    for (let i = 0; i + n <= have.length; i++) {
      let j = 0;
      while (j < n && same(have[i + j], item.units[j], item.open && j === n - 1) && (j === 0 || !item.units[j].touching || have[i + j].touching)) j++;
      if (j === n) found.push([have[i].from, have[i + n - 1].to]);
    }
    return found;
  }

  // ask answers a question: {text, chat, from, after, before, kind}, of which
  // all may be missing; dates are unix times. It gives a reader whose next(n)
  // promises the next n hits, the newest first, as document numbers.
  async function ask(question) {
    const dir = await directory();
    const items = parse(question.text || '');
    const asked = [];
    for (const item of items) {
      for (const [term, prefix] of termsOf(item)) asked.push(lookUp(term, prefix));
      for (const term of bucketsOf(item)) asked.push(lookUp(term, false));
    }
    if (question.chat) asked.push(lookUp('#' + question.chat, false));
    if (question.kind) asked.push(lookUp('=' + question.kind, false));
    for (const u of units((question.from || '').normalize('NFKC'))) asked.push(lookUp('~' + u.text, u.kind === 'w'));
    let conditions = (await Promise.all(asked)).map((lists) => new Condition(lists));
    conditions.sort((a, b) => a.size - b.size);
    if (!conditions.length) conditions = [new Every(dir.count)];
    const phrases = items.filter((i) => i.units.length > 2 || (i.units.length === 2 && !i.units[1].touching));
    // Dates decide at the shards' first documents, then at each document.
    const after = question.after === undefined ? -Infinity : question.after;
    const before = question.before === undefined ? Infinity : question.before;
    const lowest = Math.max(0, lastAtMost(dir.dates, after, (d, v) => (d < v ? -1 : 1)));
    const highest = lastAtMost(dir.dates, before, numeric);
    const low = dir.docs.length ? dir.docs[lowest] : 0;
    const below = highest + 1 < dir.docs.length ? dir.docs[highest + 1] : dir.count;
    // All documents of the shards between the first and the last are in time.
    const timely = [after === -Infinity ? 0 : lowest + 1 < dir.docs.length ? dir.docs[lowest + 1] : dir.count,
      before === Infinity ? dir.count : highest < 0 ? 0 : dir.docs[highest]];

    async function passes(doc) {
      if (!phrases.length && doc >= timely[0] && doc < timely[1]) return true;
      const d = await read(doc);
      if (d.date < after || d.date > before) return false;
      if (!phrases.length) return true;
      const have = units(d.text.normalize('NFKC'));
      return phrases.every((p) => places(have, p).length > 0);
    }

    async function* hits() {
      for await (let docs of conditions[0].batches(below)) {
        const end = docs.length && docs[docs.length - 1] < low;
        docs = docs.filter((d) => d >= low);
        // A few at first, so that the first hits come soon.
        for (let i = 0, n = 100; i < docs.length; i += n, n = 1000) {
          let some = docs.slice(i, i + n);
          for (const c of conditions.slice(1)) if (some.length) some = await c.keep(some);
          for (let j = 0; j < some.length; j += 20) {
            const part = some.slice(j, j + 20);
            const good = await Promise.all(part.map(passes));
            for (let k = 0; k < part.length; k++) if (good[k]) yield part[k];
          }
        }
        if (end) return;
      }
    }
    const source = hits();
    return {
      // atMost is how many hits there can be.
      atMost: conditions[0].size,
      exact: conditions.length === 1 && !phrases.length && after === -Infinity && before === Infinity && !(conditions[0].long || []).length,
      items,
      async next(n) {
        const list = [];
        while (list.length < n) {
          const step = await source.next();
          if (step.done) break;
          list.push(step.value);
        }
        return list;
      },
    };
  }

  // marks is where a text holds what was asked for, in the normalised text.
  function marks(text, items) {
    const have = units(text);
    return items.flatMap((item) => places(have, item)).sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  }

  window.satchelSearch = { ask, read, directory, marks };
})();
