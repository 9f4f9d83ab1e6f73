// Downloads all files of the account's first chat with @mtcute/node, as its
// documentation tells to (client.downloadToFile, a message after the other), or so
// many files at a time. It is told where the server is (ready.json), the folder to
// write to, and how many at a time.
import fs from 'node:fs';
import path from 'node:path';
import { withClient } from './connect.mjs';

const [readyFile, dir, atOnce] = process.argv.slice(2);
const ready = JSON.parse(fs.readFileSync(readyFile, 'utf8'));
fs.mkdirSync(dir);

await withClient(ready, { disableUpdates: true }, async (client) => {
  const dialogs = [];
  for await (const d of client.iterDialogs()) dialogs.push(d);
  const messages = client.iterHistory(dialogs[0].peer);
  const worker = async () => {
    for (let m = await messages.next(); !m.done; m = await messages.next()) {
      const file = m.value.media;
      if (file) await client.downloadToFile(path.join(dir, path.basename(file.fileName)), file);
    }
  };
  await Promise.all(Array.from({ length: Number(atOnce) }, worker));
});
