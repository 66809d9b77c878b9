// The audit log beside the unavoidable bare SHA-256 hashing of the same bytes: one digest for each entry and one for
// each node over them.
import { createHash, hash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import {
  beginLog,
  indicesFrom,
  isIncluded,
  LogWriter,
  nodeCryptography,
  readLog,
  Signer,
  SigningKey,
  sourceOf,
  treeIn,
  verifyBundle,
  writeBundleFile,
} from '../../libs/audit-log/dist/src/index.js';
import { LogFiles } from '../../libs/audit-log/dist/src/log-files.js';
import { Frontier, TreeHasher } from '../../libs/audit-log/dist/src/merkle.js';
import { TileHashes } from '../../libs/audit-log/dist/src/tile-hashes.js';
import { TileTree } from '../../libs/audit-log/dist/src/tile-tree.js';
import { entriesPath, tilePath, tileWidth, widthIn } from '../../libs/audit-log/dist/src/tiles.js';
import { percentile } from './measure.mjs';

const million = 1_000_000;
const entryBytes = 400;
const digest = hash
  ? (bytes) => hash('sha256', bytes, 'binary')
  : (bytes) => createHash('sha256').update(bytes).digest('binary');
const median = (values) => percentile(values, 0.5);

async function timed(work) {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** Entries like JSON lines, as many as ten clinics have events in a year. */
function makeEntries() {
  const bytes = Buffer.alloc(million * entryBytes, 'x');
  return Array.from({ length: million }, (_, i) => {
    const entry = bytes.subarray(i * entryBytes, (i + 1) * entryBytes);
    entry.write(`{"event":${i},"text":"`);
    entry.write('"}', entryBytes - 2);
    return entry;
  });
}

function bareHashing(entries) {
  for (const entry of entries) digest(entry);
  const node = Buffer.alloc(65, 1);
  for (let i = 1; i < entries.length; i += 1) digest(node);
}

/**
 * Appends and seals a million entries, durable on the disk, then verifies a bundle of all of them. Keeps the logs until
 * the whole part is over: for minutes after many files were removed, ext4 looks at each of them for every new file.
 */
async function millions(folder, rounds) {
  const entries = makeEntries();
  bareHashing(entries.slice(0, 50_000));
  const times = { limit: [], build: [], disk: [], verify: [] };
  for (let round = 0; round < rounds; round += 1) {
    const place = path.join(folder, `log-${round}`);
    const signer = new Signer(SigningKey.generate('clinic.example/bench', 'signature'), `${place}.signed`);
    beginLog(place, signer);
    times.limit.push(await timed(() => bareHashing(entries)));
    const writer = await LogWriter.open(place, signer, { beside: true });
    times.build.push(
      await timed(async () => {
        await writer.append(entries);
        await writer.seal();
      }),
    );
    await writer.close();
    times.disk.push(await timed(() => writeSameFiles(`${place}-files`)));
    const { keys, bytes } = readLog(place);
    const bundle = `${place}.bundle`;
    await writeBundleFile(
      { source: sourceOf(place), checkpoint: bytes, keys, chosen: indicesFrom(0, million - 1) },
      bundle,
    );
    times.verify.push(await timed(() => verifyFile(bundle)));
    rmSync(bundle);
  }
  return times;
}

/** Writes and syncs the files of such a log without hashing: the disk's own share. */
async function writeSameFiles(folder) {
  const files = new LogFiles(folder);
  const [tile, bundle] = [Buffer.alloc(tileWidth * 32, 1), Buffer.alloc(tileWidth * (entryBytes + 2), 1)];
  for (let index = 0; index * tileWidth < million; index += 1) {
    files.write(tilePath({ level: 0, index, width: tileWidth }), tile);
    files.write(entriesPath(index, tileWidth), bundle);
  }
  await files.sync();
}

async function verifyFile(bundle) {
  const file = await open(bundle);
  try {
    const verdict = await verifyBundle(
      { read: async (into) => (await file.read(into, 0, into.length)).bytesRead },
      { cryptography: nodeCryptography },
    );
    if (!verdict.holds) throw new Error(verdict.problem.sentence);
  } finally {
    await file.close();
  }
}

/** Makes the tiles of a log of `size` entries with invented hashes, which is enough for proofs. Answers its root. */
function makeTiles(folder, size) {
  const hasher = new TreeHasher(nodeCryptography);
  const frontier = new Frontier(hasher);
  const hashes = new TileHashes(nodeCryptography);
  let row = Array.from({ length: Math.ceil(size / tileWidth) }, (_, index) => {
    const tile = Buffer.alloc(widthIn(size, 0, index) * 32);
    for (let i = 0; i < tile.length; i += 4) tile.writeUInt32LE((index * 8191 + i) >>> 0, i);
    return tile;
  });
  for (let level = 0; row.length > 0; level += 1) {
    const above = [];
    for (const [index, tile] of row.entries()) {
      const file = path.join(folder, tilePath({ level, index, width: tile.length / 32 }));
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, tile);
      if (tile.length < tileWidth * 32) continue;
      hashes.load(tile);
      above.push(hashes.fold());
      if (level === 0) frontier.append(8, above.at(-1));
    }
    if (level === 0 && size % tileWidth > 0)
      for (let i = 0; i < size % tileWidth; i += 1) frontier.append(0, row.at(-1).subarray(i * 32, i * 32 + 32));
    row = Array.from({ length: Math.ceil(above.length / tileWidth) }, (_, index) =>
      Buffer.concat(above.slice(index * tileWidth, (index + 1) * tileWidth)),
    );
  }
  return frontier.root();
}

/** Makes and verifies proofs, each by a reader that has read no tile yet. */
async function proofs(folder, size, count) {
  const root = makeTiles(folder, size);
  let digests = 0;
  const counting = new TreeHasher({
    ...nodeCryptography,
    sha256: (...given) => ((digests += 1), nodeCryptography.sha256(...given)),
  });
  const source = sourceOf(folder);
  const prove = async (index, tree) => {
    const proof = await tree.inclusionProof(index);
    return {
      leafHash: (await tree.tile(0, Math.floor(index / tileWidth))).slice(
        (index % tileWidth) * 32,
        (index % tileWidth) * 32 + 32,
      ),
      proof,
    };
  };
  await prove(size >> 1, new TileTree(source, counting, size));
  const node = Buffer.alloc(65, 1);
  const times = { ours: [], limit: [] };
  for (let n = 0; n < count; n += 1) {
    const index = (n * 7_919_993) % size;
    const tree = treeIn(folder, size);
    let proved;
    times.ours.push(await timed(async () => (proved = await prove(index, tree))));
    if (!isIncluded(tree.hasher, { index, size, ...proved, root }))
      throw new Error(`The proof of ${index} does not hold.`);
    times.limit.push(
      await timed(() => {
        for (let i = 0; i < digests; i += 1) digest(node);
      }),
    );
  }
  return { ...times, digests };
}

/** Each ratio says how many times as long ours takes. */
export async function benchAudit({ home, report }, rounds = 5) {
  const folder = path.join(home.path, 'audit');
  mkdirSync(folder, { recursive: true });
  const { limit, build, disk, verify } = await millions(folder, rounds);
  const ten = path.join(folder, 'ten-million');
  const { ours, limit: hashing, digests } = await proofs(ten, 10 * million, 500);
  rmSync(folder, { recursive: true });
  const tell = (name, mine, bare, more) =>
    report({
      name,
      unit: 'ms',
      ours: { value: median(mine) },
      limit: { value: median(bare) },
      ratio: median(mine) / median(bare),
      ...more,
    });
  tell(`audit log: append and seal a million entries of ${entryBytes} bytes / bare SHA-256 of the same`, build, limit, {
    goal: 'at most 1.5',
    note: `the disk alone, for the same files with nothing hashed: ${(median(disk) / median(limit)).toFixed(2)} times the bare hashing`,
  });
  tell(
    `audit log: verify a bundle of a million entries of ${entryBytes} bytes / bare SHA-256 of the same`,
    verify,
    limit,
    { goal: 'at most 1.5' },
  );
  tell(`audit log: one inclusion proof out of ten million / ${digests} bare SHA-256`, ours, hashing, {
    goal: 'ours under 1 ms',
  });
}
