import { Agent, request as httpRequest } from 'node:http';
import type { Actor } from '@stipple/event-store';
import { print, type DocumentNode } from 'graphql';
import { answerHeader, callHeader, isAnswer, signCall } from './calls.js';
import type { PartHealth } from './health.js';
import type { PublicKeys, SigningKey } from './keys.js';
import {
  SubgraphUnavailable,
  type ContextName,
  type Seen,
  type Subgraph,
  type SubgraphRequest,
  type SubgraphResult,
} from './subgraph.port.js';

/**
 * The gateway's request to a service: the operation, and who asks. It goes in the body, because what was seen may be
 * too long for headers.
 */
export interface RemoteRequest {
  query: string;
  variables?: Record<string, unknown>;
  operationName?: string;
  actor?: Actor;
  after: { own: readonly Seen[]; others: readonly Seen[] };
  /** The milliseconds left for the answer, counted from the call, so that clocks need not agree. */
  left: number;
  correlationId: string;
  traceparent?: string;
  address: string;
  device?: string;
}

/** The most bytes of an answer: a thousand rows of everything fit many times over. */
const answerLimit = 32_000_000;

const printed = new WeakMap<DocumentNode, string>();
const textOf = (document: DocumentNode): string => {
  const known = printed.get(document);
  if (known !== undefined) return known;
  const text = print(document);
  printed.set(document, text);
  return text;
};

export interface RemoteOptions {
  name: ContextName;
  typeDefs: string;
  url: string;
  /** The key that signs calls. */
  caller: SigningKey;
  /** The keys that may sign the service's answers: during a change of keys, the old and the new one. */
  keys: PublicKeys;
}

/**
 * A context in another process, over HTTP with connections kept open. It trusts only answers that the service's key has
 * signed.
 */
export function remoteSubgraph({
  name,
  typeDefs,
  url,
  caller,
  keys,
}: RemoteOptions): Subgraph & { ready(): Promise<PartHealth>; close(): void } {
  const agent = new Agent({ keepAlive: true, maxSockets: 64, scheduling: 'lifo' });
  /** @throws SubgraphUnavailable when no signed answer comes in time */
  const call = async (
    method: string,
    path: string,
    body: string,
    deadline: number,
  ): Promise<{ status: number; body: string }> => {
    const { header, nonce } = signCall(caller, { audience: name, method, path, body }, Date.now());
    const headers = { [callHeader]: header, ...(body === '' ? {} : { 'content-type': 'application/json' }) };
    const answer = await send(agent, new URL(path, url), {
      method,
      deadline,
      headers,
      ...(body === '' ? {} : { body }),
    });
    if (isAnswer(keys, name, nonce, answer)) return answer;
    throw new SubgraphUnavailable(
      answer.status === 401
        ? `The ${name} service does not take this gateway's calls: it has another key, or its clock is more than 30 s away.`
        : `What answers for the ${name} service does not prove to be it: its key is another one than SUBGRAPH_${name.toUpperCase()}_KEY.`,
    );
  };
  return {
    name,
    typeDefs,
    async execute(request) {
      const answer = await call('POST', '/graphql', JSON.stringify(remoteRequest(request)), request.deadline);
      if (answer.status !== 200) throw new SubgraphUnavailable(`The ${name} service answered ${answer.status}.`);
      return JSON.parse(answer.body) as SubgraphResult;
    },
    async ready() {
      try {
        const { status, body } = await call('GET', '/health/ready', '', Date.now() + 2_000);
        return status === 200 ? saidIn(body) : down(`The ${name} service is not ready.`);
      } catch (error) {
        if (error instanceof SubgraphUnavailable) return down(error.message);
        throw error;
      }
    },
    close: () => agent.destroy(),
  };
}

const down = (detail: string): PartHealth => ({ ok: false, status: 'down', detail });

/** The parts of a ready service that need attention. */
function saidIn(body: string): PartHealth {
  const { parts = {} } = JSON.parse(body) as { parts?: Record<string, PartHealth> };
  const degraded = Object.entries(parts).filter(([, { status }]) => status === 'degraded');
  return degraded.length === 0
    ? { ok: true, status: 'ok' }
    : {
        ok: true,
        status: 'degraded',
        detail: degraded.map(([name, { detail = 'degraded' }]) => `${name}: ${detail}`).join('; '),
      };
}

const remoteRequest = ({
  document,
  variables,
  operationName,
  actor,
  after,
  deadline,
  correlationId,
  traceparent,
  address,
  device,
}: SubgraphRequest): RemoteRequest => ({
  query: textOf(document),
  after,
  left: deadline - Date.now(),
  correlationId,
  address,
  ...(variables ? { variables } : {}),
  ...(operationName === undefined ? {} : { operationName }),
  ...(actor ? { actor } : {}),
  ...(traceparent === undefined ? {} : { traceparent }),
  ...(device === undefined ? {} : { device }),
});

function send(
  agent: Agent,
  url: URL,
  options: { method: string; body?: string; headers: Record<string, string>; deadline: number },
): Promise<{ status: number; body: string; header: string | undefined }> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string, cause?: Error) =>
      reject(new SubgraphUnavailable(`${url.host} ${reason}.`, { cause }));
    const left = options.deadline - Date.now();
    if (left <= 0) return fail('was not asked: the time for an answer was over');
    const outgoing = httpRequest(
      url,
      {
        agent,
        method: options.method,
        headers: {
          ...options.headers,
          ...(options.body === undefined ? {} : { 'content-length': Buffer.byteLength(options.body) }),
        },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        let size = 0;
        incoming.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > answerLimit) outgoing.destroy(new Error('the answer is too long'));
          chunks.push(chunk);
        });
        incoming.on('end', () => {
          clearTimeout(timer);
          const proof = incoming.headers[answerHeader];
          resolve({
            status: incoming.statusCode ?? 0,
            body: Buffer.concat(chunks).toString(),
            header: typeof proof === 'string' ? proof : undefined,
          });
        });
        incoming.on('error', (error) => fail('broke off its answer', error));
      },
    );
    const timer = setTimeout(() => outgoing.destroy(new Error('late')), left);
    outgoing.on('error', (error) => {
      clearTimeout(timer);
      fail(error.message === 'late' ? 'did not answer in time' : 'cannot be reached', error);
    });
    outgoing.end(options.body);
  });
}
