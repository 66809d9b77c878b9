import { rmSync } from 'node:fs';
import path from 'node:path';
import { parseCheckpoint, type Checkpoint } from './checkpoint.js';
import { Malformed, sameBytes } from './encoding.js';
import { EntryTile } from './entry-tile.js';
import { replaceFile } from './files.js';
import { FinishingBeside, FinishingHere, type Finishing } from './finishing.js';
import { announcementEntry, announcementText, keyListBytes } from './key-chain.js';
import { isSameKey } from './keys.js';
import { removeBeyond } from './leftovers.js';
import { LogFiles } from './log-files.js';
import { lockBoth, readLog, treeIn, upToDate } from './log-folder.js';
import { nodeCryptography } from './node-cryptography.js';
import { noteBytes, parseSignatureLine } from './note.js';
import { Refused, type Signer } from './signer.js';
import { TileHashes } from './tile-hashes.js';
import { entriesPath, partialsPath, tilePath, tileWidth, widthIn, type Tile } from './tiles.js';
import { InUse, type WriterLock } from './writer-lock.js';

/** A tile of an upper level, at the right edge. */
interface EdgeTile {
  hashes: TileHashes;
  index: number;
  width: number;
}

export interface WriterOptions {
  /** Writes and hashes full tiles in a second thread: worth its start from some ten thousand entries on. */
  beside?: boolean;
}

/**
 * Appends to a log in a folder. Once `seal` has answered, its entries are durable; entries that were not sealed are
 * lost when the process ends. Files of tiles and entries are durable before the signer remembers their tree, and the
 * signer remembers before the checkpoint is replaced.
 */
export class LogWriter {
  readonly #folder: string;
  readonly #signer: Signer;
  readonly #lock: WriterLock;
  readonly #files: LogFiles;
  readonly #finishing: Finishing;
  readonly #entries = new EntryTile();
  /** The tile of level 1, and those above it. */
  readonly #above: EdgeTile[] = [];
  #sealed: Checkpoint;
  #broken: Error | undefined;
  /** Settles when the last requested work is done. */
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(
    folder: string,
    signer: Signer,
    lock: WriterLock,
    sealed: Checkpoint,
    { beside = false }: WriterOptions,
  ) {
    this.#folder = folder;
    this.#signer = signer;
    this.#lock = lock;
    this.#files = new LogFiles(folder);
    this.#finishing = beside ? new FinishingBeside() : new FinishingHere();
    this.#sealed = sealed;
  }

  /**
   * Opens the log as its only writer. Publishes first a checkpoint that a process signed and died before publishing.
   * @throws InUse when another process writes; Malformed when the files do not fit the checkpoint;
   * @throws Refused when the log is not what the signer signed last.
   */
  static async open(folder: string, signer: Signer, options: WriterOptions = {}): Promise<LogWriter> {
    readLog(folder);
    const lock = await lockBoth(folder, signer);
    try {
      const writer = new LogWriter(folder, signer, lock, await upToDate(folder, signer), options);
      await writer.#load();
      // A rotated-out key does not know how far the log went on without it.
      if (!signer.isRetired) removeBeyond(folder, writer.#sealed.size);
      // Removes the line of a rotation that was not sealed.
      replaceFile(path.join(folder, 'keys'), keyListBytes(readLog(folder).keys), 0o644);
      return writer;
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /** The last published checkpoint. */
  get sealed(): Checkpoint {
    return this.#sealed;
  }

  /** The number of entries, unsealed ones included. */
  get size(): number {
    return this.#entries.index * tileWidth + this.#entries.width;
  }

  /**
   * Appends entries in order, each of at most 65,535 bytes. They are in the log once `seal` has answered.
   * @throws Malformed when one is longer; after that this writer can seal nothing more.
   */
  append(entries: Iterable<Uint8Array>): Promise<void> {
    return this.#inTurn(() => this.#orBreak(() => this.#append(entries)));
  }

  /**
   * Signs and publishes the present tree. Answers at once when nothing was appended.
   * @throws Refused by the signer; errors of the file system. After that this writer can seal nothing more; a new one
   *   goes on from the last checkpoint.
   */
  seal(): Promise<Checkpoint> {
    return this.#inTurn(() => this.#orBreak(() => this.#seal()));
  }

  /**
   * Adds cosignatures to the published checkpoint. Each replaces an older one of the same key.
   * @param lines of witnesses, for the checkpoint published at the time of the call; the caller has verified them.
   * @throws InUse when a newer checkpoint was published meanwhile; Malformed when a line is no signature, or there are
   *   too many.
   */
  addSignatures(lines: readonly string[]): Promise<Checkpoint> {
    const { text } = this.#sealed.note;
    return this.#inTurn(() => {
      const { note } = this.#sealed;
      if (note.text !== text) throw new InUse('The log has grown while its witnesses were asked; ask them again.');
      const newest = new Map(
        [...note.signatures, ...lines.map(parseSignatureLine)].map(({ name, keyId, line }) => [
          `${name}+${keyId}`,
          line,
        ]),
      );
      this.#publish(noteBytes(text, [...newest.values()]));
      return this.#sealed;
    });
  }

  /**
   * Announces a key in the log and seals it with both keys. From then on only the successor signs. Called again with
   * the same two keys, it finishes a rotation that a process began and died in.
   * @throws Malformed when the key does not have the log's name; InUse when another process signs with it.
   * @throws Refused when the log has or had that key, or the key has signed something else. The writer can still be
   *   used after each of these.
   */
  async rotate(successor: Signer): Promise<Checkpoint> {
    const { origin, key } = this.#signer;
    if (successor.origin !== origin) throw new Malformed(`The new key has to be named ${origin}, as the log is.`);
    if (isSameKey(successor.key.verifier, key.verifier))
      throw new Refused(
        'The new key is the one that signs the log until now: make another, with "stipple key generate".',
      );
    const lock = await successor.lock();
    try {
      if (!this.#signer.isRetired) this.#mayTakeOver(successor);
      return await this.#inTurn(() => this.#orBreak(() => this.#rotate(successor)));
    } finally {
      lock.release();
    }
  }

  /** Releases the log, once all writing has ended. Unsealed entries are lost. */
  async close(): Promise<void> {
    this.#broken ??= new Malformed('This log was closed.');
    await this.#finishing.close();
    await this.#turn;
    this.#lock.release();
  }

  /** Runs concurrent calls one after the other. */
  #inTurn<T>(work: () => T | Promise<T>): Promise<T> {
    const done = this.#turn.then(() => {
      if (this.#broken !== undefined) throw this.#broken;
      return work();
    });
    this.#turn = Promise.allSettled([done]);
    return done;
  }

