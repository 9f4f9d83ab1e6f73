// The viewer: the photos, videos, round videos and animations of a page one after
// the other, by buttons, keys and swipes.
(function () {
  'use strict';

  const say = window.satchelSay, { make } = window.satchelTools;
  const SHOWN = 'a.photo_wrap, video.video_file, video.round_video, video.animated, .exhibit[data-kind="video"] > a.exhibit_link';
  const FAR = 60; // pixels that make a swipe

  const list = () => Array.from(document.querySelectorAll(SHOWN)).filter((e) => !e.closest('[hidden]'));
  const isVideo = (e) => e.matches('video, .exhibit[data-kind="video"] > a');

  // opener is what of the page a click on something opens, if anything.
  function opener(target) {
    const link = target.closest('a.photo_wrap, .exhibit[data-kind="video"] > a.exhibit_link');
    if (link) return link;
    const caption = target.closest('a[data-caption]'); // the line below a video
    if (caption) return caption.previousElementSibling;
    return target.closest('video.animated:not([controls])');
  }

  // about is who sent it and when.
  function about(e) {
    const message = e.closest('.message');
    if (!message) {
      const day = e.parentElement.querySelector('.exhibit_day');
      return day ? [make('a', { href: day.href }, day.textContent)] : [];
    }
    let head = message;
    while (head && !head.querySelector(':scope > .body > .from_name')) head = head.previousElementSibling;
    const name = head && head.querySelector(':scope > .body > .from_name'), date = message.querySelector(':scope > .body > .date');
    return [make('span', { dir: 'auto' }, name ? name.firstChild.data.trim() : ''), ' ', make('span', {}, date ? date.title.replace(/:\d\d UTC.*/, '') : '')];
  }

  function show(e) {
    const address = e.href || e.src;
    if (!isVideo(e)) return make('img', { src: address, alt: say('Photo') });
    const moving = e.matches('[data-motion]');
    const video = make('video', { src: address, playsinline: '', 'aria-label': say('Video file'), autoplay: '', class: e.matches('.round_video') ? 'round' : undefined });
    video.controls = !moving;
    video.loop = video.muted = moving;
    return video;
  }

  function open(first) {
    const items = list();
    let at = Math.max(0, items.indexOf(first));
    const stage = make('div', { class: 'stage' }), legend = make('div', { class: 'legend', role: 'status' });
    const button = (name, label, text, act) => make('button', { type: 'button', class: name, 'aria-label': label, title: label, click: act }, text);
    const back = button('back', say('Previous'), '‹', () => go(at - 1)), on = button('on', say('Next'), '›', () => go(at + 1));
    const box = make('dialog', { class: 'viewer', tabindex: '-1', 'aria-label': say('Media') }, stage, back, on, legend, button('close', say('Close'), '×', () => box.close()));

    function go(n) {
      at = Math.max(0, Math.min(items.length - 1, n));
      stage.replaceChildren(show(items[at]));
      legend.replaceChildren(...about(items[at]), ' ', make('span', { class: 'place' }, (at + 1) + ' / ' + items.length));
      const link = legend.querySelector('a');
      if (link) link.addEventListener('click', () => box.close());
      for (const [b, ends] of [[back, at === 0], [on, at === items.length - 1]]) {
        if (ends && document.activeElement === b) box.focus(); // the keys go on
        b.disabled = ends;
      }
      for (const near of [items[at + 1], items[at - 1]]) if (near && !isVideo(near)) new Image().src = near.href;
    }
    const keys = { ArrowLeft: () => go(at - 1), ArrowRight: () => go(at + 1), Home: () => go(0), End: () => go(items.length - 1) };
    box.addEventListener('keydown', (e) => {
      if (!keys[e.key] || e.ctrlKey || e.altKey || e.metaKey) return;
      e.preventDefault();
      keys[e.key]();
    }, true);
    let from = null;
    box.addEventListener('touchstart', (e) => { from = e.touches.length === 1 ? e.touches[0].clientX : null; }, { passive: true });
    box.addEventListener('touchend', (e) => {
      const moved = from === null ? 0 : e.changedTouches[0].clientX - from;
      if (Math.abs(moved) > FAR) go(at + (moved < 0 ? 1 : -1));
    });
    box.addEventListener('click', (e) => { if (e.target === box || e.target === stage || e.target.tagName === 'IMG') box.close(); });
    box.addEventListener('close', () => {
      box.remove();
      items[at].scrollIntoView({ block: 'nearest' });
      items[at].focus({ preventScroll: true });
    });
    document.body.append(box);
    go(at);
    box.showModal();
  }

  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.target.closest('.viewer')) return;
    const e = opener(event.target);
    if (!e || e.matches('[data-spoiler]:not(.shown)')) return;
    event.preventDefault();
    open(e);
  });
})();
