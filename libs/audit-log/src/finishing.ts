import { Worker } from 'node:worker_threads';
import { TileFinisher, type FinishedTile, type FullTile } from './full-tile.js';

/** Finishes full tiles, and reports each in order. */
export interface Finishing {
  finish(tile: FullTile, done: (finished: FinishedTile) => void): void;
  /** Whether so many tiles wait that it is time for `catchUp`. */
  readonly isAhead: boolean;
  /** Waits until `isAhead` is false. @throws the error that stopped a tile. */
  catchUp(): Promise<void>;
  /** Waits until every tile is finished. @throws the error that stopped a tile. */
  settle(): Promise<void>;
  /** Waits until all writing has ended. */
  close(): Promise<void>;
}

/** Finishes each tile at once, in this thread. */
export class FinishingHere implements Finishing {
  readonly #finisher = new TileFinisher();
  readonly isAhead = false;

  finish(tile: FullTile, done: (finished: FinishedTile) => void): void {
    done(this.#finisher.finish(tile));
  }

  async catchUp(): Promise<void> {}
  async settle(): Promise<void> {}
  async close(): Promise<void> {}
}

/** Bytes that may wait to be written before `isAhead` turns true. */
const inFlight = 1 << 23;

/**
 * Finishes tiles in another thread, so that a second core writes and hashes while this one takes in entries. The thread
 * starts with the first tile.
 */
export class FinishingBeside implements Finishing {
  #thread: Worker | undefined;
  #unfinished: { length: number; done: (finished: FinishedTile) => void }[] = [];
  #bytes = 0;
  #failure: Error | undefined;
  #waiting: (() => void)[] = [];

  get isAhead(): boolean {
    return this.#bytes >= inFlight;
  }

  finish(tile: FullTile, done: (finished: FinishedTile) => void): void {
    this.#thread ??= this.#begin();
    // Work keeps the process alive; a thread that waits for work does not.
    if (this.#unfinished.length === 0) this.#thread.ref();
    this.#unfinished.push({ length: tile.length, done });
    this.#bytes += tile.length;
    this.#thread.postMessage(tile, [tile.bytes.buffer]);
  }

  catchUp(): Promise<void> {
    return this.#until(() => !this.isAhead);
  }

  settle(): Promise<void> {
    return this.#until(() => this.#unfinished.length === 0);
  }

  async close(): Promise<void> {
    await this.#thread?.terminate();
  }

  async #until(isSo: () => boolean): Promise<void> {
    while (this.#failure === undefined && !isSo()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    if (this.#failure !== undefined) throw this.#failure;
  }

  #begin(): Worker {
    const thread = new Worker(new URL('./tile-thread.js', import.meta.url));
    thread.on('message', (finished: FinishedTile) => {
      const { length = 0, done } = this.#unfinished.shift() ?? {};
      this.#bytes -= length;
      if (this.#unfinished.length === 0) thread.unref();
      try {
        done?.(finished);
      } catch (error) {
        this.#fail(error instanceof Error ? error : new Error(String(error)));
      }
      this.#wake();
    });
    thread.on('error', (error: Error) => this.#fail(error));
    thread.on('exit', () => this.#fail(new Error('The thread that writes tiles has ended.')));
    return thread;
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#wake();
  }
}
