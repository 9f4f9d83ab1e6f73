// Reads the archive named on the command line with npm's telegram-chat-parser
// and chat-analytics and compares what they count with what is there.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const require = createRequire(import.meta.url);
const { TelegramChat } = require('telegram-chat-parser');
const dir = process.argv[2];
let failed = 0;
const expect = (what, got, want) => {
  if (got === want) return;
  failed++;
  console.error(`${what}: ${got}, want ${want}`);
};

const temp = fs.mkdtempSync(path.join(os.tmpdir(), 'consumers-'));
const analytics = path.join(path.dirname(require.resolve('chat-analytics/package.json')), 'dist/lib/CLI.js');
const totals = { chats: 0, parsed: 0, analysed: 0 };
const account = JSON.parse(fs.readFileSync(path.join(dir, 'result.json'), 'utf8'));
const inAccount = new Map([...(account.chats?.list ?? []), ...(account.left_chats?.list ?? [])].map((c) => [c.type + c.id, c.messages.length]));

for (const folder of fs.readdirSync(path.join(dir, 'chats')).sort()) {
  const file = path.join(dir, 'chats', folder, 'result.json');
  const text = fs.readFileSync(file, 'utf8');
  const raw = JSON.parse(text);
  totals.chats++;
  expect(`${folder}: messages of the account form`, inAccount.get(raw.type + raw.id), raw.messages.length);
  // It does not know deleted senders, whom Telegram Desktop gives a null name, too.
  const named = raw.messages.filter((m) => ['from', 'actor', 'forwarded_from', 'saved_from'].every((k) => m[k] !== null));
  const chat = new TelegramChat(JSON.stringify({ ...raw, messages: named }));
  expect(`${folder}: messages of telegram-chat-parser`, chat.messages.length, named.length);
  expect(`${folder}: its id`, chat.id, raw.id);
  totals.parsed += chat.messages.length;

  const out = execFileSync(process.execPath, [analytics, '-p', 'telegram', '-i', file.replaceAll('\\', '/'), '-o', path.join(temp, folder + '.html')], { encoding: 'utf8' });
  const counted = Number((/\[\*\] ([\d,.]+) messages/.exec(out) ?? [0, '-1'])[1].replace(/[,.]/g, ''));
  expect(`${folder}: messages of chat-analytics`, counted, raw.messages.filter((m) => m.type === 'message').length);
  totals.analysed += counted;
}
fs.rmSync(temp, { recursive: true });
console.log(`${totals.chats} chats; telegram-chat-parser read ${totals.parsed} messages, chat-analytics ${totals.analysed}.`);
process.exit(failed ? 1 : 0);
