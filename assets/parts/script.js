// The behaviour of an archive's pages. Everything works without it too: it adds
// jumping to messages, spoilers and motion.
(function () {
  'use strict';

  const say = window.satchelSay;
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  let toastTimer = 0;

  function toast(text) {
    let box = document.querySelector('.toast');
    if (!box) {
      box = document.createElement('div');
      box.className = 'toast';
      box.setAttribute('role', 'status');
      document.body.append(box);
    }
    box.textContent = text;
    clearTimeout(toastTimer);
    toastTimer = setTimeout(() => box.remove(), 3000);
  }

  // #go_to_message123 is Telegram Desktop's way to name a message of a page.
  function goToMessage() {
    const match = /^#go_to_message(-?\d+)$/.exec(location.hash);
    if (!match) return;
    const target = document.getElementById('message' + match[1]);
    if (!target) {
      toast(say('This message is not in the archive.'));
      return;
    }
    for (const old of document.querySelectorAll('.message.selected')) old.classList.remove('selected');
    // What comes into view on the way gets its true height, and the place moves.
    let times = 3;
    const scroll = () => {
      target.scrollIntoView({ block: 'center' });
      if (--times) requestAnimationFrame(scroll);
    };
    scroll();
    target.classList.add('selected');
    target.setAttribute('tabindex', '-1');
    target.focus({ preventScroll: true });
  }

  function onClick(event) {
    const hit = (selector) => event.target.closest(selector);
    const spoiler = hit('.spoiler.hidden');
    if (spoiler) {
      spoiler.classList.remove('hidden');
      spoiler.firstElementChild.removeAttribute('aria-hidden');
      event.preventDefault();
      return;
    }
    const covered = hit('[data-spoiler]:not(.shown)');
    if (covered) {
      covered.classList.add('shown');
      event.preventDefault();
      return;
    }
    const quote = hit('blockquote.cut');
    if (quote && !hit('a')) quote.classList.toggle('expanded');
    const again = hit('a[href^="#go_to_message"], a[href*=".html#go_to_message"]');
    if (again && again.hash === location.hash && again.pathname === location.pathname) goToMessage();
  }

  // What moves by itself plays while it is in view.
  function startMotion() {
    const moving = document.querySelectorAll('video[data-motion]');
    if (still.matches || !moving.length) return;
    const seen = new IntersectionObserver((entries) => {
      for (const e of entries) {
        if (e.isIntersecting && !e.target.matches('[data-spoiler]:not(.shown)')) e.target.play().catch(() => {});
        else e.target.pause();
      }
    });
    for (const v of moving) {
      v.controls = false;
      seen.observe(v);
    }
  }

  // Round videos have no room for controls: a click plays and stops.
  function roundVideos() {
    for (const v of document.querySelectorAll('video.round_video')) {
      v.controls = false;
      v.tabIndex = 0;
      v.setAttribute('role', 'button');
      const turn = () => { if (v.paused) v.play(); else v.pause(); };
      v.addEventListener('click', turn);
      v.addEventListener('keydown', (e) => { if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); turn(); } });
    }
  }

  // A video shows its picture, or without one its first frame, once it comes near
  // the view.
  function firstFrames() {
    const seen = new IntersectionObserver((entries) => {
      for (const e of entries) {
        if (!e.isIntersecting) continue;
        if (e.target.dataset.poster) e.target.poster = e.target.dataset.poster;
        else e.target.preload = 'metadata';
        seen.unobserve(e.target);
      }
    }, { rootMargin: '300px' });
    for (const v of document.querySelectorAll(still.matches ? 'video' : 'video[data-poster], video:not([data-motion])')) seen.observe(v);
    window.addEventListener('beforeprint', () => {
      for (const v of document.querySelectorAll('video[data-poster]')) v.poster = v.dataset.poster;
    });
  }

  // A quote says that it is cut off once it comes near the view: before, nothing
  // knows its height.
  function cutQuotes() {
    const seen = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        seen.unobserve(target);
        if (target.scrollHeight > target.clientHeight + 4) target.classList.add('cut');
      }
    }, { rootMargin: '300px' });
    for (const q of document.querySelectorAll('blockquote[data-collapsed]')) seen.observe(q);
  }

  // One voice at a time.
  function onPlay(event) {
    if (event.target.matches('[data-motion]')) return;
    for (const other of document.querySelectorAll('audio, video:not([data-motion])')) {
      if (other !== event.target) other.pause();
    }
  }

  // Days stick below the header, however tall it is.
  const header = document.querySelector('.page_header');
  let head = 61; // as the style has it: to say it again would have the whole page styled anew
  new ResizeObserver(([entry]) => {
    const height = Math.round(entry.borderBoxSize[0].blockSize);
    if (height === head) return;
    head = height;
    document.documentElement.style.setProperty('--head', head + 'px');
  }).observe(header);

  document.addEventListener('click', onClick);
  document.addEventListener('play', onPlay, true);
  window.addEventListener('hashchange', goToMessage);
  for (const s of document.querySelectorAll('.spoiler.hidden')) {
    s.tabIndex = 0;
    s.setAttribute('role', 'button');
    s.setAttribute('aria-label', say('Spoiler'));
    s.addEventListener('keydown', (e) => { if (e.key === 'Enter' || e.key === ' ') s.click(); });
  }
  cutQuotes();
  roundVideos();
  firstFrames();
  startMotion();
  goToMessage();
})();
