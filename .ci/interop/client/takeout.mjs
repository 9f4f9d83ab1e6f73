// The takeout of a whole account, each answer held against the world.
import Long from 'long';
import { createHash } from 'node:crypto';
import { downloadAsBuffer } from '@mtcute/node/methods.js';
import { withClient } from './connect.mjs';
import { encoded } from './report.mjs';

const PAGE = 100;
const IN_FLIGHT = 8;
const FILES = 60;

export async function takeout(report, name, { ready, expected }, options = {}) {
  await report.step(`takeout of ${name}`, (step) => withClient(ready, options, async (client) => {
    const session = await client.initTakeoutSession({
      contacts: true, messageUsers: true, messageChats: true, messageMegagroups: true, messageChannels: true,
      files: true, fileMaxSize: Long.fromNumber(4194304000),
    });
    await new Export(client, session, expected, step).all();
    await session.finish(true);
    await step.refused('a call after the end', 'TAKEOUT_INVALID', () => session.call({ _: 'messages.getSplitRanges' }));
  }));
}

class Export {
  peers = new Map(); // "user:7" -> inputPeer, learned from answers
  files = new Map(); // "document:5" -> location

  constructor(client, session, expected, step) {
    Object.assign(this, { client, session, expected, step });
    this.histories = new Map(expected.peers.map((p) => [p.peer, p.messages]));
  }

  async all() {
    const ranges = await this.session.call({ _: 'messages.getSplitRanges' });
    this.step.same('ranges', 'messages.getSplitRanges', ranges.map((r) => [r.minId, r.maxId]), this.expected.ranges);
    this.last = ranges.at(-1);
    for (const range of ranges) await this.dialogs(range);
    await this.leftChannels();
    const work = [];
    for (const peer of this.histories.keys()) {
      for (const range of peer.startsWith('channel:') ? [ranges[0], this.last] : ranges) work.push(() => this.history(peer, range));
    }
    await atOnce(IN_FLIGHT, work);
    await atOnce(2, [...this.files].slice(0, FILES).map(([name, at]) => () => this.download(name, at)));
  }

  // inRange is what the split range leaves of a history; a channel's is in the
  // last one only, whole.
  inRange(peer, range) {
    const all = this.histories.get(peer) ?? [];
    if (peer.startsWith('channel:')) return range === this.last ? all : [];
    return all.filter((m) => m.id >= range.minId && m.id <= range.maxId);
  }

  async dialogs(range) {
    const got = new Map();
    let offset = { offsetDate: 0, offsetId: 0, offsetPeer: { _: 'inputPeerEmpty' } };
    for (;;) {
      const page = await this.session.call({ _: 'messages.getDialogs', ...offset, limit: 20, hash: Long.ZERO }, { withMessageRange: range });
      this.people(page);
      for (const m of page.messages) this.message(keyOf(m.peerId), m);
      for (const d of page.dialogs) got.set(keyOf(d.peer), d.topMessage);
      if (page._ === 'messages.dialogs' || page.dialogs.length === 0) break;
      const end = page.dialogs.at(-1);
      const top = page.messages.find((m) => m.id === end.topMessage && keyOf(m.peerId) === keyOf(end.peer));
      offset = { offsetDate: top?.date ?? 0, offsetId: end.topMessage, offsetPeer: this.peers.get(keyOf(end.peer)) };
    }
    const want = this.expected.dialogs.map((peer) => [peer, this.inRange(peer, range).at(-1)?.id ?? 0])
      .filter(([peer, top]) => top || range === this.last && (peer.startsWith('channel:') || !this.histories.get(peer)?.length));
    this.step.same('dialog lists', `dialogs of ${range.minId} to ${range.maxId}`, [...got].sort(), want.sort());
  }

  async leftChannels() {
    const ids = [];
    this.left = new Set(); // but for public ones, which anybody may read
    for (;;) {
      const page = await this.session.call({ _: 'channels.getLeftChannels', offset: ids.length });
      this.people(page);
      for (const c of page.chats) {
        ids.push(c.id);
        if (!c.username) this.left.add(`channel:${c.id}`);
      }
      if (page._ === 'messages.chats' || page.chats.length === 0) break;
    }
    this.step.same('left channels', 'channels.getLeftChannels', ids, this.expected.left ?? []);
  }

