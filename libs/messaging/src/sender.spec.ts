import { describe, expect, it } from '@jest/globals';
import { setTimeout as elapse } from 'node:timers/promises';
import { BrokerUnavailable } from './broker.js';
import type { OutgoingRecord } from './cloud-events.js';
import { Sender, type Line } from './sender.js';

const record = (value: string): OutgoingRecord => ({ key: 'a', value, headers: {} });
const log = (): void => undefined;

/** A line that keeps records in memory, and fails or hangs when asked. */
class Shelf implements Line {
  readonly calls: { topic: string; values: string[] }[] = [];
  down: (topic: string) => boolean = () => false;
  hangs = false;
  probes = 0;
  private release: (error: Error) => void = () => undefined;

  async transmit(topic: string, records: readonly OutgoingRecord[]): Promise<void> {
    await elapse(2);
    if (this.hangs) await new Promise<void>((_, reject) => (this.release = reject));
    if (this.down(topic)) throw new Error('down');
    this.calls.push({ topic, values: records.map(({ value }) => value) });
  }

  abandon(): void {
    this.release(new Error('abandoned'));
  }

  probe(): Promise<void> {
    this.probes++;
    return this.down('') ? Promise.reject(new Error('down')) : Promise.resolve();
  }
}

describe('a sender', () => {
  it('sends one batch at a time, in order, and joins what waits', async () => {
    const shelf = new Shelf();
    const sender = new Sender(shelf, 20_000, log);
    await Promise.all(Array.from({ length: 100 }, (_, nth) => sender.send('t', [record(`${nth}`)])));
    expect(shelf.calls.flatMap(({ values }) => values)).toEqual(Array.from({ length: 100 }, (_, nth) => `${nth}`));
    expect(shelf.calls.length).toBeLessThan(5);
  });

  it('splits what is too much for one batch by count and by size', async () => {
    const shelf = new Shelf();
    const sender = new Sender(shelf, 20_000, log);
    await sender.send(
      't',
      Array.from({ length: 1_200 }, () => record('x')),
    );
    await sender.send(
      't',
      Array.from({ length: 5 }, () => record('y'.repeat(400_000))),
    );
    expect(shelf.calls.map(({ values }) => values.length)).toEqual([500, 500, 200, 2, 2, 1]);
  });

  it('retries within the deadline, then says what was wrong', async () => {
    const shelf = new Shelf();
    const sender = new Sender(shelf, 2_000, log);
    shelf.down = () => true;
    await expect(sender.send('t', [record('lost')])).rejects.toThrow(
      new BrokerUnavailable('Publishing on t did not succeed within 2 s: down.'),
    );
    expect(sender.problem).toBe('down');
    shelf.down = () => false;
    await sender.send('t', [record('kept')]);
    expect(sender.problem).toBeUndefined();
    expect(shelf.calls).toEqual([{ topic: 't', values: ['kept'] }]);
    sender.close();
  });

  it('asks by itself until the broker answers again, though nobody publishes', async () => {
    const shelf = new Shelf();
    const sender = new Sender(shelf, 100, log);
    shelf.down = () => true;
    await expect(sender.send('t', [record('lost')])).rejects.toThrow(BrokerUnavailable);
    while (shelf.probes < 2) await elapse(20);
    expect(sender.problem).toBe('down');
    shelf.down = () => false;
    while (sender.problem !== undefined) await elapse(20);
    sender.close();
  });

  it('lets other topics go on while one fails', async () => {
    const shelf = new Shelf();
    const sender = new Sender(shelf, 3_000, log);
    shelf.down = (topic) => topic === 'bad';
    const bad = expect(sender.send('bad', [record('x')])).rejects.toThrow(BrokerUnavailable);
    for (let nth = 0; nth < 5; nth++) await sender.send('good', [record(`${nth}`)]);
    expect(shelf.calls.filter(({ topic }) => topic === 'good')).toHaveLength(5);
    await bad;
    sender.close();
  });

  it('gives up a batch that hangs at its deadline, and sends the next one', async () => {
    const shelf = new Shelf();
    const sender = new Sender(shelf, 2_000, log);
    shelf.hangs = true;
    await expect(sender.send('t', [record('hung')])).rejects.toThrow('it has not answered');
    shelf.hangs = false;
    await sender.send('t', [record('next')]);
    expect(shelf.calls.at(-1)?.values).toEqual(['next']);
    sender.close();
  });

  it('rejects what waits when it is closed, and everything after', async () => {
    const shelf = new Shelf();
    const sender = new Sender(shelf, 5_000, log);
    shelf.hangs = true;
    const waiting = [sender.send('t', [record('a')]), sender.send('t', [record('b')])].map((sent) =>
      expect(sent).rejects.toThrow(BrokerUnavailable),
    );
    await elapse(10);
    sender.close();
    await Promise.all(waiting);
    await expect(sender.send('t', [record('c')])).rejects.toThrow('closed');
  });
});
