import type { Actor } from '@stipple/event-store';
import { startGateway } from '../src/gateway.js';
import type { Gateway, GatewayOptions } from '../src/options.js';
import { clinic } from './clinic.js';

export interface Logged {
  level: 'info' | 'warn' | 'error';
  details: Record<string, unknown>;
  message: string;
}

export interface Answer {
  status: number;
  headers: Headers;
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
  text: string;
}

const opened: Gateway[] = [];

/** Stops every gateway opened so far, also those of tests that failed before they came to it. */
export const closeAll = async (): Promise<void> => {
  await Promise.all(opened.splice(0).map((gateway) => gateway.stop()));
};

const actor = (id: string): Actor => ({ id, admin: false, roles: {} });

/**
 * A gateway over a clinic on a free port, and somebody who asks it. Tokens read `token-of-<somebody>`; any other is
 * bad.
 */
export async function open(options: Partial<GatewayOptions> = {}) {
  const contexts = clinic();
  const logged: Logged[] = [];
  const at = (level: Logged['level']) => (details: object, message: string) =>
    void logged.push({ level, details: { ...details }, message });
  const gateway: Gateway = await startGateway({
    subgraphs: Object.values(contexts),
    verifyToken: (token) =>
      Promise.resolve(token.startsWith('token-of-') ? actor(token.slice('token-of-'.length)) : undefined),
    host: '127.0.0.1',
    port: 0,
    health: () => Promise.resolve({ database: { ok: true } }),
    metrics: () => Promise.resolve('stipple_up 1\n'),
    log: { info: at('info'), warn: at('warn'), error: at('error') },
    ...options,
  });
  opened.push(gateway);
  const post = async (body: unknown, headers: Record<string, string> = {}): Promise<Answer> => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return answerOf(response);
  };
  return {
    gateway,
    contexts,
    logged,
    post,
    /** Asks as somebody signed in. */
    ask: (query: string, variables?: Record<string, unknown>, headers: Record<string, string> = {}) =>
      post({ query, variables }, { authorization: 'Bearer token-of-desk', ...headers }),
    /** Asks as somebody not signed in. */
    anonymously: (query: string, variables?: Record<string, unknown>) => post({ query, variables }),
    get: async (path: string, headers: Record<string, string> = {}) =>
      answerOf(await fetch(`${gateway.url}${path}`, { headers, redirect: 'manual' })),
  };
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('json') ? (JSON.parse(text) as object) : {};
  return { ...json, status: response.status, headers: response.headers, text };
}

export const codesOf = ({ errors = [] }: Answer): unknown[] => errors.map(({ extensions }) => extensions.code);
