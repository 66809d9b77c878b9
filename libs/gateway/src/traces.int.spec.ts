import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { closeAll, open } from '../test/client.js';

const exporter = new InMemorySpanExporter();
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
const document = 'query DaySheet { daySheet(date: "2026-11-23", rows: 1) { id staffMember { name } invoice { id } } }';

describe('the trace of a request', () => {
  let clinic: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    provider.register();
    clinic = await open({});
  });
  afterAll(async () => {
    await closeAll();
    await provider.shutdown();
  });
  const asked = () => Object.values(clinic.contexts).flatMap((context) => context.asked.splice(0));

  it('goes on from the client’s, names the operation, and is what every context is told to go on from', async () => {
    asked();
    await clinic.ask(document, {}, { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' });
    const [span, ...others] = exporter.getFinishedSpans().filter(({ name }) => name === 'graphql');
    expect(others).toEqual([]);
    expect(span?.parentSpanContext?.spanId).toBe('b7ad6b7169203331');
    expect(span?.attributes).toMatchObject({
      'http.request.method': 'POST',
      'graphql.operation.name': 'DaySheet',
      'graphql.errors': [],
    });
    const told = asked().map(({ traceparent }) => traceparent);
    expect(told.length).toBeGreaterThan(1);
    expect(new Set(told)).toEqual(new Set([`00-0af7651916cd43dd8448eb211c80319c-${span?.spanContext().spanId}-01`]));
  });

  it('begins here where the client has none', async () => {
    asked();
    await clinic.ask(document);
    expect(asked()[0]?.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });
});
