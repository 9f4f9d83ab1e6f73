// Works with @mtcute/node against the servers named on the command line: a
// folder an account with ready.json (what a client is told) and expected.json
// (what the world holds). Exits 1 when anything differs.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { cdn, files } from './files.mjs';
import { Report } from './report.mjs';
import { everyWay, transfer } from './signin.mjs';
import { takeout } from './takeout.mjs';

const load = (name, file) => JSON.parse(fs.readFileSync(path.join(process.argv[2], name, file), 'utf8'));
const account = (name) => ({ ready: load(name, 'ready.json'), expected: load(name, 'expected.json') });
const layer = Number(/LAYER = (\d+)/.exec(fs.readFileSync(path.join(path.dirname(createRequire(import.meta.url).resolve('@mtcute/core')), 'tl/inner-tl.js'), 'utf8'))[1]);

const report = new Report();
const byHand = account('by-hand');
console.log(`client: @mtcute/node of layer ${layer}`);
if (layer !== byHand.expected.layer) {
  console.error(`the server is built for layer ${byHand.expected.layer}`);
  process.exit(1);
}
await everyWay(report, byHand);
await transfer(report, byHand);
await takeout(report, 'the account written by hand', byHand);
await files(report, byHand);
await cdn(report, byHand);
await takeout(report, 'a generated account', account('generated'));
await takeout(report, 'an account on a bad line', account('bad-line'), { quiet: true });
process.exit(report.failed ? 1 : 0);
