// The day in view stands above the messages while they are scrolled. One label does
// it: a thousand days that stick each by themselves make a page slower to open.
(function () {
  'use strict';

  const { make } = window.satchelTools;
  const history = document.querySelector('.history');
  if (!history) return;

  const text = make('span', {});
  const label = make('div', { class: 'day_now', 'aria-hidden': 'true', hidden: '' }, text);
  history.before(label);
  let days = null, asked = false;

  // shown is the last day that has gone behind the label; days never hide, so that
  // their places rise.
  function shown() {
    days ??= Array.from(history.querySelectorAll('.message.service[data-day] > .body'));
    const line = parseFloat(getComputedStyle(label).top) || 0;
    let from = 0, to = days.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (days[middle].getBoundingClientRect().top < line) from = middle + 1; else to = middle;
    }
    return days[from - 1];
  }

  function update() {
    asked = false;
    const day = shown();
    label.hidden = !day;
    if (day && text.textContent !== day.textContent) text.textContent = day.textContent;
  }

  addEventListener('scroll', () => {
    if (!asked) requestAnimationFrame(update);
    asked = true;
  }, { passive: true });
})();
