// Animated stickers (.tgs): gzip-ed drawings. A page from disk cannot read the
// file, so each lies in animations/ as a script, too; it is loaded when the
// sticker comes into view and drawn by lottie. Nobody who wants no motion gets any.
(function () {
  'use strict';

  const base = new URL('../', document.currentScript.src).href;
  const moving = document.querySelectorAll('[data-animation]');
  if (!moving.length || matchMedia('(prefers-reduced-motion: reduce)').matches || typeof DecompressionStream !== 'function') return;

  const LARGEST = 8 << 20;
  const waiting = new Map();
  const drawings = new Map();
  window.satchelAnimation = (id, data) => { if (waiting.has(id)) waiting.get(id)(data); };

  function script(src) {
    return new Promise((resolve, reject) => {
      const tag = document.createElement('script');
      tag.src = base + src;
      tag.onload = resolve;
      tag.onerror = () => reject(new Error(src));
      document.head.append(tag);
    });
  }

  async function inflate(text) {
    const packed = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
    const parts = [];
    for (let size = 0; ;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > LARGEST) throw new Error('too large');
      parts.push(value);
    }
    return JSON.parse(await new Blob(parts).text());
  }

  let player = null;
  function drawing(id) {
    if (!drawings.has(id)) {
      if (!player) player = script('js/lottie_light.min.js');
      const data = new Promise((resolve, reject) => {
        waiting.set(id, resolve);
        script('animations/' + id + '.js').catch(reject);
      });
      drawings.set(id, Promise.all([data.then(inflate), player]).then(([v]) => v));
    }
    return drawings.get(id);
  }

  async function start(e) {
    const still = e.querySelector('img');
    const data = JSON.parse(JSON.stringify(await drawing(e.dataset.animation))); // lottie changes what it draws
    if (data.assets && data.assets.some((a) => a.p || a.u)) return null; // pictures of its own
    const box = document.createElement('span');
    box.className = 'animation';
    if (still) {
      box.style.width = still.width + 'px';
      box.style.height = still.height + 'px';
    }
    const shown = window.lottie.loadAnimation({ container: box, renderer: 'svg', loop: true, autoplay: false, animationData: data });
    if (still) still.replaceWith(box); else e.replaceChildren(box);
    box.setAttribute('role', 'img');
    box.setAttribute('aria-label', still ? still.alt : 'Emoji');
    return shown;
  }

  const players = new Map();
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting && !players.has(target)) {
        players.set(target, start(target).catch(() => null)); // the still stays
      }
      const p = players.get(target);
      if (p) p.then((a) => { if (a) { if (isIntersecting) a.play(); else a.pause(); } });
    }
  }, { rootMargin: '60px' });
  for (const e of moving) seen.observe(e);
})();
