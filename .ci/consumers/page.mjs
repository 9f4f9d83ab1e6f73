// Opens the pages of an archive in Chromium with the network cut and the console
// watched.
import { chromium } from 'playwright-core';
import { pathToFileURL } from 'node:url';
import path from 'node:path';

export async function openBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

// openPage opens a page of the archive; problems gathers what the console and
// the network say.
export async function openPage(browser, dir, name, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1100, height: 800 }, locale: 'en-GB', ...options });
  const problems = [];
  const page = await context.newPage();
  page.on('console', (m) => problems.push(m.type() + ': ' + m.text()));
  page.on('pageerror', (e) => problems.push('error: ' + e.message));
  page.on('request', (r) => { if (!/^(file|data|blob):/.test(r.url())) problems.push('request: ' + r.url()); });
  await page.goto(pathToFileURL(path.resolve(dir, name)).href);
  return { page, problems, context };
}
