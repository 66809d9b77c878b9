// Stored events are kept for ever: no type, version or field is removed or changed, and a new one is kept with a
// sample. Judges deciders by the kept files in libs/contexts/*/events. Usage: node tools/guards/events.mjs [FOLDER]
import path from 'node:path';
import { judge } from '../events/kept.mjs';

const { contexts, refused, unwritten, wanting } = judge(path.resolve(process.argv[2] ?? '.'));
const kept = contexts.reduce((sum, { files }) => sum + files.size, 0);
for (const why of [...refused, ...wanting]) console.log(`  stored-event: ${why}`);
// `npm run events` writes nothing while anything is refused, so do not advise it then.
const next = refused.length > 0 ? [] : unwritten;
for (const why of next) console.log(`  stored-event: ${why}. Run: npm run events`);
const problems = refused.length + next.length + wanting.length;
console.log(
  problems === 0
    ? `${kept} stored event types and versions are kept`
    : `\n${problems} things would be stored otherwise than is kept`,
);
process.exitCode = problems === 0 ? 0 : 1;
