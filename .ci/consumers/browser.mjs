// Opens the pages of the archive named on the command line in Chromium: the
// console stays empty, nothing is asked of the network, the search finds what a
// grep of the same words finds, a hit leads to its message, axe finds nothing.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { openBrowser, openPage } from './page.mjs';

const require = createRequire(import.meta.url);
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const dir = process.argv[2];
let failed = 0;
const expect = (what, got, want) => {
  if (JSON.stringify(got) === JSON.stringify(want)) return;
  failed++;
  console.error(`${what}: ${JSON.stringify(got).slice(0, 600)}, want ${JSON.stringify(want).slice(0, 300)}`);
};

/* the grep: words of the texts, folded its own way */
const fold = (s) => s.normalize('NFKD').replace(/[\u0300-\u036f\u064b-\u065f\u200c-\u200f\u00ad]/g, '').toLowerCase().normalize('NFC').replace(/ё/g, 'е').replace(/ة/g, 'ه');
const textOf = (m) => (Array.isArray(m.text) ? m.text.map((t) => (typeof t === 'string' ? t : t.text)).join('') : m.text ?? '');
const isWide = (w) => /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(w);
const wordsOf = (text) => fold(text).split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean);
const KINDS = { voice_message: 'voice', video_message: 'round', animation: 'gif', video_file: 'video', audio_file: 'music', sticker: 'sticker' };
const kindOf = (m) => KINDS[m.media_type] ?? (m.photo ? 'photo' : m.poll ? 'poll' : m.contact_information ? 'contact' : m.location_information ? 'place' : '');
const messages = [];
for (const folder of fs.readdirSync(path.join(dir, 'chats')).sort()) {
  for (const m of JSON.parse(fs.readFileSync(path.join(dir, 'chats', folder, 'result.json'), 'utf8')).messages) {
    if (m.type === 'message') messages.push({ key: Number(folder.slice(5)) + '/' + m.id, text: textOf(m), date: Number(m.date_unixtime), from: m.from ?? '', kind: kindOf(m) });
  }
}
const holds = (m, word) => (isWide(word) ? fold(m.text).includes(fold(word)) : wordsOf(m.text).includes(fold(word)));

const browser = await openBrowser();
const { page, problems } = await openPage(browser, dir, 'export_results.html');

async function find(text, extra = {}) {
  return page.evaluate(async ([text, extra]) => {
    const answer = await window.satchelSearch.ask({ text, ...extra });
    const docs = await answer.next(1e6);
    return Promise.all(docs.map((d) => window.satchelSearch.read(d)));
  }, [text, extra]);
}

/* every 7th word of the archive, pairs of them, and some of other scripts */
const vocabulary = [...new Set(messages.flatMap((m) => wordsOf(m.text).filter((w) => !isWide(w) && w.length > 1)))].sort();
const asked = vocabulary.filter((_, i) => i % 7 === 0).map((w) => [w]);
for (let i = 0; i + 1 < vocabulary.length; i += 31) asked.push([vocabulary[i], vocabulary[(i * 3) % vocabulary.length]]);
for (const m of messages) {
  const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{2,3}/u.exec(m.text);
  if (wide) asked.push([wide[0]]);
}
for (const words of asked) {
  // A space behind: whole words. What media are called is found, too, so hits may be more.
  const hits = new Set((await find(words.join(' ') + ' ')).map((d) => d.chat + '/' + d.id));
  const want = messages.filter((m) => words.every((w) => holds(m, w))).map((m) => m.key);
  expect(`"${words.join(' ')}" misses`, want.filter((k) => !hits.has(k)), []);
  const texts = (await find(words.join(' ') + ' ')).filter((d) => !words.every((w) => holds(d, w)));
  expect(`"${words.join(' ')}" finds without reason`, texts.map((d) => d.text), []);
}
for (const prefix of ['ki', 'th', 'gla', 'при']) {
  const hits = await find(prefix);
  expect(`${prefix}…`, hits.filter((d) => !wordsOf(d.text).some((w) => w.startsWith(prefix))).length, 0);
  const keys = new Set(hits.map((d) => d.chat + '/' + d.id));
  expect(`${prefix}… misses`, messages.filter((m) => wordsOf(m.text).some((w) => w.startsWith(prefix)) && !keys.has(m.key)).map((m) => m.key), []);
}

