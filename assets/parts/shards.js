// The files of the search index (search/). They are loaded by script tags, for a
// page from file:// may do nothing else, and need no server. How they are made:
// core/internal/render/search.
(function () {
  'use strict';

  const ENDS = 46, GOES_ON = 45, KEPT = 600;
  const base = new URL('../search/', document.currentScript.src).href;

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
      shards.delete(old);
    }
    return found;
  }

  const shard = (kind, n) => load(kind + n, kind + '/' + n);

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

  // The directory says which shard begins with which term and which document.
  let opened;
  const directory = () => opened || (opened = load('index', 'index').then((dir) => {
    dir.docs = documents(dir.docs);
    const gaps = new Numbers(dir.dates), dates = [];
    for (let date = 0; dates.length < dir.docs.length;) dates.push(date += gaps.signed());
    dir.dates = dates;
    return dir;
  }));

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

  // A shard of texts: names, an end of line, then a line a document. Only what is
  // asked for is taken apart; dates are gaps from the first document on.
  class Texts {
    constructor(text, date) {
      const head = text.indexOf('\n');
      this.names = text.slice(0, head).split('\t');
      this.lines = text.slice(head + 1).split('\t');
      this.dates = [date + new Numbers(this.lines[0]).next()];
    }

    read(i) {
      for (let j = this.dates.length; j <= i; j++) this.dates.push(this.dates[j - 1] + new Numbers(this.lines[j]).next());
      const v = new Numbers(this.lines[i]);
      v.next();
      return {
        date: this.dates[i], chat: v.next(), id: v.signed(), page: v.next(), from: this.names[v.next()], kinds: v.next(),
        text: this.lines[i].slice(v.at + 1),
      };
    }
  }

  const texts = new Map(); // of a shard's text

  async function read(doc) {
    const dir = await directory();
    const n = lastAtMost(dir.docs, doc, numeric);
    const text = await shard('d', n);
    let of = texts.get(n);
    if (!of || of.source !== text) {
      of = new Texts(text, dir.dates[n]);
      of.source = text;
      texts.set(n, of);
      if (texts.size > KEPT) texts.delete(texts.keys().next().value);
    }
    return of.read(doc - dir.docs[n]);
  }

  window.satchelShards = { shard, directory, documents, lastAtMost, numeric, Numbers, read };
})();
