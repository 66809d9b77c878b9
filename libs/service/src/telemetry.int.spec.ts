import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  SimpleSpanProcessor,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-node';
import { openPair, type Pair } from './pair.fixture.js';
import { span } from './telemetry.js';

const exporter = new InMemorySpanExporter();
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });

describe('a trace', () => {
  let pair: Pair;
  beforeAll(async () => {
    provider.register();
    pair = await openPair();
  });
  afterAll(async () => {
    await pair.close();
    await provider.shutdown();
  });

  const ofTrace = (traceId: string): ReadableSpan[] =>
    exporter.getFinishedSpans().filter((one) => one.spanContext().traceId === traceId);
  /** The spans of a trace, once the last one is there, each as the names of those around it and its own. */
  async function pathsOf(traceId: string, last: string): Promise<string[]> {
    for (
      const deadline = Date.now() + 120_000;
      !ofTrace(traceId).some(({ name }) => name === last);
      await new Promise((resolve) => setTimeout(resolve, 10))
    )
      if (Date.now() > deadline) throw new Error(`Waited two minutes in vain for ${last}.`);
    const all = ofTrace(traceId);
    const path = (one: ReadableSpan): string => {
      const around = all.find((other) => other.spanContext().spanId === one.parentSpanContext?.spanId);
      return around ? `${path(around)} > ${one.name}` : one.name;
    };
    return all.map(path).sort();
  }
  const request = (input: { visitId: string; room?: string }) =>
    span('request', {}, async ({ traceparent }) => {
      expect((await pair.ask(input, traceparent)).errors).toBeUndefined();
      return traceparent?.split('-')[1] ?? '';
    });
  const command = 'request > graphql bookings > command AskVisit';
  const expected = [
    'request',
    'request > graphql bookings',
    command,
    `${command} > append`,
    `${command} > view visits`,
    `${command} > send stipple.bookings`,
    `${command} > send stipple.bookings > process bookings.visit-asked.v1`,
    `${command} > send stipple.bookings > process bookings.visit-asked.v1 > append`,
    `${command} > send stipple.bookings > process bookings.visit-asked.v1 > view noted_visits`,
  ].sort();

  it("goes from the request through command, append and publisher to the other context's effect and its read model", async () => {
    expect(await pathsOf(await request({ visitId: 'alone' }), 'view noted_visits')).toEqual(expected);
  });

  it('goes the same way where the database has to hold what is claimed', async () => {
    expect(await pathsOf(await request({ visitId: 'claiming', room: 'room-1' }), 'view noted_visits')).toEqual(
      expected,
    );
  });

  it('keeps apart what was asked at the same moment', async () => {
    const traces = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        request({ visitId: `at-once-${index}`, ...(index % 2 ? { room: `room-of-${index}` } : {}) }),
      ),
    );
    expect(new Set(traces).size).toBe(20);
    for (const trace of traces) expect(await pathsOf(trace, 'view noted_visits')).toEqual(expected);
  });

  it('says what a command was refused for, and holds nothing that somebody wrote', async () => {
    await request({ visitId: 'somebody' });
    const trace = await request({ visitId: 'somebody' });
    const all = ofTrace(trace);
    expect(all.find(({ name }) => name === 'command AskVisit')?.attributes).toEqual({
      'stipple.accepted': false,
      'stipple.refusals': ['ASKED_ALREADY'],
    });
    const told = JSON.stringify(
      exporter.getFinishedSpans().map(({ name, attributes, events, status }) => [name, attributes, events, status]),
    );
    expect(told).not.toMatch(/somebody|desk|127\.0\.0\.1/);
  });

  it('tells only the name of what went wrong', async () => {
    class Trouble extends Error {
      override name = 'Trouble';
    }
    await expect(span('broken', {}, () => Promise.reject(new Trouble('+66 81 234 5678')))).rejects.toThrow('+66');
    const broken = exporter.getFinishedSpans().find(({ name }) => name === 'broken');
    expect([broken?.attributes, broken?.events, broken?.status]).toEqual([
      { 'error.type': 'Trouble' },
      [],
      { code: 2 },
    ]);
  });
});