/* phrases: every 9th pair of words with a space between them, in their order and no other */
const follow = (list, words) => list.some((_, i) => words.every((w, j) => list[i + j] === w));
const phrases = [...new Set(messages.flatMap((m) => Array.from(m.text.matchAll(/(?<=^|\s)(?=([\p{L}\p{N}]+) ([\p{L}\p{N}]+)(\s|$))/gu), (p) => p[1] + ' ' + p[2])))].filter((p) => !isWide(p)).sort().filter((_, i) => i % 9 === 0);
for (const phrase of phrases) {
  const hits = await find(`"${phrase}"`), keys = new Set(hits.map((d) => d.chat + '/' + d.id));
  const folded = ' ' + fold(phrase) + ' ';
  expect(`"${phrase}" is missed`, messages.filter((m) => (' ' + fold(m.text).replace(/\s/g, ' ') + ' ').includes(folded) && !keys.has(m.key)).map((m) => m.key), []);
  expect(`"${phrase}" without reason`, hits.filter((d) => !follow(wordsOf(d.text), wordsOf(phrase))).map((d) => d.text), []);
}

/* by kind and by person */
for (const kind of new Set(messages.map((m) => m.kind).filter(Boolean))) {
  const keys = new Set((await find('', { kind })).map((d) => d.chat + '/' + d.id));
  expect(`${kind} is missed`, messages.filter((m) => m.kind === kind && !keys.has(m.key)).map((m) => m.key), []);
  expect(`${kind} without reason`, messages.filter((m) => m.kind && m.kind !== kind && keys.has(m.key)).map((m) => m.key), []);
}
for (const from of [...new Set(messages.flatMap((m) => wordsOf(m.from)))].filter((w) => !isWide(w)).slice(0, 30)) {
  const hits = await find('', { from }), keys = new Set(hits.map((d) => d.chat + '/' + d.id));
  expect(`from ${from} is missed`, messages.filter((m) => wordsOf(m.from).includes(from) && !keys.has(m.key)).map((m) => m.key), []);
  expect(`from ${from} without reason`, hits.filter((d) => !wordsOf(d.from).some((w) => w.startsWith(from))).map((d) => d.from), []);
}
const chatHits = await find('the ', { chat: '2' });
expect('hits in one chat', chatHits.filter((d) => d.chat !== 2).length, 0);
const dates = await find('the ', { after: 1_600_000_000, before: 1_700_000_000 });
expect('hits between dates', dates.filter((d) => d.date < 1_600_000_000 || d.date > 1_700_000_000).length, 0);
const all = (await find('the ')).map((d) => d.date);
expect('the newest comes first', all, all.slice().sort((a, b) => b - a));

/* as a person: open, type, click */
await page.keyboard.press('/');
await page.keyboard.type('kiln');
await page.waitForSelector('.finder_hits a');
await page.click('.finder_hits a');
await page.waitForSelector('.message.selected');
expect('the console', problems, []);

/* the viewer: photos and videos in their order, by keys and swipes; the place one comes from has the focus again */
const wall = await openPage(browser, dir, 'chats/chat_001/messages.html', { hasTouch: true });
const shown = () => wall.page.evaluate(() => document.querySelector('.viewer .stage > *')?.src ?? '');
const order = await wall.page.evaluate(() => Array.from(document.querySelectorAll('a.photo_wrap, video.video_file, video.round_video, video.animated'), (e) => e.href || e.src));
expect('photos and videos to view', order.length > 3 && order.some((src) => src.endsWith('.mp4')), true);
await wall.page.click('a.photo_wrap');
const seen = [await shown()];
for (let i = 1; i < order.length; i++) {
  await wall.page.keyboard.press('ArrowRight');
  seen.push(await shown());
}
expect('the viewer shows', seen, order);
await wall.page.keyboard.press('Home');
await wall.page.evaluate(() => {
  const box = document.querySelector('.viewer'), touch = (x) => new Touch({ identifier: 1, target: box, clientX: x, clientY: 300 });
  box.dispatchEvent(new TouchEvent('touchstart', { touches: [touch(500)], changedTouches: [touch(500)] }));
  box.dispatchEvent(new TouchEvent('touchend', { touches: [], changedTouches: [touch(300)] }));
});
expect('a swipe leads to', await shown(), order[1]);
await wall.page.keyboard.press('Escape');
await wall.page.waitForSelector('.viewer', { state: 'detached' });
expect('behind the viewer', await wall.page.evaluate(() => [document.querySelector('.viewer'), document.activeElement.href]), [null, order[1]]);
expect('the console of the viewer', wall.problems, []);

