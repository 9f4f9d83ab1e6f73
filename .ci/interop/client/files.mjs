// Files: in parts with their hashes, and by the CDN.
import { createHash } from 'node:crypto';
import { NodeCryptoProvider } from '@mtcute/node/utils.js';
import Long from 'long';
import { connect, end, withClient } from './connect.mjs';

const RANGE = 128 << 10;
const sha256 = (data) => createHash('sha256').update(data).digest('hex');

export async function files(report, { ready, expected }) {
  await report.step('files in parts, with their hashes', (step) => withClient(ready, {}, async (client) => {
    for (const [name, doc] of await documents(client)) {
      const want = expected.files[name];
      const location = { _: 'inputDocumentFileLocation', id: doc.id, accessHash: doc.accessHash, fileReference: doc.fileReference, thumbSize: '' };
      const call = (request) => client.call(request, { dcId: doc.dcId, kind: 'download' });
      const hashes = [];
      while (hashes.length * RANGE < want.size) {
        hashes.push(...await call({ _: 'upload.getFileHashes', location, offset: hashes.length * RANGE }));
      }
      const parts = [];
      for (const hash of hashes) {
        const part = await call({ _: 'upload.getFile', location, offset: hash.offset, limit: RANGE });
        step.same('parts', `${name} at ${hash.offset}`, [part.bytes.length, sha256(part.bytes)], [hash.limit, Buffer.from(hash.hash).toString('hex')]);
        parts.push(part.bytes);
      }
      step.same('files', name, sha256(Buffer.concat(parts)), want.sha256);
      const whole = Buffer.from(await client.downloadAsBuffer(location, { dcId: doc.dcId, fileSize: want.size }));
      step.same('files', `${name}, downloaded by the client itself`, sha256(whole), want.sha256);
      await step.refused(`${name} from another DC`, 'FILE_MIGRATE_%d', () => client.call({ _: 'upload.getFile', location, offset: 0, limit: RANGE }, { dcId: doc.dcId === 5 ? 3 : 5, kind: 'download' }));
      await step.refused(`${name} at a crooked offset`, 'OFFSET_INVALID', () => call({ _: 'upload.getFile', location, offset: 1000, limit: RANGE }));
    }
  }));
}

// cdn follows a redirect: https://core.telegram.org/cdn.
export async function cdn(report, { ready, expected }) {
  await report.step('a file by the CDN', (step) => withClient(ready, {}, async (client) => {
    const [[name, doc]] = (await documents(client)).filter(([name]) => expected.files[name].cdn);
    const want = expected.files[name];
    const location = { _: 'inputDocumentFileLocation', id: doc.id, accessHash: doc.accessHash, fileReference: doc.fileReference, thumbSize: '' };
    const way = await client.call({ _: 'upload.getFile', cdnSupported: true, location, offset: 0, limit: RANGE }, { dcId: doc.dcId });
    step.same('answers', 'answer of upload.getFile', way._, 'upload.fileCdnRedirect');
    const config = await client.call({ _: 'help.getCdnConfig' });
    const key = config.publicKeys.find((k) => k.dcId === way.dcId).publicKey;
    const at = connect({ ...ready, public_key_pem: key }, { dc: way.dcId, disableUpdates: true });
    try {
      await fromCDN(step, client, at, way, name, want);
    } finally {
      await end(at);
    }
  }));
}

async function fromCDN(step, client, at, way, name, want) {
  await step.refused('another method', 'CDN_METHOD_INVALID', () => at.call({ _: 'help.getAppConfig', hash: 0 }));
  const hashes = await client.call({ _: 'upload.getCdnFileHashes', fileToken: way.fileToken, offset: 0 });
  const asText = (list) => list.map((h) => [h.offset, h.limit, Buffer.from(h.hash).toString('hex')]);
  step.same('answers', 'hashes of the redirect', asText(way.fileHashes), asText(hashes));
  const parts = [];
  for (const hash of hashes) {
    const ask = () => at.call({ _: 'upload.getCdnFile', fileToken: way.fileToken, offset: hash.offset, limit: RANGE });
    let part = await ask();
    if (part._ === 'upload.cdnFileReuploadNeeded') {
      await client.call({ _: 'upload.reuploadCdnFile', fileToken: way.fileToken, requestToken: part.requestToken });
      part = await ask();
    }
    const iv = Buffer.from(way.encryptionIv);
    iv.writeUInt32BE(hash.offset / 16, 12);
    const plain = new NodeCryptoProvider().createAesCtr(way.encryptionKey, iv, false).process(part.bytes);
    step.same('parts', `${name} at ${hash.offset}`, [plain.length, sha256(plain)], [hash.limit, Buffer.from(hash.hash).toString('hex')]);
    parts.push(plain);
  }
  step.same('files', name, sha256(Buffer.concat(parts)), want.sha256);
}

// documents are those of the messages of the account, as the client finds them.
async function documents(client) {
  const out = new Map();
  const dialogs = await client.call({ _: 'messages.getDialogs', offsetDate: 0, offsetId: 0, offsetPeer: { _: 'inputPeerEmpty' }, limit: 100, hash: Long.ZERO });
  const reach = { peerUser: (p) => ({ _: 'inputPeerUser', userId: p.userId, accessHash: dialogs.users.find((u) => u.id === p.userId).accessHash }),
    peerChannel: (p) => ({ _: 'inputPeerChannel', channelId: p.channelId, accessHash: dialogs.chats.find((c) => c.id === p.channelId).accessHash }) };
  for (const d of dialogs.dialogs) {
    const page = await client.call({ _: 'messages.getHistory', peer: reach[d.peer._](d.peer), offsetId: 0, offsetDate: 0, addOffset: 0, limit: 100, maxId: 0, minId: 0, hash: Long.ZERO });
    for (const m of page.messages) out.set(`document:${m.media.document.id}`, m.media.document);
  }
  return [...out];
}
