// The choice of light or dark, before the page is painted.
(function () {
  'use strict';

  const colours = () => document.getElementById('dark');
  const system = matchMedia('(prefers-color-scheme: dark)');
  const store = {
    get(name) { try { return localStorage.getItem('satchel.' + name); } catch { return null; } },
    set(name, value) { try { localStorage.setItem('satchel.' + name, value); } catch { /* not kept, then */ } },
  };

  let chosen = store.get('theme');
  const isDark = () => (chosen === 'dark' || chosen === 'light' ? chosen === 'dark' : system.matches);

  // Paper is light, whatever the screen is.
  function show() { colours().media = isDark() ? 'screen' : 'not all'; }

  // The link to the dark colours stands below: its media are changed as it comes,
  // before its file.
  if (chosen) {
    new MutationObserver((_, watch) => {
      if (!colours()) return;
      show();
      watch.disconnect();
    }).observe(document.head, { childList: true });
  }
  window.satchelTheme = {
    isDark,
    turn() {
      chosen = isDark() ? 'light' : 'dark';
      store.set('theme', chosen);
      show();
    },
  };
})();
