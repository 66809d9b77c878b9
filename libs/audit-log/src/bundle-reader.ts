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

const initially = 1 << 21;
const kinds = new Map(Object.entries(frame).map(([kind, byte]) => [byte as number, kind as FrameKind]));

/** Reads a bundle part by part, with room for one part at a time. */
export class BundleReader {
  #buffer = new Uint8Array(initially);
  #from = 0;
  #to = 0;
  constructor(readonly source: ByteSource) {}

  /** @throws Malformed unless what is read is a bundle. */
  async begin(): Promise<void> {
    if (!(await this.#fill(bundleMagic.length)) || !sameBytes(this.#take(bundleMagic.length), bundleMagic)) throw new Malformed('This is no audit bundle: it does not begin like one.');
  }

  /** The next part, or undefined at the end. @throws Malformed when the bundle is cut within a part, or the part is none. */
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
    if (this.#to - this.#from >= length) return true;
    const left = this.#buffer.subarray(this.#from, this.#to);
    if (length > this.#buffer.length) {
      // Grows with what has come, not with what a part says of itself.
      const larger = new Uint8Array(Math.min(length, this.#buffer.length * 2));
      larger.set(left);
      this.#buffer = larger;
    } else this.#buffer.copyWithin(0, this.#from, this.#to);
    this.#to -= this.#from;
    this.#from = 0;
    while (this.#to < length) {
      if (this.#to === this.#buffer.length) return this.#fill(length);
      const read = await this.source.read(this.#buffer.subarray(this.#to));
      if (read === 0) return false;
      this.#to += read;
    }
    return true;
  }
}
