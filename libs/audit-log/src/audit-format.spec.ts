import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { concatenated, hex, utf8 } from './encoding.js';
import { verifierKeyText } from './keys.js';
import { beginLog, readLog, treeIn } from './log-folder.js';
import { LogWriter } from './log-writer.js';
import { origin, verified, Workplace } from './log.fixture.js';
import { bundleBytes, indicesFrom } from './bundle.js';
import { nodeCryptography } from './node-cryptography.js';
import { parsePolicy } from './policy.js';
import { Signer } from './signer.js';
import { SigningKey } from './signing-key.js';
import { folderSource } from './sources.js';

// docs/audit-format.md shows one log in full. This spec makes it again, so that the document stays true.
const workplace = new Workplace();
afterAll(() => workplace.remove());
const doc = readFileSync(path.join(import.meta.dirname, '../../../docs/audit-format.md'), 'utf8');
const logKey = SigningKey.parse(
  'PRIVATE+KEY+clinic.example/audit+7933a9b0+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f',
);
const witnessKey = SigningKey.parse(
  'PRIVATE+KEY+witness.example+5176727f+BB8eHRwbGhkYFxYVFBMSERAPDg0MCwoJCAcGBQQDAgEA',
);
const entries = [
  '{"event":"LoadReleased","load":1}',
  '{"event":"PackOpened","pack":7}',
  '{"event":"LoadRejected","load":2}',
].map(utf8);

/** Sixty-four digits on a line, as in the document. */
const block = (bytes: Uint8Array) => (hex(bytes).match(/.{1,64}/g) ?? []).join('\n');

describe('the worked example of docs/audit-format.md', () => {
  const shown = new Map<string, string>();
  let bundle: Uint8Array;

  beforeAll(async () => {
    const folder = workplace.path('log');
    const signer = new Signer(logKey, workplace.path('signed'));
    beginLog(folder, signer);
    const writer = await LogWriter.open(folder, signer);
    await writer.append(entries.slice(0, 2));
    const since = await writer.seal();
    await writer.append(entries.slice(2));
    await writer.seal();
    await writer.addSignatures([witnessKey.line(writer.sealed.note.text, 1_800_000_000)]);
    await writer.close();
    const { keys, bytes } = readLog(folder);
    const { hasher, ...tree } = treeIn(folder, 3);
    expect(tree).toBeDefined();
    const leaves = entries.map((entry) => hasher.leaf(entry));
    const [a, b, c] = leaves as [Uint8Array, Uint8Array, Uint8Array];
    bundle = await bundleBytes({
      source: folderSource(folder),
      checkpoint: bytes,
      keys,
      chosen: indicesFrom(1, 2),
      since,
    });
    shown.set('entry 0', block(entries[0] as Uint8Array));
    shown.set('leaf 0', block(a));
    shown.set('leaf 1', block(b));
    shown.set('leaf 2', block(c));
    shown.set('node over leaves 0 and 1', block(hasher.node(a, b)));
    shown.set('root', block(hasher.node(hasher.node(a, b), c)));
    shown.set('tile/0/000.p/3', block(concatenated(a, b, c)));
    shown.set('tile/entries/000.p/3', block(new Uint8Array(readFileSync(path.join(folder, 'tile/entries/000.p/3')))));
    shown.set('checkpoint', new TextDecoder().decode(bytes).trimEnd());
    shown.set('checkpoint, as bytes', block(bytes));
    shown.set(
      'checkpoint of 2 entries, kept by the auditor',
      new TextDecoder()
        .decode(utf8(`${since.note.text}\n${since.note.signatures.map(({ line }) => `${line}\n`).join('')}`))
        .trimEnd(),
    );
    shown.set('bundle of entries 1 and 2', block(bundle));
  });

  it('has keys that are the ones it says', () => {
    for (const key of [logKey, witnessKey]) expect(doc).toContain(verifierKeyText(key.verifier));
  });

  it('shows every byte as it is', () => {
    const wrong = [...shown]
      .filter(([label, text]) => !doc.includes(`**${label}**\n\n\`\`\`\n${text}\n\`\`\`\n`))
      .map(([label, text]) => `**${label}**\n\n\`\`\`\n${text}\n\`\`\`\n`);
    expect(wrong).toEqual([]);
  });

  it('verifies with the policy that it shows', async () => {
    const policy = /```policy\n([^`]*)```/.exec(doc)?.[1] ?? '';
    expect(await verified(bundle, { policy: parsePolicy(nodeCryptography, utf8(policy)) })).toMatchObject({
      holds: true,
      log: { origin, size: 3 },
      entries: { count: 2, first: 1, last: 2 },
      cosignatures: [{ witness: 'auditor', time: '2027-01-15T08:00:00.000Z' }],
    });
  });
});
