// What the search takes for letters and words. The index was made with the same
// rules: core/internal/render/search.
(function () {
  'use strict';

  const LONGEST = 40;
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

  window.satchelLetters = { units };
})();
