import { bundleMagic, frame, frameLimit, type FrameKind } from './bundle-format.js';
import { Malformed, sameBytes } from './encoding.js';

/** Where a bundle's bytes come from: a file, or what somebody dropped on a page. */
export interface ByteSource {
  /** Fills `into` from its start with as many bytes as there are at once; 0 where there are no more. */
  read(into: Uint8Array): Promise<number>;
}

/** A part of a bundle. `content` is good until the next one is asked for. */
export interface Frame {
  kind: FrameKind;
  content: Uint8Array;
}

/** Bytes that are read at once. */
const chunk = 1 << 20;
const kinds = new Map(Object.entries(frame).map(([kind, byte]) => [byte as number, kind as FrameKind]));

/** What was read, behind room for what is left of the bytes before it. */
interface Chunk {
  buffer: Uint8Array<ArrayBuffer>;
  from: number;
  to: number;
  /** Why it could not be read; told to whoever comes to need it. */
  failure?: Error;
}

/**
 * Reads a bundle part by part, with room for two of the larger parts; while one chunk is looked at the next is read.
 */
export class BundleReader {
  #buffer = new Uint8Array(0);
  #from = 0;
  #to = 0;
  #room = chunk >> 2;
  #spare = new Uint8Array(this.#room + chunk);
  #coming: Promise<Chunk> | undefined;
  constructor(readonly source: ByteSource) {}

  /** @throws Malformed unless what is read is a bundle. */
  async begin(): Promise<void> {
    if (!(await this.#fill(bundleMagic.length)) || !sameBytes(this.#take(bundleMagic.length), bundleMagic))
      throw new Malformed('This is no audit bundle: it does not begin like one.');
  }

  /**
   * The next part, or undefined at the end.
   * @throws Malformed when the bundle is cut within a part, or the part is none.
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

  /** Has at least so many bytes ready; false where the source ends before. */
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

  /** Goes on with what was read, with what is left put before it. */
  #follow(next: Chunk): void {
    const left = this.#buffer.subarray(this.#from, this.#to);
    let { buffer, from, to } = next;
    if (left.length > from) {
      // Grows with what has come, not with what a part says of itself.
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
