// Signing in: code, password, other DCs.
import { connect, end, transports, withClient } from './connect.mjs';
import { encoded } from './report.mjs';

// everyWay signs in over each transport the client has, and with temporary keys,
// with the wrong code and password tried first.
export async function everyWay(report, { ready, expected }) {
  const ways = transports.map((transport) => ({ name: transport, transport }));
  ways.push({ name: 'temporary keys', network: { usePfs: true } });
  for (const way of ways) {
    await report.step(`sign-in with code and password, ${way.name}`, async (step) => {
      const client = connect(ready, way);
      try {
        const sent = await client.sendCode({ phone: ready.phone });
        const code = (phoneCode) => client.signIn({ phone: ready.phone, phoneCodeHash: sent.phoneCodeHash, phoneCode });
        step.same('answers', 'length of the code', sent.length, ready.code.length);
        await step.refused('a wrong code', 'PHONE_CODE_INVALID', () => code('00000'));
        await step.refused('the code alone', 'SESSION_PASSWORD_NEEDED', () => code(ready.code));
        step.same('answers', 'hint of the password', await client.getPasswordHint(), 'four words');
        await step.refused('a wrong password', 'PASSWORD_HASH_INVALID', () => client.checkPassword('wrong'));
        const user = await client.checkPassword(ready.password);
        step.same('answers', 'who signed in', encoded(user.raw), expected.self);
        step.same('answers', 'users.getUsers of self', encoded((await client.getMe()).raw), expected.self);
        const state = await client.call({ _: 'updates.getState' });
        step.same('answers', 'updates.getState', state._, 'updates.state');
      } finally {
        await end(client);
      }
    });
  }
}

// transfer takes the login to another DC, by hand and as the client does itself.
export async function transfer(report, { ready, expected }) {
  await report.step('login taken to other DCs', (step) => withClient(ready, {}, async (client) => {
    const config = await client.call({ _: 'help.getConfig' });
    const addresses = (list, of) => list.map(of).sort();
    step.same('answers', 'addresses of help.getConfig', addresses(config.dcOptions, (d) => [d.id, d.ipAddress, d.port, !!d.mediaOnly, !!d.cdn].join()),
      addresses(ready.dcs, (d) => [d.id, d.ip, d.port, d.media, d.cdn].join()));
    step.same('answers', 'users.getUsers of self at DC 5',
      encoded((await client.call({ _: 'users.getUsers', id: [{ _: 'inputUserSelf' }] }, { dcId: 5 }))[0]), expected.self);

    const ticket = await client.call({ _: 'auth.exportAuthorization', dcId: 3 });
    const there = connect(ready, { dc: 3 });
    try {
      const self = () => there.call({ _: 'users.getUsers', id: [{ _: 'inputUserSelf' }] });
      await step.refused('a call before the import', 'AUTH_KEY_UNREGISTERED', self);
      await step.refused('another ticket', 'AUTH_BYTES_INVALID', () => there.call({ _: 'auth.importAuthorization', id: ticket.id, bytes: new Uint8Array(32) }));
      const auth = await there.call({ _: 'auth.importAuthorization', id: ticket.id, bytes: ticket.bytes });
      step.same('answers', 'auth.importAuthorization', encoded(auth.user), expected.self);
      step.same('answers', 'users.getUsers of self at DC 3', encoded((await self())[0]), expected.self);
    } finally {
      await end(there);
    }
  }));
}
