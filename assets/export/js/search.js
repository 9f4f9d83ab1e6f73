// The reader of the search index (search/). It loads shards by script tags, for
// a page from file:// may do nothing else, and needs no server. How the shards
// are made: core/internal/render/search; what is folded there is folded here.
(function () {
  'use strict';

  const ENDS = 46, GOES_ON = 45, LONGEST = 40, KEPT = 400;
  const base = new URL('../search/', document.currentScript.src).href;

  /* ---- characters ---- */

  const between = (...pairs) => (c) => {
    for (let i = 0; i < pairs.length; i += 2) if (c >= pairs[i] && c <= pairs[i + 1]) return true;
    return false;
  };
  const markRange = between(0x300, 0x36f, 0x1ab0, 0x1aff, 0x1dc0, 0x1dff, 0x20d0, 0x20ff, 0x591, 0x5bd, 0x5bf, 0x5bf,
    0x5c1, 0x5c2, 0x5c4, 0x5c5, 0x5c7, 0x5c7, 0x610, 0x61a, 0x64b, 0x65f, 0x670, 0x670);
  const isMark = (c) => markRange(c) || (c >= 0x6d6 && c <= 0x6ed && /\p{Mn}/u.test(String.fromCodePoint(c)));
  const isInvisible = between(0xad, 0xad, 0x640, 0x640, 0x200b, 0x200f, 0x202a, 0x202e, 0x2060, 0x2069, 0xfeff, 0xfeff, 0xfe00, 0xfe0f);
  const isWide = between(0xe00, 0x109f, 0x1780, 0x17ff, 0x2e80, 0x312f, 0x31a0, 0x31bf, 0x31f0, 0x31ff, 0x3400, 0x4dbf,
    0x4e00, 0xa4cf, 0xaa60, 0xaa7f, 0xf900, 0xfaff, 0x20000, 0x3ffff);
  const ALIKE = { 'ß': 'ss', 'æ': 'ae', 'œ': 'oe', 'þ': 'th', 'ø': 'o', 'đ': 'd', 'ð': 'd', 'ł': 'l', 'ı': 'i', 'ς': 'σ', 'ى': 'ي', 'ی': 'ي', 'ة': 'ه', 'ک': 'ك' };

  function alike(s) {
    const c = s.codePointAt(0);
    if (c >= 0x660 && c <= 0x669 && s.length === 1) return String.fromCharCode(48 + c - 0x660);
    if (c >= 0x6f0 && c <= 0x6f9 && s.length === 1) return String.fromCharCode(48 + c - 0x6f0);
    return ALIKE[s] || s;
  }

  // class: '' ends a word, w is part of one, x is left out, b a script without
  // spaces, s a symbol
  function foldCharacter(ch) {
    const c = ch.codePointAt(0);
    if (isMark(c) || isInvisible(c)) return ['x', ''];
    if (/\p{So}/u.test(ch)) return ['s', ch];
    if (!/[\p{L}\p{N}\p{M}]/u.test(ch)) return ['', ''];
    let s = '';
    for (const d of ch.normalize('NFKD')) if (!isMark(d.codePointAt(0))) s += d.toLowerCase();
    return [isWide(c) ? 'b' : 'w', alike(s.normalize('NFC'))];
  }

  const folds = new Map();
  function fold(ch) {
    let f = folds.get(ch);
    if (!f) {
      if (folds.size > 65536) folds.clear();
      folds.set(ch, f = foldCharacter(ch));
    }
    return f;
  }

  // units takes a text apart: words, single characters of wide scripts, symbols.
  // Each is {text, kind, touching, from, to}; from and to are places in the
  // normalised text.
  function units(text) {
    const list = [];
    let word = '', size = 0, from = 0, at = 0, wasWide = false;
    const end = () => {
      if (size) list.push({ text: word, kind: 'w', touching: false, from, to: at });
      word = '';
      size = 0;
    };
    for (const ch of text) {
      const [kind, s] = fold(ch);
      if (kind === 'w') {
        if (!size) from = at;
        if (size < LONGEST) { word += s; size++; }
        wasWide = false;
      } else if (kind !== 'x') {
        end();
        if (kind) list.push({ text: s, kind, touching: kind === 'b' && wasWide, from: at, to: at + ch.length });
        wasWide = kind === 'b';
      }
      at += ch.length;
    }
    end();
    return list;
  }

  /* ---- shards ---- */

  const shards = new Map(); // name -> promise of its text
  const waiting = new Map(); // name -> its resolve

  window.satchelShard = (name, data) => {
    const done = waiting.get(name);
    waiting.delete(name);
    if (done) done(data);
  };

  function load(name, file) {
    let found = shards.get(name);
    if (found) {
      shards.delete(name);
      shards.set(name, found); // the newest used last
      return found;
    }
    found = new Promise((resolve, reject) => {
      waiting.set(name, resolve);
      const tag = document.createElement('script');
      tag.src = base + file + '.js';
      tag.onload = () => { tag.remove(); if (waiting.delete(name)) reject(new Error('shard ' + name + ' is empty')); };
      tag.onerror = () => { tag.remove(); waiting.delete(name); shards.delete(name); reject(new Error('shard ' + name + ' is missing')); };
      document.head.append(tag);
    });
    shards.set(name, found);
    for (const old of shards.keys()) {
      if (shards.size <= KEPT) break;
      if (old !== 'index') shards.delete(old);
    }
    return found;
  }

  const shard = (kind, n) => load(kind + n, kind + '/' + n);
  const directory = () => load('index', 'index');

  class Numbers {
    constructor(text) { this.text = text; this.at = 0; }
    next() {
      let v = 0, m = 1;
      for (;;) {
        let code = this.text.charCodeAt(this.at++) - 35;
        if (code > 57) code--; // the backslash is left out
        if (code < ENDS) return v + m * code;
        v += m * code;
        m *= GOES_ON;
      }
    }
    signed() { const v = this.next(); return v % 2 ? -(v + 1) / 2 : v / 2; }
  }

  function documents(text) {
    const list = [], numbers = new Numbers(text), n = text.length;
    for (let doc = 0; numbers.at < n;) list.push(doc += numbers.next());
    return list;
  }

  // distinct sorts document numbers and leaves doubles out.
  function distinct(list) {
    const sorted = Uint32Array.from(list).sort();
    const once = [];
    for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) once.push(sorted[i]);
    return once;
  }

  // order compares terms as the index does, by code points.
  function order(a, b) {
    const n = Math.min(a.length, b.length);
    for (let i = 0; i < n; i++) {
      let x = a.charCodeAt(i), y = b.charCodeAt(i);
      if (x === y) continue;
      if (x >= 0xd800 && y >= 0xd800) {
        x = x >= 0xe000 ? x - 0x800 : x + 0x2000;
        y = y >= 0xe000 ? y - 0x800 : y + 0x2000;
      }
      return x - y;
    }
    return a.length - b.length;
  }

  // lastAtMost is the last place whose value is at most the one looked for.
  function lastAtMost(list, value, compare) {
    let lo = 0, hi = list.length;
    while (lo < hi) {
      const mid = (lo + hi) >> 1;
      if (compare(list[mid], value) <= 0) lo = mid + 1; else hi = mid;
    }
    return lo - 1;
  }
  const numeric = (a, b) => a - b;

  function parseList(data) {
    if (data[0] !== ' ') return { text: data };
    const v = new Numbers(data.slice(1)), pieces = [];
    let number = v.next();
    for (let first = 0; v.at < v.text.length;) {
      first += v.next();
      pieces.push({ number: number++, first, n: v.next() });
    }
    return { pieces };
  }

  // lookUp finds the lists of a term, or of all words that begin with it.
  async function lookUp(term, prefix) {
    const dir = await directory();
    const first = Math.max(0, lastAtMost(dir.terms, term, order));
    let last = first;
    if (prefix) while (last + 1 < dir.terms.length && (dir.terms[last + 1].startsWith(term) || order(dir.terms[last + 1], term) < 0)) last++;
    if (!dir.terms.length) return [];
    const texts = await Promise.all(Array.from({ length: last - first + 1 }, (_, i) => shard('t', first + i)));
    const lists = [];
    for (const text of texts) {
      // A term follows the end of the entry before it.
      let at = text.startsWith(term) ? 0 : text.indexOf('!' + term) + 1;
      if (at === 0 && !text.startsWith(term)) continue;
      while (at < text.length) {
        const space = text.indexOf(' ', at), end = text.indexOf('!', space);
        const found = text.slice(at, space);
        if (!found.startsWith(term)) break;
        if (found === term || (prefix && !found.endsWith('*'))) lists.push(parseList(text.slice(space + 1, end)));
        if (!prefix && order(found, term) >= 0) break;
        at = end + 1;
      }
    }
    return lists;
  }

  /* ---- one condition: the union of some lists ---- */

  class Condition {
    constructor(lists) {
      this.long = lists.filter((l) => l.pieces);
      const short = lists.filter((l) => !l.pieces);
      if (short.length === 1) this.base = documents(short[0].text);
      else {
        this.base = distinct(short.flatMap((l) => documents(l.text)));
      }
      this.size = this.base.length;
      for (const l of this.long) for (const p of l.pieces) this.size += p.n;
    }

    async piece(p) {
      if (!p.docs) p.docs = documents(await shard('p', p.number));
      return p.docs;
    }

    // batches gives the documents below a number, the newest first.
    async *batches(below) {
      const next = this.long.map((l) => l.pieces.length - 1);
      let held = [], at = this.base.length, high = below;
      for (;;) {
        // The newest unread piece of each list; what lies above all of them is known.
        await Promise.all(this.long.map(async (l, i) => {
          if (next[i] >= 0 && !l.ready) { await this.piece(l.pieces[next[i]]); l.ready = true; }
        }));
        let low = 0;
        this.long.forEach((l, i) => {
          if (l.ready) for (const d of l.pieces[next[i]].docs) if (d < high) held.push(d);
          l.ready = false;
          next[i]--;
          if (next[i] >= 0) low = Math.max(low, l.pieces[next[i] + 1].first);
        });
        let from = at;
        while (from > 0 && this.base[from - 1] >= low) from--;
        const batch = this.base.slice(from, at).filter((d) => d < high);
        at = from;
        const later = [];
        for (const d of held) (d >= low ? batch : later).push(d);
        held = later;
        const sorted = distinct(batch);
        for (let i = sorted.length; i > 0; i -= 2000) yield sorted.slice(Math.max(0, i - 2000), i).reverse();
        if (low === 0 && next.every((n) => n < 0)) return;
        high = Math.min(high, Math.max(low, 0));
      }
    }

    // keep is those of the documents that are here.
    async keep(docs) {
      const here = new Set();
      const has = (list, d) => { const i = lastAtMost(list, d, numeric); return i >= 0 && list[i] === d; };
      for (const d of docs) if (has(this.base, d)) here.add(d);
      const wanted = new Map();
      for (const l of this.long) {
        for (const d of docs) {
          if (here.has(d)) continue;
          const i = lastAtMost(l.pieces, d, (p, v) => p.first - v);
          if (i < 0) continue;
          if (!wanted.has(l.pieces[i])) wanted.set(l.pieces[i], []);
          wanted.get(l.pieces[i]).push(d);
        }
      }
      await Promise.all(Array.from(wanted, async ([p, ds]) => {
        const list = await this.piece(p);
        for (const d of ds) if (has(list, d)) here.add(d);
      }));
      return docs.filter((d) => here.has(d));
    }
  }

  // Every is the condition that all fulfil.
  class Every {
    constructor(count) { this.size = count; }
    async *batches(below) {
      for (let high = Math.min(below, this.size); high > 0; high -= 500) {
        yield Array.from({ length: Math.min(500, high) }, (_, i) => high - 1 - i);
      }
    }
    async keep(docs) { return docs; }
  }

  /* ---- texts ---- */

  const texts = new Map();

  async function textShard(n) {
    const text = await shard('d', n);
    let list = texts.get(n);
    if (list && list.source === text) return list;
    const head = text.indexOf('\n'), names = text.slice(0, head).split('\t');
    const dir = await directory();
    let date = dir.dates[n];
    list = text.slice(head + 1).split('\t');
    list.pop();
    list = list.map((line) => {
      const v = new Numbers(line);
      date += v.next();
      const doc = { date, chat: v.next(), id: v.signed(), page: v.next(), from: names[v.next()], kinds: v.next() };
      doc.text = line.slice(v.at + 1);
      return doc;
    });
    list.source = text;
    texts.set(n, list);
    if (texts.size > 100) texts.delete(texts.keys().next().value);
    return list;
  }

  async function read(doc) {
    const dir = await directory();
    const n = lastAtMost(dir.docs, doc, numeric);
    return (await textShard(n))[doc - dir.docs[n]];
  }

  /* ---- questions ---- */

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
    for (const item of items) for (const [term, prefix] of termsOf(item)) asked.push(lookUp(term, prefix));
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
    const dated = after !== -Infinity || before !== Infinity;

    async function passes(doc) {
      if (!phrases.length && !dated) return true;
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
          for (let j = 0; j < some.length; j += 50) {
            const part = some.slice(j, j + 50);
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
      exact: conditions.length === 1 && !phrases.length && !dated && !(conditions[0].long || []).length,
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
