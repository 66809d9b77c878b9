import { Counter, Histogram, Registry } from 'prom-client';
import type { Exchange } from './exchange.js';

/**
 * The most operation names with metrics of their own. Further ones count as `other`, so that a client cannot fill the
 * memory.
 */
const mostNames = 200;
const seconds = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

export class Metrics {
  private readonly registry = new Registry();
  private readonly names: Set<string>;
  private readonly requests = new Histogram({
    name: 'stipple_gateway_request_duration_seconds',
    help: 'GraphQL requests by operation and by the first error code of the answer, or ok.',
    labelNames: ['operation', 'outcome'],
    buckets: seconds,
    registers: [this.registry],
  });
  private readonly errors = new Counter({
    name: 'stipple_gateway_errors_total',
    help: 'GraphQL answers that carry an error code.',
    labelNames: ['code'],
    registers: [this.registry],
  });
  private readonly subgraphs = new Histogram({
    name: 'stipple_gateway_subgraph_duration_seconds',
    help: 'Requests to a subgraph by outcome: ok, errors, or the code of what went wrong.',
    labelNames: ['subgraph', 'outcome'],
    buckets: seconds,
    registers: [this.registry],
  });

  /** @param names operations that have metrics of their own from the start */
  constructor(names: Iterable<string> = []) {
    this.names = new Set(names);
  }

  /** @returns the function to call with the outcome when the answer is there */
  subgraphAsked(subgraph: string): (outcome: string) => void {
    const started = performance.now();
    return (outcome) => this.subgraphs.observe({ subgraph, outcome }, (performance.now() - started) / 1000);
  }

  /** @param started `performance.now()` when the request came */
  answered({ operation, codes, actor }: Exchange, started: number): void {
    const [first = 'ok'] = codes;
    // Names count only from people signed in. Anybody else could fill the list with junk.
    this.requests.observe(
      { operation: this.label(operation, actor !== undefined), outcome: first },
      (performance.now() - started) / 1000,
    );
    for (const code of codes) this.errors.inc({ code });
  }

  private label(operation: string | undefined, mayAdd: boolean): string {
    if (operation === undefined) return 'unnamed';
    if (mayAdd && this.names.size < mostNames) this.names.add(operation);
    return this.names.has(operation) ? operation : 'other';
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }
}