  /** After a failure, all later work fails too. */
  async #orBreak<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.#broken ??= error instanceof Error ? error : new Error(String(error));
      throw this.#broken;
    }
  }

  async #append(entries: Iterable<Uint8Array>): Promise<void> {
    for (const entry of entries) {
      this.#put(entry);
      if (this.#finishing.isAhead) await this.#finishing.catchUp();
    }
  }

  async #seal(successor?: Signer): Promise<Checkpoint> {
    const { size } = this;
    if (size === this.#sealed.size) return this.#sealed;
    await this.#finishing.settle();
    const last = this.#signer.last();
    // The lock should have kept that other process out. Do not overwrite what it published.
    if (last.size > this.#sealed.size || (last.size === this.#sealed.size && !sameBytes(last.root, this.#sealed.root)))
      throw new Refused(
        `Another process has signed ${last.size} entries with the key of this log since it was opened here: ` +
          'open it again.',
      );
    this.#writeEdge();
    await this.#files.sync();
    const tree = treeIn(this.#folder, size);
    const proof = await tree.consistencyProof(last.size);
    const signed = this.#signer.sign({ origin: this.#signer.origin, size, root: await tree.root() }, proof, successor);
    const before = this.#sealed.size;
    this.#publish(signed);
    this.#removePartials(before);
    return this.#sealed;
  }

  /**
   * @throws Refused when a key has signed before: taking over would erase that memory, and it could sign a
   *   contradiction.
   */
  #mayTakeOver(successor: Signer): void {
    const { keys } = readLog(this.#folder);
    if (keys.some(({ key }) => isSameKey(key, successor.key.verifier)))
      throw new Refused(
        'The new key has signed this log before and was rotated out, and does not come back: ' +
          'make another, with "stipple key generate".',
      );
    if (successor.hasSigned)
      throw new Refused(
        `The new key has signed a log before, and signs one only: ${successor.stateFile} is there. ` +
          'Make another, with "stipple key generate".',
      );
  }

  async #rotate(successor: Signer): Promise<Checkpoint> {
    if (this.#signer.isRetired) {
      this.#signer.handOver(successor);
      return this.#sealed;
    }
    const text = announcementText(this.#signer.origin, successor.key.verifier);
    const { keys } = readLog(this.#folder);
    const announcedAt = this.size;
    await this.#append([announcementEntry(text, [this.#signer.key.line(text, 0), successor.key.line(text, 0)])]);
    replaceFile(
      path.join(this.#folder, 'keys'),
      keyListBytes([...keys, { announcedAt, key: successor.key.verifier }]),
      0o644,
    );
    return this.#seal(successor);
  }

  #put(entry: Uint8Array): void {
    const entries = this.#entries;
    entries.add(entry);
    if (!entries.isFull) return;
    const { index } = entries;
    const tileFile = this.#files.place(tilePath({ level: 0, index, width: tileWidth }));
    const entriesFile = this.#files.place(entriesPath(index, tileWidth));
    const full = { tileFile, entriesFile, ...entries.take() };
    this.#finishing.finish(full, ({ root, bytes }) => {
      this.#files.wrote(full.length, tileFile, entriesFile);
      entries.giveBack(bytes);
      this.#carry(1, root);
    });
  }

  #edge(level: number): EdgeTile {
    return (this.#above[level - 1] ??= { hashes: new TileHashes(nodeCryptography), index: 0, width: 0 });
  }

  /** Adds the root of a full tile to the level above it. */
  #carry(level: number, root: Uint8Array): void {
    const edge = this.#edge(level);
    edge.hashes.pairs.set(root, edge.hashes.placeOf(edge.width));
    edge.width += 1;
    if (edge.width < tileWidth) return;
    this.#files.write(tilePath({ level, index: edge.index, width: tileWidth }), edge.hashes.bytes(tileWidth));
    edge.index += 1;
    edge.width = 0;
    this.#carry(level + 1, edge.hashes.fold());
  }

  /** Writes the partial tiles of this size. Removes full ones in their place, left by a process that died. */
  #writeEdge(): void {
    const { index, width, hashes, bundle } = this.#entries;
    if (this.#isNew({ level: 0, index, width })) {
      this.#writePartial(tilePath({ level: 0, index, width: tileWidth }), tilePath({ level: 0, index, width }), hashes);
      this.#writePartial(entriesPath(index, tileWidth), entriesPath(index, width), bundle);
    }
    for (const [below, edge] of this.#above.entries()) {
      const tile = { level: below + 1, index: edge.index, width: edge.width };
      if (this.#isNew(tile))
        this.#writePartial(tilePath({ ...tile, width: tileWidth }), tilePath(tile), edge.hashes.bytes(tile.width));
    }
  }

  /** Files of the published tree are never opened for writing: a dying process would leave them torn. */
  #isNew({ level, index, width }: Tile): boolean {
    return width > 0 && Math.floor(this.#sealed.size / tileWidth ** level) !== index * tileWidth + width;
  }

  #writePartial(whole: string, partial: string, bytes: Uint8Array): void {
    rmSync(path.join(this.#folder, whole), { force: true });
    this.#files.write(partial, bytes);
  }

  #publish(bytes: Uint8Array): void {
    const checkpoint = parseCheckpoint(bytes);
    replaceFile(path.join(this.#folder, 'checkpoint'), bytes, 0o644);
    this.#sealed = checkpoint;
  }

  /** Removes partial tiles whose full ones were written since the tree had `before` entries. */
  #removePartials(before: number): void {
    for (let level = 0; level <= this.#above.length; level += 1) {
      const index = Math.floor(Math.floor(before / tileWidth ** level) / tileWidth);
      if (widthIn(this.size, level, index) < tileWidth || widthIn(before, level, index) === 0) continue;
      for (const kind of level === 0 ? ([0, 'entries'] as const) : [level])
        rmSync(path.join(this.#folder, partialsPath(kind, index)), { recursive: true, force: true });
    }
  }

  /** Reads the right edge of the tree and compares it with the checkpoint. */
  async #load(): Promise<void> {
    const { size, root } = this.#sealed;
    const tree = treeIn(this.#folder, size);
    if (!sameBytes(await tree.root(), root))
      throw new Malformed(
        `The tiles in ${this.#folder} are not those of its checkpoint: run "stipple log fsck" on it.`,
      );
    for (let level = 1; Math.floor(size / tileWidth ** level) > 0; level += 1) {
      const edge = this.#edge(level);
      const count = Math.floor(size / tileWidth ** level);
      edge.index = Math.floor(count / tileWidth);
      edge.width = count % tileWidth;
      if (edge.width > 0) edge.hashes.load(await tree.tile(level, edge.index));
    }
    const entries = this.#entries;
    entries.index = Math.floor(size / tileWidth);
    if (size % tileWidth === 0) return;
    for (const entry of await tree.entries(entries.index)) entries.add(entry);
    if (!sameBytes(entries.hashes, await tree.tile(0, entries.index)))
      throw new Malformed(
        `The last entries in ${this.#folder} are not those of its checkpoint: run "stipple log fsck" on it.`,
      );
  }
}
