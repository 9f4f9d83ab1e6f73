// Lists of documents: those of a term of the index, put together and kept apart.
(function () {
  'use strict';

  const { shard, directory, documents, lastAtMost, numeric, Numbers } = window.satchelShards;

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

  window.satchelLists = { lookUp, Condition, Every };
})();
