// What a chat's pages do beyond script.js: albums, jumping to days, topics,
// players for voice, the names behind reactions.
(function () {
  'use strict';

  const say = window.satchelSay;
  const { add, make } = window.satchelTools;
  const history = document.querySelector('.history');
  if (!history) return;

  /* ---- albums: messages sent together stand in one frame ---- */

  function albums() {
    let frame = null;
    for (const m of Array.from(history.children)) {
      const id = m.dataset.album;
      if (!id || !m.querySelector('.photo_wrap, .video_file')) { frame = null; continue; }
      const next = m.nextElementSibling;
      if (!frame || frame.dataset.id !== id) {
        if (!next || next.dataset.album !== id) { frame = null; continue; }
        frame = make('div', { class: 'album', 'data-id': id });
        if ('out' in m.dataset) frame.dataset.out = '';
        m.before(frame);
      }
      frame.append(m);
    }
    for (const f of document.querySelectorAll('.album')) {
      f.dataset.count = f.children.length;
      for (const text of f.querySelectorAll('.message > .body > .text')) f.append(text); // below all pictures
    }
  }

  /* ---- days and topics ---- */

  let contents = null;
  window.satchelContents = (v) => { contents = v; };

  function readContents() {
    return new Promise((resolve, reject) => {
      if (contents) { resolve(contents); return; }
      const tag = make('script', { src: 'contents.js', load: () => resolve(contents), error: () => reject(new Error('contents.js')) });
      document.head.append(tag);
    });
  }

  const pageName = (n) => (n > 1 ? 'messages' + n + '.html' : 'messages.html');
  const month = say.once(() => new Intl.DateTimeFormat(say.language, { month: 'long', timeZone: 'UTC' }));
  const weekday = say.once(() => new Intl.DateTimeFormat(say.language, { weekday: 'narrow', timeZone: 'UTC' }));
  const full = say.once(() => new Intl.DateTimeFormat(say.language, { dateStyle: 'full', timeZone: 'UTC' }));

  // today is the day that is in view.
  function today() {
    let last = null;
    for (const d of document.querySelectorAll('.message.service[data-day]')) {
      if (last && d.getBoundingClientRect().top > 120) break;
      last = d;
    }
    return last ? last.id.replace('message', '') : '';
  }

  async function openDays() {
    const { days } = await readContents();
    if (!days || !days.length) return;
    const now = today(), page = Number((/messages(\d+)\.html/.exec(location.pathname) || [0, 1])[1]);
    const current = days.find((d) => String(d[2]) === now && d[1] === page) || days[days.length - 1];
    const years = Array.from(new Set(days.map((d) => d[0].slice(0, 4))));
    const year = make('select', { 'aria-label': say('Jump to a date'), change: () => show() }, ...years.map((y) => make('option', { value: y }, y)));
    year.value = current[0].slice(0, 4);
    const grid = make('div', { class: 'days_grid' });
    const box = make('dialog', { class: 'days', 'aria-label': say('Jump to a date') },
      make('div', { class: 'finder_bar' }, make('strong', {}, say('Jump to a date')), year, make('button', { type: 'button', class: 'tool close', 'aria-label': say('Close'), click: () => box.close() }, '×')), grid);
    function show() {
      grid.replaceChildren();
      const byMonth = new Map();
      for (const d of days) {
        if (!d[0].startsWith(year.value)) continue;
        const m = d[0].slice(0, 7);
        if (!byMonth.has(m)) byMonth.set(m, new Map());
        if (!byMonth.get(m).has(d[0])) byMonth.get(m).set(d[0], d);
      }
      for (const [m, list] of byMonth) grid.append(monthOf(m, list));
      const marked = grid.querySelector('[aria-current]');
      if (marked) marked.scrollIntoView({ block: 'nearest' });
    }
    function monthOf(m, list) {
      const first = new Date(m + '-01T00:00:00Z');
      const cells = [];
      for (let i = 0; i < 7; i++) cells.push(make('span', { class: 'weekday details', 'aria-hidden': 'true' }, weekday().format(new Date(Date.UTC(2024, 0, 1 + i)))));
      for (let i = 0; i < (first.getUTCDay() + 6) % 7; i++) cells.push(make('span', {}));
      for (const d = new Date(first); d.getUTCMonth() === first.getUTCMonth(); d.setUTCDate(d.getUTCDate() + 1)) {
        const key = d.toISOString().slice(0, 10), known = list.get(key), n = String(d.getUTCDate());
        if (!known) { cells.push(make('span', { class: 'day details' }, n)); continue; }
        cells.push(make('a', { class: 'day', href: pageName(known[1]) + '#message' + known[2], 'aria-label': full().format(d), 'aria-current': known === current ? 'date' : undefined, click: () => box.close() }, n));
      }
      const start = list.values().next().value;
      return make('section', { class: 'month' }, make('h2', {}, make('a', { href: pageName(start[1]) + '#message' + start[2], click: () => box.close() }, month().format(first))), make('div', { class: 'month_days' }, ...cells));
    }
    box.addEventListener('click', (e) => { if (e.target === box) box.close(); });
    box.addEventListener('close', () => box.remove());
    document.body.append(box);
    show();
    box.showModal();
  }

  async function topics() {
    if (!history.querySelector('[data-topic]')) return;
    const { topics: list } = await readContents();
    if (!list || list.length < 2) return;
    const name = (t) => (t[1] || (t[0] === 1 ? say('General') : say('Topics') + ' ' + t[0])) + ' (' + t[2] + ')';
    const choice = make('select', { 'aria-label': say('Topics'), change: () => choose(Number(choice.value)) }, make('option', { value: '0' }, say('All topics')), ...list.map((t) => make('option', { value: t[0] }, name(t))));
    const pages = make('span', { class: 'topic_pages' });
    history.before(make('div', { class: 'chat_tools' }, choice, pages));
    function choose(id) {
      for (const m of history.querySelectorAll('.message.default, .message.service:not([data-day])')) m.hidden = id !== 0 && Number(m.dataset.topic || 1) !== id;
      pages.replaceChildren();
      const t = list.find((v) => v[0] === id);
      if (t && t[3].length > 1) for (const n of t[3]) pages.append(make('a', { href: pageName(n) + '#topic' + id }, String(n)), ' ');
    }
    const asked = /^#topic(\d+)$/.exec(location.hash);
    if (asked) { choice.value = asked[1]; choose(Number(asked[1])); }
  }

  /* ---- voice: the waveform, where it plays, and its speed ---- */

  const clock = (s) => Math.floor(s / 60) + ':' + String(Math.floor(s % 60)).padStart(2, '0');

  function player(audio) {
    const waves = Array.from(audio.dataset.waveform || '', (c) => parseInt(c, 32));
    const bars = resample(waves.length ? waves : new Array(40).fill(6), 48);
    const wave = make('div', { class: 'wave', role: 'slider', tabindex: '0', 'aria-label': audio.getAttribute('aria-label'), 'aria-valuemin': '0', 'aria-valuemax': '100', 'aria-valuenow': '0' });
    for (const v of bars) {
      const bar = document.createElement('span');
      bar.style.height = Math.max(8, Math.round(v / 31 * 100)) + '%';
      wave.append(bar);
    }
    const button = make('button', { type: 'button', class: 'play', 'aria-label': say('Play'), click: () => { if (audio.paused) audio.play().catch(() => {}); else audio.pause(); } });
    const speeds = [1, 1.5, 2, 0.75];
    const speed = make('button', { type: 'button', class: 'speed', 'aria-label': say('Speed') + ' 1×', click: () => {
      const next = speeds[(speeds.indexOf(audio.playbackRate) + 1) % speeds.length];
      audio.playbackRate = next;
      speed.textContent = next + '×';
      speed.setAttribute('aria-label', say('Speed') + ' ' + next + '×');
    } }, '1×');
    const time = make('span', { class: 'played details' }, '');
    const progress = () => {
      const share = audio.duration ? audio.currentTime / audio.duration : 0;
      Array.from(wave.children).forEach((b, i) => b.classList.toggle('heard', i < share * bars.length));
      wave.setAttribute('aria-valuenow', String(Math.round(share * 100)));
      time.textContent = audio.currentTime ? clock(audio.currentTime) : '';
    };
    const seek = (share) => { if (audio.duration) audio.currentTime = Math.max(0, Math.min(1, share)) * audio.duration; };
    wave.addEventListener('click', (e) => {
      const r = wave.getBoundingClientRect();
      const go = () => seek((e.clientX - r.left) / r.width);
      if (audio.duration) go(); else { audio.addEventListener('loadedmetadata', go, { once: true }); audio.load(); audio.play().catch(() => {}); }
    });
    wave.addEventListener('keydown', (e) => {
      const step = { ArrowLeft: -5, ArrowRight: 5 }[e.key];
      if (!step || !audio.duration) return;
      audio.currentTime = Math.max(0, Math.min(audio.duration, audio.currentTime + step));
      e.preventDefault();
    });
    for (const name of ['timeupdate', 'ended', 'loadedmetadata']) audio.addEventListener(name, progress);
    for (const name of ['play', 'pause']) {
      audio.addEventListener(name, () => {
        button.classList.toggle('on', !audio.paused);
        button.setAttribute('aria-label', say(audio.paused ? 'Play' : 'Pause'));
      });
    }
    audio.hidden = true;
    audio.controls = false;
    audio.after(make('div', { class: 'voice' }, button, wave, time, speed));
  }

  // A player is many elements: it is made when its message comes near the view.
  function nearView(elements, make) {
    const seen = new IntersectionObserver((entries) => {
      for (const e of entries) {
        if (!e.isIntersecting) continue;
        seen.unobserve(e.target);
        make(e.target);
      }
    }, { rootMargin: '600px' });
    for (const e of elements) seen.observe(e);
  }

  function resample(list, n) {
    return Array.from({ length: n }, (_, i) => Math.max(...list.slice(Math.floor(i * list.length / n), Math.max(Math.floor(i * list.length / n) + 1, Math.floor((i + 1) * list.length / n)))));
  }

  /* ---- the names behind a reaction ---- */

  function reactions() {
    for (const r of document.querySelectorAll('.reaction:has(.initials[title])')) {
      const names = Array.from(r.querySelectorAll('.initials[title]'), (e) => e.title);
      r.title = names.join(', ');
      r.tabIndex = 0;
      r.setAttribute('role', 'button');
      const turn = () => {
        const list = r.querySelector('.reaction_names');
        if (list) list.remove();
        else r.append(make('span', { class: 'reaction_names', dir: 'auto' }, names.join(', ')));
      };
      r.addEventListener('click', turn);
      r.addEventListener('keydown', (e) => { if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); turn(); } });
    }
  }

  // On disk an answer begins with a dash, as in Telegram Desktop's pages; its bar says as much.
  function answers() {
    for (const { firstChild: text } of document.querySelectorAll('.answer')) {
      if (text.nodeType === Node.TEXT_NODE) text.data = text.data.replace(/^\s*- /, '');
    }
  }

  albums();
  answers();
  nearView(document.querySelectorAll('.media_voice_message ~ audio'), player);
  reactions();
  window.addEventListener('load', () => topics().catch(() => {})); // its script would hold the page up
  add('days', say('Jump to a date'), () => openDays().catch(() => {}));
  add('media', say('Media'), () => readContents().then((c) => { if (c.media) location.href = 'media.html'; }).catch(() => {}));
})();
