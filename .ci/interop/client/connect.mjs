// Clients made from what demo-server --ready tells, and nothing else.
import { MemoryStorage, ObfuscatedPacketCodec, PaddedIntermediatePacketCodec, IntermediatePacketCodec, TcpTransport, TelegramClient } from '@mtcute/node';
import { NodeCryptoProvider } from '@mtcute/node/utils.js';
import { addPublicKey } from '@mtcute/core/utils.js';

const codecs = {
  intermediate: () => new IntermediatePacketCodec(),
  padded: () => new PaddedIntermediatePacketCodec(),
  obfuscated: () => new ObfuscatedPacketCodec(new IntermediatePacketCodec()),
  'obfuscated padded': () => new ObfuscatedPacketCodec(new PaddedIntermediatePacketCodec()),
};
export const transports = Object.keys(codecs);

class Transport extends TcpTransport {
  constructor(name) {
    super();
    this.packetCodec = codecs[name];
  }
}

// connect makes a client that begins at a DC (the first of the list if none). Its
// warnings are printed (MTCUTE_LOG=4: all it does) unless it is to be quiet.
export function connect(ready, { dc, transport = 'intermediate', network = {}, disableUpdates, quiet } = {}) {
  const crypto = new NodeCryptoProvider();
  addPublicKey(crypto, ready.public_key_pem);
  const id = dc ?? ready.dcs[0].id;
  const option = (media) => {
    const at = ready.dcs.find((d) => d.id === id && d.media === media) ?? ready.dcs.find((d) => d.id === id);
    return { id, ipAddress: at.ip, port: at.port, mediaOnly: at.media };
  };
  const client = new TelegramClient({
    apiId: ready.api_id, apiHash: ready.api_hash, storage: new MemoryStorage(), crypto, network, disableUpdates,
    transport: new Transport(transport), defaultDcs: { main: option(false), media: option(true) },
    logLevel: Number(process.env.MTCUTE_LOG ?? (quiet ? 0 : 2)),
  });
  if (quiet) client.onError.add(() => {}); // a line that breaks
  return client;
}

// end lets go of a client whatever became of it.
export const end = (client) => client.destroy();

// signIn signs in with the code and, where the account has one, the password.
export async function signIn(client, ready) {
  const sent = await client.sendCode({ phone: ready.phone });
  try {
    return await client.signIn({ phone: ready.phone, phoneCodeHash: sent.phoneCodeHash, phoneCode: ready.code });
  } catch (e) {
    if (e.text !== 'SESSION_PASSWORD_NEEDED') throw e;
  }
  return client.checkPassword(ready.password);
}

// withClient signs a new client in for the time of body.
export async function withClient(ready, options, body) {
  const client = connect(ready, options);
  try {
    await signIn(client, ready);
    return await body(client);
  } finally {
    await end(client);
  }
}
