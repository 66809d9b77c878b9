import path from 'node:path';
import type { Home, KeyPair } from '@stipple/local-servers';
import { contextNames, type ContextName } from '@stipple/service';

/**
 * The environment of each process of the split shape, addresses aside: its own keys, and the public keys of the
 * processes it speaks with.
 */
export interface ProcessEnvironments {
  gateway: NodeJS.ProcessEnv;
  service(name: ContextName): NodeJS.ProcessEnv;
}

const publicKeys = ({ publicKey, retired }: KeyPair): string => [publicKey, ...retired].join('\n');
const namesOfOurs = /^(STIPPLE|DATABASE|KAFKA|SUBGRAPH)_|^PG[A-Z]/;
const forAll = new Set([
  'STIPPLE_METRICS_TOKEN',
  'STIPPLE_METRICS_TOKEN_FILE',
  'STIPPLE_PLANNER',
  'STIPPLE_PRODUCTION',
]);

/** The starter's environment without secrets that are for one process only. */
export const inherited = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => forAll.has(name) || !namesOfOurs.test(name)));

/** Makes the keys of a home that has none. */
export async function processEnvironments(
  home: Home,
  options: { firstAdministrator?: string },
): Promise<ProcessEnvironments> {
  const keys = await home.folder('keys');
  const file = (name: string) => path.join(keys, `${name}.pem`);
  const [gateway, tokens] = [await home.keyPair('gateway'), await home.keyPair('tokens')];
  const masterKey = (await home.secret('personal-data', 32)).toString('hex');
  const identity = {
    STIPPLE_TOKEN_PRIVATE_KEY_FILE: file('tokens'),
    STIPPLE_IDENTITY_SECRET: (await home.secret('identity', 32)).toString('hex'),
    ...(options.firstAdministrator === undefined ? {} : { STIPPLE_ADMIN_EMAIL: options.firstAdministrator }),
  };
  const services = await Promise.all(
    contextNames.map(async (name) => [name, await home.keyPair(`service-${name}`)] as const),
  );
  return {
    gateway: {
      STIPPLE_GATEWAY_KEY_FILE: file('gateway'),
      STIPPLE_TOKEN_PUBLIC_KEY: publicKeys(tokens),
      ...Object.fromEntries(services.map(([name, pair]) => [`SUBGRAPH_${name.toUpperCase()}_KEY`, publicKeys(pair)])),
    },
    service: (name) => ({
      STIPPLE_SERVICE_KEY_FILE: file(`service-${name}`),
      STIPPLE_CALLER_KEYS: publicKeys(gateway),
      STIPPLE_MASTER_KEY: masterKey,
      ...(name === 'staff' ? identity : {}),
    }),
  };
}
