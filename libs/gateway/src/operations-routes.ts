import type { FastifyInstance } from 'fastify';
import type { Metrics } from './metrics.js';
import type { GatewayLog } from './log.js';
import type { PartHealth } from './options.js';
import { isLate, within } from './within.js';

/** How long the parts may take to say how they are, in milliseconds. */
const answerTimeout = 5_000;

export interface OperationsRoutes {
  health(): Promise<Record<string, PartHealth>>;
  restart(): string | undefined;
  metricsText(): Promise<string>;
  metrics: Metrics;
  /** How this gateway is, as one of the parts. */
  own(): PartHealth;
  log: GatewayLog;
}

/** Adds what the people who run an installation look at: `/health/live`, `/health/ready` and `/metrics`. */
export function addOperationsRoutes(app: FastifyInstance, { health, restart, metricsText, metrics, own, log }: OperationsRoutes): void {
  app.get('/health/live', async (_request, reply) => {
    const problem = restart();
    return await reply.header('cache-control', 'no-store').status(problem === undefined ? 200 : 503).send(problem === undefined ? { status: 'live' } : { status: 'to be restarted', detail: problem });
  });
  app.get('/health/ready', async (_request, reply) => {
    const parts = { gateway: own(), ...(await partsOf(health, log)) };
    const named = Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, { ...part, status: statusOf(part) }]));
    const ready = Object.values(parts).every(({ ok }) => ok);
    const degraded = Object.values(parts).some((part) => statusOf(part) === 'degraded');
    return await reply.header('cache-control', 'no-store').status(ready ? 200 : 503).send({ status: !ready ? 'not ready' : degraded ? 'degraded' : 'ready', parts: named });
  });
  app.get('/metrics', async (_request, reply) => {
    const others = await within(answerTimeout, metricsText());
    if (isLate(others)) throw new Error('The metrics of the other parts did not come in time.');
    const text = [others, await metrics.text()].map((part) => part.trimEnd()).filter((part) => part !== '');
    return await reply.header('cache-control', 'no-store').type('text/plain; version=0.0.4; charset=utf-8').send(`${text.join('\n')}\n`);
  });
}

const statusOf = ({ ok, status }: PartHealth): 'ok' | 'degraded' | 'down' => status ?? (ok ? 'ok' : 'down');

async function partsOf(health: OperationsRoutes['health'], log: GatewayLog): Promise<Record<string, PartHealth>> {
  try {
    const parts = await within(answerTimeout, health());
    return isLate(parts) ? { parts: { ok: false, detail: `They did not say within ${answerTimeout / 1000} s how they are.` } } : parts;
  } catch (err) {
    log.error({ err }, 'the parts could not be asked how they are');
    return { parts: { ok: false, detail: 'They could not be asked how they are; the log says why.' } };
  }
}
