// Prints how fast the pages are in Chromium, medians: questions to a search index
// of a million messages, each on a page just opened, and opening a page of 1000
// messages (the archive's longest), pictures lazy, beside an empty one. Usage: figures.mjs ARCHIVE INDEX, a folder with
// search/.
import fs from 'node:fs';
import path from 'node:path';
import { openBrowser, openPage } from './page.mjs';

const [dir, index] = process.argv.slice(2);
const ROUNDS = 5;
const QUESTIONS = {
  frequent_word: 'la ', word: 'baedth ', rare_word: 'kathto ', cyrillic: 'хле ', two_words: 'la ta ', rare_two: 'baedth la ',
  prefix_of_2: 'mo', prefix_of_2_cyrillic: 'бо', prefix_of_3: 'koк', prefix_of_4: 'rabo', cjk: '本日', arabic: 'قلم ', accented: 'brule ', phrase: '"la ta"', rare_phrase: '"baedth la"',
  by_chat: ['la ', { chat: '7' }], by_person: ['la ', { from: 'Person 12' }], by_date: ['mo', { after: 1_450_000_000, before: 1_460_000_000 }], by_kind: ['la ', { kind: 'photo' }],
};
const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];
const print = (name, value, target) => console.log(`bench ${name} ${value.toFixed(0)} ms target ${target} ${value < target ? 'ok' : 'short'}`);

// The index gets the scripts of the archive's pages.
for (const name of ['js', 'css', 'export_results.html']) fs.cpSync(path.join(dir, name), path.join(index, name), { recursive: true });
const browser = await openBrowser();
for (const [name, question] of Object.entries(QUESTIONS)) {
  const [text, extra] = [question].flat();
  const hits = [], texts = [];
  for (let i = 0; i < ROUNDS; i++) {
    const { page, context } = await openPage(browser, index, 'export_results.html');
    const [a, b] = await page.evaluate(async ([text, extra]) => {
      await window.satchelSearch.directory();
      const start = performance.now();
      const docs = await (await window.satchelSearch.ask({ text, ...extra })).next(20);
      const found = performance.now();
      await Promise.all(docs.map((d) => window.satchelSearch.read(d)));
      return [found - start, performance.now() - start];
    }, [text, extra]);
    hits.push(a);
    texts.push(b);
    await context.close();
  }
  const phrase = name.includes('phrase');
  print(`search_${name}_hits`, median(hits), phrase ? 1000 : 100);
  print(`search_${name}_texts`, median(texts), phrase ? 1000 : 200);
}

const pages = fs.readdirSync(path.join(dir, 'chats')).map((c) => 'chats/' + c + '/messages.html').filter((p) => fs.existsSync(path.join(dir, p)));
const longPage = pages.map((p) => [fs.statSync(path.join(dir, p)).size, p]).sort((a, b) => b[0] - a[0])[0][1];
// From the start of the navigation to DOMContentLoaded (the page answers), to load,
// and to the first paint. An empty page beside it says what the browser itself takes.
const empty = path.join(index, 'empty.html');
fs.writeFileSync(empty, '<!DOCTYPE html><title>Empty</title><p>Empty</p>');
async function opens(folder, name) {
  const { page, context } = await openPage(browser, folder, name);
  const t = await page.evaluate(() => new Promise((resolve) => {
    const tell = () => {
      const n = performance.getEntriesByType('navigation')[0], p = performance.getEntriesByName('first-contentful-paint')[0];
      if (p && n.loadEventEnd) resolve({ interactive: n.domContentLoadedEventEnd, load: n.loadEventEnd, paint: p.startTime });
      else setTimeout(tell, 20);
    };
    tell();
  }));
  await context.close();
  return t;
}
const rows = { page_of_1000: [dir, longPage], empty_page: [index, 'empty.html'] };
const times = {};
for (let i = 0; i < 2 * ROUNDS + 1; i++) {
  for (const [row, [folder, name]] of Object.entries(rows)) {
    for (const [what, t] of Object.entries(await opens(folder, name))) (times[row + '_' + what] ??= []).push(t);
  }
}
for (const [name, list] of Object.entries(times)) print(name, median(list), 300);
await browser.close();
