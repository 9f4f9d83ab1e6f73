// Downloads files with GramJS (the package telegram), so many at a time. It speaks an
// older layer than the server and cannot read the user that signing in is answered
// with, nor messages: it is told where the files are (files.json beside ready.json)
// and fetches them. GramJS knows of no other port than 80 and 443, so its sockets are
// led to the home DC's.
import fs from 'node:fs';
import path from 'node:path';
import { createHash, createPublicKey } from 'node:crypto';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { Api, TelegramClient } = require('telegram');
const { StringSession } = require('telegram/sessions');
const { ConnectionTCPObfuscated } = require('telegram/network');
const { PromisedNetSockets } = require('telegram/extensions');
const { _serverKeys } = require('telegram/crypto/RSA');
const bigInt = require('big-integer');

const [readyFile, dir, atOnce] = process.argv.slice(2);
const load = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));
const ready = load(readyFile);
const home = ready.dcs[0];
const jobs = load(path.join(path.dirname(readyFile), 'files.json')).values();
fs.mkdirSync(dir);

// trust adds the server's key to those of GramJS.
function trust(pem) {
  const bare = (data) => { // https://core.telegram.org/type/bytes
    const head = data.length < 254 ? [data.length] : [254, data.length & 255, data.length >> 8, 0];
    const all = Buffer.concat([Buffer.from(head), data]);
    return Buffer.concat([all, Buffer.alloc(-all.length & 3)]);
  };
  const { n, e } = createPublicKey(pem).export({ format: 'jwk' });
  const [modulus, exponent] = [Buffer.from(n, 'base64url'), Buffer.from(e, 'base64url')];
  const fingerprint = createHash('sha1').update(Buffer.concat([bare(modulus), bare(exponent)])).digest().readBigInt64LE(12);
  _serverKeys.set(fingerprint.toString(), { n: bigInt(modulus.toString('hex'), 16), e: exponent.readUIntBE(0, exponent.length) });
}

class Sockets extends PromisedNetSockets {
  connect() {
    return super.connect(home.port, home.ip);
  }
}

trust(ready.public_key_pem);
const session = new StringSession('');
session.setDC(home.id, home.ip, 443);
const client = new TelegramClient(session, ready.api_id, ready.api_hash, { connection: ConnectionTCPObfuscated, networkSocket: Sockets, useWSS: false });
client.setLogLevel('none');
await client.connect();
const { phoneCodeHash } = await client.sendCode({ apiId: ready.api_id, apiHash: ready.api_hash }, ready.phone);
await client.invoke(new Api.auth.SignIn({ phoneNumber: ready.phone, phoneCodeHash, phoneCode: ready.code })).catch((e) => {
  if (!e.invalidConstructorId) throw e; // signed in as somebody of a newer layer
});
await Promise.all(Array.from({ length: Number(atOnce) }, async () => {
  for (const f of jobs) {
    const location = new Api.InputDocumentFileLocation({ id: bigInt(f.id), accessHash: bigInt(f.accessHash), fileReference: Buffer.from(f.reference, 'base64'), thumbSize: '' });
    await client.downloadFile(location, { dcId: f.dc, fileSize: bigInt(f.size), outputFile: path.join(dir, path.basename(f.name)) });
  }
}));
await client.destroy();
process.exit(0); // its timers would keep it
