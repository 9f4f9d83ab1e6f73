// What was compared, and what differed.
import { setTimeout } from 'node:timers/promises';
import { TlBinaryWriter, __tlWriterMap } from '@mtcute/core/utils.js';

// A step that takes longer waits for an answer that does not come.
const LONGEST = 180_000;

export class Report {
  failed = 0;

  // step runs part of the client's work and prints what it compared: body is
  // given a Step. What it throws is a difference too.
  async step(name, body) {
    const step = new Step(this, name);
    try {
      await Promise.race([body(step), setTimeout(LONGEST, undefined, { ref: false }).then(() => { throw new Error(`no end after ${LONGEST / 1000} s`); })]);
    } catch (e) {
      step.differs(`stopped by ${e?.stack ?? e}`);
    }
    const counts = [...step.counts].map(([what, n]) => `${n} ${what}`).join(', ');
    console.log(`${step.failed ? 'FAILED' : 'ok    '} ${name}: ${counts || 'nothing'} compared`);
  }
}

class Step {
  counts = new Map();
  failed = 0;

  constructor(report, name) {
    this.report = report;
    this.name = name;
  }

  // same counts a comparison under its kind ("messages").
  same(kind, what, got, want) {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
    const [g, w] = [JSON.stringify(got), JSON.stringify(want)];
    if (g !== w) this.differs(`${what}: ${cut(g)}, want ${cut(w)}`);
  }

  // refused expects a call to be refused with that error.
  async refused(what, error, call) {
    const got = await call().then(() => 'an answer', (e) => e.text ?? String(e));
    this.same('refusals', what, got, error);
  }

  differs(text) {
    this.failed++;
    this.report.failed++;
    if (this.failed <= 20) console.error(`${this.name}: ${text}`);
  }
}

const cut = (s) => (s?.length > 600 ? s.slice(0, 600) + '…' : s);

// encoded is an object as the client writes it back, base64, without its file
// references: equal to the world's bytes only if nothing was lost or misread.
export function encoded(object) {
  return Buffer.from(TlBinaryWriter.serializeObject(__tlWriterMap, forget(object))).toString('base64');
}

function forget(v) {
  if (Array.isArray(v)) return v.map(forget);
  if (v === null || typeof v !== 'object' || ArrayBuffer.isView(v) || v._ === undefined) return v;
  const out = {};
  for (const [k, x] of Object.entries(v)) out[k] = k === 'fileReference' ? new Uint8Array() : forget(x);
  return out;
}
