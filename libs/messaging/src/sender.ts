import { messageOf } from '@stipple/text';
import { pause } from '@stipple/time';
import { BrokerUnavailable, type Log } from './broker.js';
import { LARGEST_RECORD, sizeOf, type OutgoingRecord } from './cloud-events.js';
import { GrowingPause } from './growing-pause.js';

/** A connection that carries records to one broker, one call at a time. */
export interface Line {
  /** Resolves once the records are durable, in this order per key. After a rejection they may or may not be. */
  transmit(topic: string, records: readonly OutgoingRecord[]): Promise<void>;
  /** Makes a `transmit` that is under way end soon, because its deadline has passed. */
  abandon(): void;
  /** Resolves when the broker answers. */
  probe(): Promise<void>;
}

interface Job {
  records: readonly OutgoingRecord[];
  /** How many of the records are durable. */
  sent: number;
  done(): void;
  fail(error: Error): void;
}

/** The jobs of one topic, in order. Other topics do not wait for this one's pauses. */
interface Lane {
  jobs: Job[];
  pauses: GrowingPause;
  notBefore: number;
}

const MOST_RECORDS = 500;

/**
 * Sends one batch at a time and joins waiting publishes into the next, so that many small ones become few large ones.
 * Retries failures with growing pauses until each publish's own deadline. After a failure it probes until the broker
 * answers again.
 */
export class Sender {
  private readonly lanes = new Map<string, Lane>();
  private readonly closing = new AbortController();
  private readonly probes = new GrowingPause();
  private inFlight: readonly Job[] = [];
  private running = false;
  private failure: string | undefined;

  constructor(
    private readonly line: Line,
    private readonly deadline: number,
    private readonly log: Log,
  ) {}

  /** Why the last attempt failed; undefined once one has succeeded again. */
  get problem(): string | undefined {
    return this.failure;
  }

  /** @throws BrokerUnavailable after the deadline (milliseconds), or when closed. */
  send(topic: string, records: readonly OutgoingRecord[]): Promise<void> {
    if (records.length === 0) return Promise.resolve();
    if (this.closing.signal.aborted) return Promise.reject(new BrokerUnavailable('The broker has been closed.'));
    const lane = this.lanes.get(topic) ?? { jobs: [], pauses: new GrowingPause(50, 1_000), notBefore: 0 };
    this.lanes.set(topic, lane);
    return new Promise((resolve, reject) => {
      const job: Job = {
        records,
        sent: 0,
        done: () => {
          clearTimeout(timer);
          resolve();
        },
        fail: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      };
      const timer = setTimeout(() => this.expire(topic, lane, job), this.deadline);
      lane.jobs.push(job);
      if (!this.running) void this.run();
    });
  }

  /** Rejects everything that has not been sent. */
  close(): void {
    this.closing.abort();
    for (const { jobs } of this.lanes.values())
      for (const job of jobs.splice(0))
        job.fail(new BrokerUnavailable('The broker was closed before the message was sent.'));
    this.line.abandon();
  }

  private expire(topic: string, lane: Lane, job: Job): void {
    lane.jobs = lane.jobs.filter((other) => other !== job);
    const reason = this.failure ?? 'it has not answered';
    job.fail(
      new BrokerUnavailable(`Publishing on ${topic} did not succeed within ${this.deadline / 1_000} s: ${reason}.`),
    );
    if (this.inFlight.includes(job)) {
      this.failure ??= `it has not answered for ${this.deadline / 1_000} s`;
      this.line.abandon();
    }
  }

  private async run(): Promise<void> {
    this.running = true;
    while (!this.closing.signal.aborted) {
      const next = this.next();
      if (next) {
        const [topic, lane] = next;
        const wait = lane.notBefore - Date.now();
        if (wait > 0) await pause(Math.min(wait, 50), this.closing.signal);
        else await this.sendSome(topic, lane);
      } else if (this.failure !== undefined) {
        if (await pause(this.probes.next(), this.closing.signal)) await this.attempt('probe', () => this.line.probe());
      } else break;
    }
    this.running = false;
  }

  /** The lane that has been ready for longest. */
  private next(): [string, Lane] | undefined {
    let first: [string, Lane] | undefined;
    for (const [topic, lane] of this.lanes) {
      if (lane.jobs.length === 0) this.lanes.delete(topic);
      else if (!first || lane.notBefore < first[1].notBefore) first = [topic, lane];
    }
    return first;
  }

  private async sendSome(topic: string, lane: Lane): Promise<void> {
    const parts = takeFrom(lane.jobs);
    const records = parts.flatMap(({ job, count }) => job.records.slice(job.sent, job.sent + count));
    this.inFlight = parts.map(({ job }) => job);
    const sent = await this.attempt(topic, () => this.line.transmit(topic, records));
    this.inFlight = [];
    // Goes behind the lanes that wait, so that a busy topic does not starve the others.
    lane.notBefore = Date.now() + (sent ? 0 : lane.pauses.next());
    if (!sent) return;
    lane.pauses.reset();
    for (const { job, count } of parts) if ((job.sent += count) === job.records.length) job.done();
    lane.jobs = lane.jobs.filter((job) => job.sent < job.records.length);
  }

  private async attempt(what: string, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      if (this.failure !== undefined) this.log('info', 'The broker answers again.');
      this.failure = undefined;
      this.probes.reset();
      return true;
    } catch (error) {
      const reason = messageOf(error);
      if (this.failure === undefined && !this.closing.signal.aborted)
        this.log('warn', 'The broker does not take messages; trying again.', { what, reason });
      this.failure = reason;
      return false;
    }
  }
}

/** Takes as many records from the front as fit into one batch, at least one. */
function takeFrom(jobs: readonly Job[]): { job: Job; count: number }[] {
  const parts: { job: Job; count: number }[] = [];
  let bytes = 0;
  let records = 0;
  for (const job of jobs) {
    let count = 0;
    for (const record of job.records.slice(job.sent, job.sent + MOST_RECORDS)) {
      bytes += sizeOf(record);
      if (records > 0 && (bytes > LARGEST_RECORD || records >= MOST_RECORDS))
        return count > 0 ? [...parts, { job, count }] : parts;
      records++;
      count++;
    }
    parts.push({ job, count });
    if (records >= MOST_RECORDS) break;
  }
  return parts;
}
