// The choice of light or dark, before the page is painted.
(function () {
  'use strict';

  const root = document.documentElement;
  const store = {
    get(name) { try { return localStorage.getItem('satchel.' + name); } catch { return null; } },
    set(name, value) { try { localStorage.setItem('satchel.' + name, value); } catch { /* not kept, then */ } },
  };

  function isDark() {
    return root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  }

  const kept = store.get('theme');
  if (kept === 'dark' || kept === 'light') root.dataset.theme = kept;
  window.satchelTheme = {
    isDark,
    turn() {
      root.dataset.theme = isDark() ? 'light' : 'dark';
      store.set('theme', root.dataset.theme);
    },
  };
})();
