import {
  parseAnnouncement,
  parseConsistency,
  parseEnd,
  parseManifest,
  parseRest,
  parseRun,
  type ConsistencyPart,
  type Manifest,
} from './bundle-format.js';
import { BundleReader, type ByteSource, type Frame } from './bundle-reader.js';
import { parseCheckpoint, type Checkpoint } from './checkpoint.js';
import { base64, Malformed, sameBytes } from './encoding.js';
import { EntryAudit, hiddenRotation } from './entry-audit.js';
import {
  isHiddenRotation,
  keyChain,
  keyLimit,
  parseKeyList,
  signaturesOf,
  type Announcement,
  type LogKey,
} from './key-chain.js';
import { isSameKey } from './keys.js';
import { isConsistent, TreeHasher } from './merkle.js';
import { BadSignature } from './note.js';
import { isQuorum } from './policy.js';
import { Found, type Expectations, type Verdict } from './verdict.js';
import { checkKept } from './verify-kept.js';

/**
 * Verifies a bundle from its first byte to its last, in memory that does not grow with it. Needs no network.
 * @throws errors of `source` alone: a bundle that does not hold is a verdict, not an error.
 */
export async function verifyBundle(source: ByteSource, expectations: Expectations): Promise<Verdict> {
  const verification = new Verification(source, expectations);
  try {
    await verification.run();
    return { ...verification.verdict, holds: true };
  } catch (error) {
    if (error instanceof Found)
      return {
        ...verification.verdict,
        problem: error.problem,
        ...(error.splitView ? { splitView: base64(error.splitView) } : {}),
      };
    if (error instanceof Malformed || error instanceof BadSignature)
      return { ...verification.verdict, problem: { sentence: error.message, ...verification.place() } };
    throw error;
  }
}

class Verification {
  readonly verdict: Verdict = { holds: false, remarks: [], cosignatures: [] };
  readonly #reader: BundleReader;
  readonly #hasher: TreeHasher;
  #entries: EntryAudit | undefined;

  constructor(
    source: ByteSource,
    readonly expected: Expectations,
  ) {
    this.#reader = new BundleReader(source);
    this.#hasher = new TreeHasher(expected.cryptography);
  }

  /** The index at which the bundle became unreadable, if it had come to its entries. */
  place(): { index?: number } {
    const next = this.#entries?.next ?? Infinity;
    return next < (this.verdict.log?.size ?? 0) ? { index: next } : {};
  }

