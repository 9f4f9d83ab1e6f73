// The tabs of a gallery: one kind of media at a time.
(function () {
  'use strict';

  const say = window.satchelSay, { make } = window.satchelTools;
  const box = document.querySelector('.gallery');
  if (!box) return;
  const KINDS = [['', 'All media'], ['photo', 'Photos'], ['video', 'Videos'], ['file', 'Files'], ['link', 'Links'], ['voice', 'Voice messages'], ['music', 'Music']];
  const tabs = make('div', { class: 'tabs', role: 'group', 'aria-label': say('Media') });
  for (const [kind, word] of KINDS) {
    if (kind && !box.querySelector('[data-kind="' + kind + '"]')) continue;
    tabs.append(make('button', { type: 'button', 'aria-pressed': 'false', 'data-tab': kind, click: () => choose(kind) }, say(word)));
  }
  function choose(kind) {
    for (const t of tabs.children) t.setAttribute('aria-pressed', String(t.dataset.tab === kind));
    for (const e of box.children) e.hidden = kind !== '' && e.dataset.kind !== kind;
    box.dataset.only = kind;
  }
  box.before(tabs);
  choose((/^#(\w+)$/.exec(location.hash) || ['', ''])[1]);
})();