  async history(key, range) {
    const peer = this.peers.get(key) ?? (key.startsWith('chat:') ? { _: 'inputPeerChat', chatId: Number(key.slice(5)) } : undefined);
    if (!peer) return this.step.differs(`no answer tells how to reach ${key}`);
    const page = (offsetId) => this.session.call({
      _: 'messages.getHistory', peer, offsetId, offsetDate: 0, addOffset: 0, limit: PAGE, maxId: 0, minId: 0, hash: Long.ZERO,
    }, { withMessageRange: range, maxRetryCount: 5 });
    if (this.left.has(key)) return this.step.refused(`history of ${key}, left`, 'CHANNEL_PRIVATE', () => page(0));
    const want = this.inRange(key, range);
    const ids = [];
    for (let offsetId = 0; ;) {
      const answer = await page(offsetId);
      this.people(answer);
      for (const m of answer.messages) this.message(key, m);
      ids.push(...answer.messages.map((m) => m.id));
      this.step.same('counts', `count of ${key}`, answer.count ?? answer.messages.length, want.length);
      if (answer.messages.length < PAGE) break;
      offsetId = ids.at(-1);
    }
    if (!key.startsWith('channel:') && ids.length > 50) await this.byNumber(key, ids.slice(0, PAGE));
    this.step.same('histories', `ids of ${key} in ${range.minId} to ${range.maxId}`, ids, want.map((m) => m.id).reverse());
  }

  // byNumber asks for messages by their ids: a request so long that it is packed.
  async byNumber(key, ids) {
    const answer = await this.session.call({ _: 'messages.getMessages', id: ids.map((id) => ({ _: 'inputMessageID', id })) });
    for (const m of answer.messages) this.message(key, m);
    this.step.same('packed requests', `messages.getMessages of ${key}`, answer.messages.map((m) => m.id), ids);
  }

  message(key, m) {
    const world = this.byId(key).get(m.id);
    this.step.same('messages', `message ${m.id} of ${key} (${m._}, ${m.media?._ ?? m.action?._})`, encoded(m), world?.tl);
    for (const v of [m.media?.document, m.media?.photo]) this.file(v);
  }

  byId(key) {
    this.index ??= new Map();
    if (!this.index.has(key)) this.index.set(key, new Map((this.histories.get(key) ?? []).map((m) => [m.id, m])));
    return this.index.get(key);
  }

  file(v) {
    const at = { id: v?.id, accessHash: v?.accessHash, fileReference: v?.fileReference };
    if (v?._ === 'document') {
      this.files.set(`document:${v.id}`, { dcId: v.dcId, location: { _: 'inputDocumentFileLocation', ...at, thumbSize: '' } });
    }
    if (v?._ !== 'photo') return;
    for (const size of v.sizes) {
      this.files.set(`photo:${v.id}:${size.type}`, { dcId: v.dcId, location: { _: 'inputPhotoFileLocation', ...at, thumbSize: size.type } });
    }
  }

  // download fetches a file as the client does it, in parts, within the takeout.
  async download(name, { dcId, location }) {
    const want = this.expected.files[name];
    if (!want) return;
    const within = this.session.createProxy();
    const data = Buffer.from(await downloadAsBuffer(within, location, { dcId, fileSize: want.size, partSize: 128 }));
    this.step.same('files', name, [data.length, createHash('sha256').update(data).digest('hex')], [want.size, want.sha256]);
  }

  // people learns how to reach the peers of an answer and compares them.
  people({ users, chats }) {
    for (const u of users ?? []) {
      const want = u.min ? this.expected.minUsers[u.id] : this.expected.users[u.id];
      this.step.same('users', `user ${u.id}`, encoded(u), want);
      if (!u.min) this.peers.set(`user:${u.id}`, { _: 'inputPeerUser', userId: u.id, accessHash: u.accessHash ?? Long.ZERO });
    }
    for (const c of chats ?? []) {
      const group = c._ === 'chat' || c._ === 'chatForbidden';
      const key = `${group ? 'chat' : 'channel'}:${c.id}`;
      this.step.same('chats', key, encoded(c), c.min ? this.expected.minChats[key] : this.expected.chats[key]);
      if (c.min) continue;
      this.peers.set(key, group ? { _: 'inputPeerChat', chatId: c.id } : { _: 'inputPeerChannel', channelId: c.id, accessHash: c.accessHash });
    }
  }
}

function keyOf(peer) {
  switch (peer._) {
    case 'peerUser': return `user:${peer.userId}`;
    case 'peerChat': return `chat:${peer.chatId}`;
    default: return `channel:${peer.channelId}`;
  }
}

// atOnce runs jobs, so many at a time.
async function atOnce(n, jobs) {
  const next = jobs.values();
  await Promise.all(Array.from({ length: n }, async () => {
    for (const job of next) await job();
  }));
}
