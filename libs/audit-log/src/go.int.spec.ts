import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseCheckpoint } from './checkpoint.js';
import { base64, fromBase64, utf8 } from './encoding.js';
import { parseVerifierKey, verifierKeyText } from './keys.js';
import { treeIn } from './log-folder.js';
import { TestLog, Workplace } from './log.fixture.js';
import { isConsistent, isIncluded, TreeHasher } from './merkle.js';
import { nodeCryptography } from './node-cryptography.js';
import { verifiedSignatures } from './note.js';

interface Written {
  vkey: string;
  checkpoint: string;
  inclusion: { index: number; entry: string; proof: string[] }[];
  consistency: { from: number; root: string; proof: string[] }[];
}

const interop = path.join(import.meta.dirname, '../interop');
const workplace = new Workplace();
afterAll(() => workplace.remove());

/** Why Go cannot be run here, or undefined. */
function whyNot(): string | undefined {
  if (spawnSync('go', ['version']).status !== 0) return 'Go is not installed';
  const { status, stderr } = spawnSync('go', ['mod', 'download'], { cwd: interop, encoding: 'utf8', timeout: 90_000 });
  return status === 0 ? undefined : `golang.org/x/mod cannot be had here (${stderr.trim().split('\n').at(-1) ?? ''})`;
}

const reason = whyNot();
if (reason !== undefined) {
  it('is judged by Go', () => {
    process.stderr.write(`skipped: what Go's own packages say of the audit log, because ${reason}\n`);
  });
}

const withGo = reason === undefined ? describe : describe.skip;
withGo("Go's tlog and note", () => {
  const program = workplace.path('interop');
  beforeAll(() => {
    const { status, stderr } = spawnSync('go', ['build', '-o', program, '.'], {
      cwd: interop,
      encoding: 'utf8',
      env: { ...process.env, GOFLAGS: '-mod=readonly -buildvcs=false', CGO_ENABLED: '0' },
    });
    expect([status, stderr]).toEqual([0, '']);
  });
  const go = (args: string[], input = '') => {
    const { status, stdout, stderr } = spawnSync(program, args, { input, encoding: 'utf8', maxBuffer: 1 << 28 });
    if (status !== 0) throw new Error(stderr.trim());
    return JSON.parse(stdout) as unknown;
  };

  async function orderFor(log: TestLog, indices: number[], sizes: number[]): Promise<Written> {
    const { size } = log.checkpoint();
    const tree = treeIn(log.folder, size);
    const inclusion = await Promise.all(
      indices.map(async (index) => ({
        index,
        entry: base64((await tree.entries(Math.floor(index / 256)))[index % 256] as Uint8Array),
        proof: (await tree.inclusionProof(index)).map(base64),
      })),
    );
    const consistency = await Promise.all(
      sizes.map(async (from) => ({
        from,
        root: base64(await tree.root(from)),
        proof: (await tree.consistencyProof(from)).map(base64),
      })),
    );
    return { vkey: verifierKeyText(log.key.verifier), checkpoint: '', inclusion, consistency };
  }

  it.each([1, 2, 255, 256, 257, 1_000, 65_537 + 300])(
    'accept our checkpoint, tiles and proofs of %i entries',
    async (size) => {
      const log = await TestLog.of(workplace, size);
      const indices = [...new Set([0, 1, 254, 255, 256, 511, size >> 1, size - 1])].filter((index) => index < size);
      const sizes = [...new Set([1, 2, 3, 255, 256, 257, size >> 1, size - 1, size])].filter(
        (one) => one > 0 && one <= size,
      );
      expect(go(['judge', log.folder], JSON.stringify(await orderFor(log, indices, sizes)))).toEqual({
        inclusion: indices.length,
        consistency: sizes.length,
      });
    },
  );

  it('reject what of ours is altered', async () => {
    const log = await TestLog.of(workplace, 300);
    const order = await orderFor(log, [7], [200]);
    const [inclusion] = order.inclusion;
    const altered = { ...order, inclusion: [{ ...inclusion, entry: base64(utf8('another')) }] };
    expect(() => go(['judge', log.folder], JSON.stringify(altered))).toThrow('entry 7');
    const other = await TestLog.of(workplace, 300);
    expect(() => go(['judge', other.folder], JSON.stringify(order))).toThrow('no verifiable signatures');
  });

  it('write checkpoints and proofs of every entry and size that we accept', () => {
    const written = go(['write', '260']) as Written;
    const hasher = new TreeHasher(nodeCryptography);
    const { note, size, root } = parseCheckpoint(utf8(written.checkpoint));
    const bytes = (text: string) => fromBase64(text, 'It');
    expect(verifiedSignatures(nodeCryptography, note, [parseVerifierKey(nodeCryptography, written.vkey)])).toHaveLength(
      1,
    );
    expect([size, written.inclusion.length, written.consistency.length]).toEqual([260, 260, 260]);
    for (const { index, entry, proof } of written.inclusion)
      expect(
        isIncluded(hasher, { index, size, leafHash: hasher.leaf(bytes(entry)), proof: proof.map(bytes), root }),
      ).toBe(true);
    for (const { from, root: fromRoot, proof } of written.consistency)
      expect(
        isConsistent(hasher, { from, to: size, fromRoot: bytes(fromRoot), toRoot: root, proof: proof.map(bytes) }),
      ).toBe(true);
  });
});
