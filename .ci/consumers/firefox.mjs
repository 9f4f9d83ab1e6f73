// Opens the pages of the archive named on the command line in Firefox: the policy
// holds, the search finds and leads to its message, an animated sticker moves, the
// viewer turns, the console stays empty.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';

const dir = path.resolve(process.argv[2]);
let failed = 0;
const expect = (what, got, want) => {
  if (JSON.stringify(got) === JSON.stringify(want)) return;
  failed++;
  console.error(`${what}: ${JSON.stringify(got)}, want ${JSON.stringify(want)}`);
};

const browser = await puppeteer.launch({ browser: 'firefox', executablePath: process.env.FIREFOX || '/usr/bin/firefox-esr', headless: true });
const page = await browser.newPage();
let problems = [];
page.on('console', (m) => problems.push(m.type() + ': ' + m.text()));
page.on('pageerror', (e) => problems.push('error: ' + e.message));
page.on('request', (r) => { if (!/^(file|data|blob):/.test(r.url())) problems.push('request: ' + r.url()); });
const go = (name) => page.goto(pathToFileURL(path.join(dir, name)).href);
const chats = fs.readdirSync(path.join(dir, 'chats')).map((c) => 'chats/' + c + '/messages.html').filter((p) => fs.existsSync(path.join(dir, p)));

for (const name of ['export_results.html', ...chats]) await go(name);
expect('the console', problems, []);

await go('export_results.html');
await page.keyboard.press('/');
await page.keyboard.type('kiln');
await page.waitForSelector('.finder_hits a');
await page.click('.finder_hits a');
await page.waitForSelector('.message.selected');
expect('the hit is in view', await page.evaluate(() => { const r = document.querySelector('.message.selected').getBoundingClientRect(); return r.top > 0 && r.top < innerHeight; }), true);

await go(chats.find((p) => fs.readFileSync(path.join(dir, p), 'utf8').includes('sticker_wrap clearfix pull_left" data-animation')));
await page.evaluate(() => document.querySelector('.sticker_wrap[data-animation]').scrollIntoView({ block: 'center' }));
await page.waitForSelector('.sticker_wrap[data-animation] svg');

await go('chats/chat_001/messages.html');
await page.click('a.photo_wrap');
const shown = () => page.evaluate(() => document.querySelector('.viewer .stage > *').src);
const first = await shown();
await page.keyboard.press('ArrowRight');
expect('the viewer turned', (await shown()) !== first, true);
expect('the console after use', problems, []);

await page.evaluate(() => { const s = document.createElement('script'); s.textContent = 'window.within = 1'; document.head.append(s); });
expect('a script within the page ran', await page.evaluate(() => window.within === 1), false);
await browser.close();
console.log(`Firefox: ${chats.length} chats.`);
process.exit(failed ? 1 : 0);