  async run(): Promise<void> {
    await this.#reader.begin();
    const manifest = parseManifest((await this.#part('manifest')).content);
    const checkpoint = parseCheckpoint((await this.#part('checkpoint')).content.slice());
    if (
      manifest.origin !== checkpoint.origin ||
      manifest.size !== checkpoint.size ||
      !sameBytes(manifest.root, checkpoint.root)
    )
      throw new Malformed("The bundle's manifest names another tree than its checkpoint.");
    this.verdict.log = { origin: checkpoint.origin, size: checkpoint.size, root: base64(checkpoint.root) };
    const keys = parseKeyList(this.expected.cryptography, (await this.#part('keys')).content.slice());
    const { announcements, next } = await this.#announcements();
    const chain = this.#chain(checkpoint, keys, announcements);
    this.#checkTrust(checkpoint, chain);
    this.#checkSignatures(checkpoint, chain);
    const { part, next: following } = await this.#consistency(next, manifest);
    this.#checkSince(checkpoint, chain, part);
    await this.#checkEntries(following, manifest, checkpoint, chain);
  }

  async #next(): Promise<Frame> {
    const part = await this.#reader.next();
    if (part === undefined) throw new Malformed('The bundle is cut short.');
    return part;
  }

  async #part(kind: Frame['kind']): Promise<Frame> {
    const part = await this.#next();
    if (part.kind !== kind) throw new Malformed(`The bundle has no ${kind} where it should.`);
    return part;
  }

  async #announcements(): Promise<{ announcements: Announcement[]; next: Frame }> {
    const announcements: Announcement[] = [];
    for (;;) {
      const next = await this.#next();
      if (next.kind !== 'announcement') return { announcements, next };
      if (announcements.length >= keyLimit) throw new Malformed('The bundle announces more keys than a log has.');
      announcements.push(parseAnnouncement(next.content));
    }
  }

  /** The keys that the announcements introduce. The bundle's list of keys has to be the same. */
  #chain(checkpoint: Checkpoint, keys: readonly LogKey[], announcements: readonly Announcement[]): LogKey[] {
    const chain = keyChain(this.#hasher, (keys[0] as LogKey).key, announcements, checkpoint);
    const isSame =
      keys.length === chain.length &&
      chain.every(({ announcedAt, key }, at) => keys[at]?.announcedAt === announcedAt && isSameKey(key, keys[at].key));
    if (!isSame) throw new Malformed("The bundle's list of keys is not that of its announcements.");
    if (keys.some(({ key }) => key.name !== checkpoint.origin))
      throw new Malformed("The bundle's keys are not named like its log.");
    return chain;
  }

  /** The signing key has to be a key of the policy, or to come from one through announcements. */
  #checkTrust({ origin }: Checkpoint, chain: readonly LogKey[]): void {
    const { policy, since } = this.expected;
    const names = policy?.logs ?? [];
    if (names.length > 0) {
      const isTrusted = chain.some(({ key }) =>
        names.some((log) => log.key.name === origin && isSameKey(log.key, key)),
      );
      if (!isTrusted)
        throw new Found({ sentence: `The bundle is signed by a key that the policy does not name for ${origin}.` });
      return;
    }
    if (since !== undefined) {
      this.verdict.remarks.push(
        "No policy with the log's key was given: the key was taken from the bundle, and is believed " +
          'because it signed the kept checkpoint.',
      );
      return;
    }
    if (policy !== undefined)
      throw new Found({
        sentence: "The policy names no log, so nothing says that the bundle's key is to be believed.",
      });
    this.verdict.remarks.push(
      "No policy and no kept checkpoint were given: the log's key was taken from the bundle itself. " +
        'So this shows that the bundle agrees with itself, not whose it is.',
    );
  }

  #checkSignatures(checkpoint: Checkpoint, chain: readonly LogKey[]): void {
    const { cryptography, policy } = this.expected;
    const witnesses = policy?.witnesses ?? [];
    const found = signaturesOf(
      cryptography,
      checkpoint,
      chain,
      witnesses.map(({ key }) => key),
    );
    // A witness may have several lines and counts once, with the first time at which it saw this tree.
    const cosigned = witnesses.flatMap(({ name, key }) => {
      const times = found.flatMap((signature) =>
        signature.key === key && signature.time !== undefined ? [signature.time] : [],
      );
      return times.length === 0 ? [] : [{ witness: name, time: timeText(Math.min(...times)) }];
    });
    this.verdict.cosignatures = cosigned;
    if (policy === undefined) {
      const others = checkpoint.note.signatures.length - found.length;
      if (others > 0)
        this.verdict.remarks.push(
          `${others} other signature${others === 1 ? '' : 's'} on the checkpoint could not be checked ` +
            'without a policy that names the witnesses.',
        );
      return;
    }
    const names = new Set(cosigned.map(({ witness }) => witness));
    if (isQuorum(policy, names)) return;
    const who =
      names.size === 0 ? 'no witness of it has' : `only ${[...names].join(', ')} ${names.size === 1 ? 'has' : 'have'}`;
    throw new Found({
      sentence:
        `The checkpoint of ${checkpoint.size} entries is not sealed: ` +
        `the policy asks for ${policy.quorum} and ${who} cosigned.`,
    });
  }

  async #consistency(part: Frame, { since }: Manifest): Promise<{ part: ConsistencyPart | undefined; next: Frame }> {
    if ((part.kind === 'consistency') !== (since !== undefined))
      throw new Malformed("The bundle's manifest and its consistency proof contradict each other.");
    if (part.kind !== 'consistency') return { part: undefined, next: part };
    const parsed = parseConsistency(part.content);
    if (parsed.size !== since)
      throw new Malformed("The bundle's manifest and its consistency proof contradict each other.");
    return { part: parsed, next: await this.#next() };
  }

  /** The consistency proof has to hold from the tree that it names, whether or not that one was kept. */
  #checkSince(checkpoint: Checkpoint, chain: readonly LogKey[], part: ConsistencyPart | undefined): void {
    const { since: kept } = this.expected;
    if (kept !== undefined) checkKept(kept, { hasher: this.#hasher, checkpoint, chain, part });
    const holds =
      part === undefined ||
      isConsistent(this.#hasher, {
        from: part.size,
        to: checkpoint.size,
        fromRoot: part.root,
        toRoot: checkpoint.root,
        proof: part.proof,
      });
    if (!holds)
      throw new Found({ sentence: `The proof that the log extends the one of ${part.size} entries does not hold.` });
    if (kept !== undefined) this.verdict.since = kept.size;
    else if (part !== undefined)
      this.verdict.remarks.push(
        `The bundle proves that the log extends one of ${part.size} entries with the root ${base64(part.root)}; ` +
          'no kept checkpoint was given to compare that with.',
      );
  }

  async #checkEntries(
    first: Frame,
    manifest: Manifest,
    checkpoint: Checkpoint,
    chain: readonly LogKey[],
  ): Promise<void> {
    let hidden: number | undefined;
    const entries = new EntryAudit(this.#hasher, (index, entry) => {
      if (hidden === undefined && isHiddenRotation(this.#hasher.cryptography, checkpoint.origin, chain, index, entry))
        hidden = index;
    });
    this.#entries = entries;
    let part = first;
    let start: number | undefined;
    for (; part.kind === 'entries'; part = await this.#next()) {
      const run = parseRun(part.content);
      if (run.start + run.count > checkpoint.size)
        throw new Malformed(`The bundle holds entry ${run.start + run.count - 1}, and the log has ${checkpoint.size}.`);
      start ??= run.start;
      entries.add(run);
      this.expected.progress?.(entries.count, manifest.count);
    }
    if (part.kind !== 'rest') throw new Malformed('The bundle has no rest where it should.');
    const last = entries.next - 1;
    entries.finish(parseRest(part.content), checkpoint.size);
    if (parseEnd((await this.#part('end')).content) !== entries.count)
      throw new Malformed('The bundle says at its end that it holds another number of entries than it does.');
    if ((await this.#reader.next()) !== undefined) throw new Malformed('The bundle goes on after its end.');
    const problem = entries.problem(checkpoint.root) ?? (hidden === undefined ? undefined : hiddenRotation(hidden));
    if (problem !== undefined) throw new Found(problem);
    this.verdict.entries = { count: entries.count, ...(start === undefined ? {} : { first: start, last }) };
    this.#checkComplete(entries, manifest, start, last);
  }

  #checkComplete(entries: EntryAudit, manifest: Manifest, first: number | undefined, last: number): void {
    const { from, to, selection } = this.expected;
    if (
      manifest.count !== entries.count ||
      manifest.range?.first !== first ||
      (first !== undefined && manifest.range?.last !== last)
    )
      throw new Found({ sentence: 'The bundle does not hold the entries that its manifest names.' });
    if (from !== undefined && (first === undefined || first > from))
      throw new Found({
        index: from,
        isProven: true,
        sentence: `Entry ${from} is missing: the bundle begins ${first === undefined ? 'with none' : `at ${first}`}.`,
      });
    if (to !== undefined && (first === undefined || last < to))
      throw new Found({
        index: to,
        isProven: true,
        sentence: `Entry ${to} is missing: the bundle ends ${first === undefined ? 'with none' : `at ${last}`}.`,
      });
    if (entries.missing === undefined) return;
    if (!selection)
      throw new Found({
        index: entries.missing,
        isProven: true,
        sentence: `Entry ${entries.missing} was left out, and the entries before and after it are there.`,
      });
    this.verdict.remarks.push(
      `The bundle holds a selection: entries between its first and last are left out, first ${entries.missing}.`,
    );
  }
}

const timeText = (seconds: number): string =>
  seconds <= 8_640_000_000_000 ? new Date(seconds * 1000).toISOString() : `${seconds} s after 1970`;
