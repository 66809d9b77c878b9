import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { onceASecond } from '@stipple/service';
import { withTimeout } from '@stipple/time';
import type { Metrics } from './metrics.js';
import type { GatewayLog } from './log.js';
import type { PartHealth } from './options.js';

/** The longest wait for the parts' health and metrics, in milliseconds. */
const answerTimeout = 5_000;

export interface OperationsRoutes {
  health(): Promise<Record<string, PartHealth>>;
  restart(): string | undefined;
  metricsText(): Promise<string>;
  metrics: Metrics;
  /** The health of this gateway, as one of the parts. */
  own(): PartHealth;
  log: GatewayLog;
}

/** Health and metrics for the people who run an installation. Read once for all servers that show them. */
export class Operations {
  private readonly recent = onceASecond(() => this.parts());
  private readonly scrape = onceASecond(() => this.text());

  constructor(private readonly routes: OperationsRoutes) {}

  private async parts(): Promise<Record<string, PartHealth>> {
    return { gateway: this.routes.own(), ...(await partsOf(this.routes.health, this.routes.log)) };
  }

  private async text(): Promise<string> {
    const others = await withTimeout(answerTimeout, this.routes.metricsText());
    if (others === undefined) throw new Error('The metrics of the other parts did not come in time.');
    const text = [others, await this.routes.metrics.text()].map((part) => part.trimEnd()).filter((part) => part !== '');
    return `${text.join('\n')}\n`;
  }

  /**
   * Adds `/health/live`, `/health/ready` and `/metrics`.
   * @param sees whether the caller may see metrics and the details of each part; everybody else sees the status alone
   */
  addTo(app: FastifyInstance, sees: (request: FastifyRequest) => boolean): void {
    app.get('/health/live', async (request, reply) => {
      const problem = this.routes.restart();
      return await answer(reply, problem === undefined).send(
        problem === undefined
          ? { status: 'live' }
          : { status: 'to be restarted', ...(sees(request) && { detail: problem }) },
      );
    });
    app.get('/health/ready', async (request, reply) => {
      const inside = sees(request);
      const parts = { ...(await (inside ? this.parts() : this.recent())), gateway: this.routes.own() };
      const named = Object.fromEntries(
        Object.entries(parts).map(([name, part]) => [name, { ...part, status: statusOf(part) }]),
      );
      const ready = Object.values(parts).every(({ ok }) => ok);
      const degraded = Object.values(parts).some((part) => statusOf(part) === 'degraded');
      return await answer(reply, ready).send({
        status: !ready ? 'not ready' : degraded ? 'degraded' : 'ready',
        ...(inside && { parts: named }),
      });
    });
    app.get('/metrics', async (request, reply) => {
      if (!sees(request)) return hide(request, reply);
      return await answer(reply, true)
        .type('text/plain; version=0.0.4; charset=utf-8')
        .send(await this.scrape());
    });
  }
}

const answer = (reply: FastifyReply, ok: boolean): FastifyReply =>
  reply.header('cache-control', 'no-store').status(ok ? 200 : 503);

/** Answers 404, or 401 where a wrong token came. */
function hide(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (request.headers.authorization === undefined) reply.callNotFound();
  else
    void reply
      .status(401)
      .header('www-authenticate', 'Bearer')
      .send({ error: 'That token is not the one for metrics.' });
  return reply;
}

const statusOf = ({ ok, status }: PartHealth): 'ok' | 'degraded' | 'down' => status ?? (ok ? 'ok' : 'down');

async function partsOf(health: OperationsRoutes['health'], log: GatewayLog): Promise<Record<string, PartHealth>> {
  try {
    const parts = await withTimeout(answerTimeout, health());
    return parts === undefined
      ? { parts: { ok: false, detail: `They did not say within ${answerTimeout / 1000} s how they are.` } }
      : parts;
  } catch (err) {
    log.error({ err }, 'the parts could not be asked how they are');
    return { parts: { ok: false, detail: 'They could not be asked how they are; the log says why.' } };
  }
}
