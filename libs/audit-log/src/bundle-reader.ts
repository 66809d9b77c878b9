import { bundleMagic, frame, frameLimit, type FrameKind } from './bundle-format.js';
import { Malformed, sameBytes } from './encoding.js';

/** The source of a bundle's bytes: a file, or a file dropped on a page. */
export interface ByteSource {
  /** Fills the start of `into` with the bytes at hand and answers how many; 0 at the end. */
  read(into: Uint8Array): Promise<number>;
}

/** A part of a bundle. `content` is valid until the next part is read. */
export interface Frame {
  kind: FrameKind;
  content: Uint8Array;
}

/** Bytes of one read. */
const chunk = 1 << 20;
const kinds = new Map(Object.entries(frame).map(([kind, byte]) => [byte as number, kind as FrameKind]));

/** Bytes that were read, after room for the rest of the chunk before. */
interface Chunk {
  buffer: Uint8Array<ArrayBuffer>;
  from: number;
  to: number;
  /** The error of the read; thrown when its bytes are needed. */
  failure?: Error;
}

/**
 * Reads a bundle part by part, with room for two of the larger parts. Reads the next chunk while the present one is
 * parsed.
 */
export class BundleReader {
  #buffer = new Uint8Array(0);
  #from = 0;
  #to = 0;
  #room = chunk >> 2;
  #spare = new Uint8Array(this.#room + chunk);
  #coming: Promise<Chunk> | undefined;
  constructor(readonly source: ByteSource) {}

  /** @throws Malformed unless the bytes begin like a bundle. */
  async begin(): Promise<void> {
    if (!(await this.#fill(bundleMagic.length)) || !sameBytes(this.#take(bundleMagic.length), bundleMagic))
      throw new Malformed('This is no audit bundle: it does not begin like one.');
  }

  /**
   * The next part, or undefined at the end.
   * @throws Malformed when the bundle is cut within a part, or has a part of an unknown kind.
   */
  async next(): Promise<Frame | undefined> {
    if (!(await this.#fill(5))) {
      if (this.#to > this.#from) throw new Malformed('The bundle is cut short.');
      return undefined;
    }
    const head = this.#take(5);
    const kind = kinds.get(head[0] as number);
    const length = new DataView(head.buffer, head.byteOffset).getUint32(1);
    if (kind === undefined || length > frameLimit) throw new Malformed('The bundle holds a part that no bundle has.');
    if (!(await this.#fill(length))) throw new Malformed('The bundle is cut short.');
    return { kind, content: this.#take(length) };
  }

  #take(length: number): Uint8Array {
    this.#from += length;
    return this.#buffer.subarray(this.#from - length, this.#from);
  }

  /** Makes at least `length` bytes ready; false if the source ends before. */
  async #fill(length: number): Promise<boolean> {
    while (this.#to - this.#from < length) {
      const next = await (this.#coming ?? this.#read());
      if (next.failure !== undefined) throw next.failure;
      if (next.from === next.to) return false;
      this.#follow(next);
      this.#coming = this.#read();
    }
    return true;
  }

  async #read(): Promise<Chunk> {
    const [buffer, from] = [this.#spare, this.#room];
    try {
      return { buffer, from, to: from + (await this.source.read(buffer.subarray(from))) };
    } catch (error) {
      return { buffer, from, to: from, failure: error instanceof Error ? error : new Error(String(error)) };
    }
  }

  /** Switches to the chunk just read, with the rest of the present one before it. */
  #follow(next: Chunk): void {
    const left = this.#buffer.subarray(this.#from, this.#to);
    let { buffer, from, to } = next;
    if (left.length > from) {
      // Grows with the bytes that arrived, not with the length that a part claims.
      this.#room = left.length * 2;
      buffer = new Uint8Array(this.#room + chunk);
      buffer.set(next.buffer.subarray(from, to), this.#room);
      [from, to] = [this.#room, this.#room + to - from];
    }
    buffer.set(left, from - left.length);
    this.#spare = this.#buffer.length === buffer.length ? this.#buffer : new Uint8Array(buffer.length);
    [this.#buffer, this.#from, this.#to] = [buffer, from - left.length, to];
  }
}