/* the day above the messages is that of the message below it */
for (const share of [0, 0.2, 0.5, 1, 0.1]) {
  const [label, day] = await wall.page.evaluate(async (share) => {
    scrollTo(0, share * document.documentElement.scrollHeight);
    for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
    const now = document.querySelector('.day_now'), top = document.querySelector('.page_header').offsetHeight + 8;
    const gone = Array.from(document.querySelectorAll('[data-day] > .body')).filter((d) => d.getBoundingClientRect().top < top);
    return [now.hidden ? '' : now.innerText, gone.at(-1)?.innerText ?? ''];
  }, share);
  expect(`the day in view at ${share}`, label, day);
}
await wall.context.close();

/* the pages' own words in every language there is a table for; what people wrote stays */
const told = async (locale) => {
  const { page, problems, context } = await openPage(browser, dir, 'chats/chat_001/messages.html', { locale });
  const found = await page.evaluate(() => ({
    language: document.documentElement.lang, direction: getComputedStyle(document.body).direction,
    lines: Array.from(document.querySelectorAll('.message.service .body'), (e) => e.textContent.trim()), texts: Array.from(document.querySelectorAll('.text'), (e) => e.textContent.trim()),
    day: document.querySelector('[data-day] .body').textContent.trim(), tools: Array.from(document.querySelectorAll('.tool'), (e) => e.title),
  }));
  expect(`the console in ${locale}`, problems, []);
  await context.close();
  return found;
};
const english = await told('en-GB'), names = english.texts.slice(1);
for (const language of await page.evaluate(() => Object.keys(window.satchelWords))) {
  const v = await told(language);
  expect(`the language of ${language}`, [v.language, v.direction], [language, ['ar', 'fa'].includes(language) ? 'rtl' : 'ltr']);
  expect(`what people wrote in ${language}`, v.texts.slice(1), names);
  expect(`English lines in ${language}`, v.lines.filter((line) => english.lines.includes(line) && !/^\d/.test(line)), []);
  expect(`the tools in ${language} are English`, v.tools.every((line) => english.tools.includes(line)), false);
}
expect('a sentence in German', (await told('de-AT')).lines.some((line) => /^\u2068.+\u2069 hat die Gruppe «\u2068.+\u2069» mit \u2068.+ und .+\u2069 erstellt$/.test(line)), true);

/* every page: console, network, accessibility */
const pages = ['export_results.html'];
for (const sub of ['lists', ...fs.readdirSync(path.join(dir, 'chats')).map((c) => 'chats/' + c)]) {
  for (const f of fs.readdirSync(path.join(dir, sub))) if (f.endsWith('.html')) pages.push(sub + '/' + f);
}
const looks = pages.flatMap((name, i) => ['light', 'dark'].map((colorScheme, j) => [name, { colorScheme, locale: ['en-GB', 'de-DE', 'ar', 'ja'][(i + j) % 4] }]));
for (const [name, look] of looks) {
  const opened = await openPage(browser, dir, name, look);
  await opened.page.waitForTimeout(50);
  expect(`the console of ${name}`, opened.problems, []);
  const cdp = await opened.context.newCDPSession(opened.page); // axe is given past the page's policy
  await cdp.send('Runtime.evaluate', { expression: axe });
  const found = await opened.page.evaluate(async () => (await window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })).violations.map((v) => v.id + ' ' + v.nodes.length + ' ' + v.nodes[0].html.slice(0, 160)));
  expect(`accessibility of ${name}, ${look.colorScheme}`, found, []);
  await opened.context.close();
}
await browser.close();
console.log(`${asked.length} questions, ${phrases.length} phrases and ${pages.length} pages in light and dark.`);
process.exit(failed ? 1 : 0);
