import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { trace } from '@opentelemetry/api';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startTracing } from './telemetry-export.js';
import { span } from './telemetry.js';

interface Exported {
  resourceSpans: {
    resource: { attributes: { key: string; value: { stringValue?: string } }[] };
    scopeSpans: { spans: { name: string; attributes: { key: string }[] }[] }[];
  }[];
}

describe('sending traces', () => {
  const received: { path: string; body: string }[] = [];
  const told: string[] = [];
  const log = {
    info: (_fields: object, message: string) => void told.push(message),
    warn: (_fields: object, message: string) => void told.push(message),
  };
  let collector: Server;
  let endpoint = '';
  beforeAll(async () => {
    collector = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        received.push({ path: request.url ?? '', body });
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      });
    });
    await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
    endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => collector.close(resolve)));

  it('is off where no collector is named, and where it is switched off: spans are empty then', async () => {
    for (const environment of [
      {},
      { OTEL_EXPORTER_OTLP_ENDPOINT: '' },
      { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SDK_DISABLED: 'true' },
      { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_EXPORTER: 'none' },
    ]) {
      const stop = await startTracing('clinic', log, environment);
      expect(
        await span('work', {}, ({ traceparent }) =>
          Promise.resolve([traceparent, trace.getActiveSpan()?.isRecording() ?? false]),
        ),
      ).toEqual([undefined, false]);
      await stop();
    }
    expect([received, told]).toEqual([[], []]);
  });

  it('hands on a trace that came from elsewhere although it is off', async () => {
    const parent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    expect(await span('work', {}, ({ traceparent }) => Promise.resolve(traceparent), { parent })).toBe(parent);
  });

  it("tells the collector the spans under the process's name, and the rest at the end", async () => {
    const before = process.env['OTEL_EXPORTER_OTLP_ENDPOINT'];
    process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = endpoint;
    try {
      const stop = await startTracing('clinic', log);
      await span('work', { 'stipple.context': 'bookings' }, () => Promise.resolve());
      await stop();
    } finally {
      if (before === undefined) delete process.env['OTEL_EXPORTER_OTLP_ENDPOINT'];
      else process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = before;
    }
    expect(received.map(({ path }) => path)).toEqual(['/v1/traces']);
    const [resource] = (JSON.parse(received[0]?.body ?? '{}') as Exported).resourceSpans;
    expect(resource?.resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue).toBe('clinic');
    expect(resource?.scopeSpans.flatMap(({ spans }) => spans.map(({ name }) => name))).toEqual(['work']);
    expect(told).toEqual(['traces are sent']);
  });
});
