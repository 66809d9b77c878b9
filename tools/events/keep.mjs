// Writes a kept file for every event type and version without one, widens a kept file if nothing kept would be lost,
// and lists them in kept.json. Never removes anything. Usage: node tools/events/keep.mjs [FOLDER]
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { judge, lockFile, nextLockOf } from './kept.mjs';
import { digestOf } from './schema.mjs';

const root = path.resolve(process.argv[2] ?? '.');
const write = (file, value) => writeFileSync(file, `${JSON.stringify(value, undefined, 2)}\n`);

const { contexts, refused } = judge(root);
if (refused.length > 0) {
  for (const why of refused) console.error(`  ${why}`);
  console.error('\nnothing was written');
  process.exitCode = 1;
} else {
  for (const { folder, files, lock, now } of contexts) {
    if (now.size === 0) continue;
    const events = path.join(root, folder, 'events');
    mkdirSync(events, { recursive: true });
    for (const [name, { stream, type, version, personal, schema }] of now) {
      const before = files.get(name);
      const file = { stream, type, version, personal, schema, samples: before?.samples ?? [] };
      if (before && digestOf(before) === digestOf(file)) continue;
      files.set(name, file);
      write(path.join(events, `${name}.json`), file);
      console.log(`wrote ${folder}/events/${name}.json`);
    }
    const list = Object.fromEntries(
      [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, file]) => [name, nextLockOf(file, lock[name])]),
    );
    if (digestOf(list) !== digestOf(lock)) write(path.join(events, lockFile), list);
  }
  const { wanting } = judge(root);
  for (const why of wanting) console.log(`  ${why}`);
  process.exitCode = wanting.length === 0 ? 0 : 1;
}
