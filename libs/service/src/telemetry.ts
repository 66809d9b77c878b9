import {
  context,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Attributes,
  type Context,
  type Span,
} from '@opentelemetry/api';

/**
 * Traces by OpenTelemetry's interface alone. Without an exporter (`startTracing`), spans are empty and cost next to
 * nothing. Attributes hold names, codes, counts and ids of requests; never personal data, never what somebody wrote.
 */
const tracer = trace.getTracer('stipple');

const kinds = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} as const;

/** The most spans begun for one page of a log. Further traces do not show it. */
const mostTraces = 64;

export interface SpanOptions {
  kind?: keyof typeof kinds;
  /** A W3C `traceparent` as the parent, instead of the surrounding span. */
  parent?: string | undefined;
}

/** A span while its work is done. */
export interface Running {
  /** The W3C `traceparent` for further work. Undefined where there is neither a trace nor a parent. */
  readonly traceparent: string | undefined;
  /** Adds attributes that were not known at the beginning. */
  note(attributes: Attributes): void;
}

const traceparentForm = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;
const sampled = /[13579bdf]$/;

function contextAfter(traceparent: string | undefined): Context {
  const [, traceId, spanId, flags] = (traceparent !== undefined && traceparentForm.exec(traceparent)) || [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId,
    traceFlags: parseInt(flags, 16) & TraceFlags.SAMPLED,
    isRemote: true,
  });
}

function traceparentOf(span: Span): string | undefined {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return /^0+$/.test(traceId) ? undefined : `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}

/** Notes only the error's name: its message may quote what somebody wrote. */
function fail(span: Span, error: unknown): void {
  span.setAttribute('error.type', error instanceof Error ? error.name : typeof error);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** The current trace's id in hexadecimal, for log lines. Undefined where there is none. */
export const traceId = (): string | undefined => trace.getActiveSpan()?.spanContext().traceId;

/**
 * Runs `work` in a span, a child of the surrounding one or of `parent`. It ends with the work, and rejects as the work
 * does.
 */
export function span<T>(
  name: string,
  attributes: Attributes,
  work: (running: Running) => Promise<T>,
  options: SpanOptions = {},
): Promise<T> {
  const { kind = 'internal' } = options;
  const around = 'parent' in options ? contextAfter(options.parent) : context.active();
  return tracer.startActiveSpan(name, { kind: kinds[kind], attributes }, around, async (opened) => {
    try {
      return await work({ traceparent: traceparentOf(opened), note: (more) => void opened.setAttributes(more) });
    } catch (error) {
      fail(opened, error);
      throw error;
    } finally {
      opened.end();
    }
  });
}

/**
 * Runs `work` for many traces, such as a page of a log. Each sampled trace gets a span of its own.
 * @param traces the `traceparent` of each, as often as it occurs
 * @param work gets a function that gives the `traceparent` to go on from: of the span, or the given one where there is
 * no span
 */
export async function spans<T>(
  name: string,
  attributes: Attributes,
  traces: Iterable<string | undefined>,
  work: (following: (trace: string | undefined) => string | undefined) => Promise<T>,
  { kind = 'internal' }: Pick<SpanOptions, 'kind'> = {},
): Promise<T> {
  const opened = new Map<string, Span>();
  for (const one of traces) {
    if (one === undefined || opened.has(one) || !sampled.test(one) || opened.size >= mostTraces) continue;
    opened.set(one, tracer.startSpan(name, { kind: kinds[kind], attributes }, contextAfter(one)));
  }
  const following = (one: string | undefined): string | undefined => {
    const span = one === undefined ? undefined : opened.get(one);
    return span ? (traceparentOf(span) ?? one) : one;
  };
  try {
    return await work(following);
  } catch (error) {
    for (const span of opened.values()) fail(span, error);
    throw error;
  } finally {
    for (const span of opened.values()) span.end();
  }
}
