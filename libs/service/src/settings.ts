import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { databaseUrl } from '@stipple/local-servers/connection';
import { Proxies } from './callers.js';
import { publicKeysOf, signingKey, type PublicKeys } from './keys.js';
import { kafkaSettings } from './kafka-settings.js';
import { needed, optionalText, secretText, SettingProblem, type Environment } from './setting.js';

const bytes32 = (environment: Environment, name: string, what: string): Buffer => {
  const secret = Buffer.from(secretText(environment, name, `32 bytes in hexadecimal: ${what}`), 'hex');
  if (secret.length !== 32) throw new SettingProblem(`${name} has to be 32 bytes in hexadecimal.`);
  return secret;
};

/** Reads a key from PEM, or from the base64 text between its first and last line. */
const keyForms = {
  private: { label: 'PRIVATE KEY', make: createPrivateKey },
  public: { label: 'PUBLIC KEY', make: createPublicKey },
} as const;

/** Ed25519 keys of one kind, in PEM one after another, or as base64 lines. */
function ed25519Keys(
  environment: Environment,
  name: string,
  what: string,
  kind: keyof typeof keyForms,
): [KeyObject, ...KeyObject[]] {
  const { label, make } = keyForms[kind];
  const text = secretText(environment, name, `${what}, in PEM or as its one line of base64`);
  const bodies = text.includes('-----')
    ? [...text.matchAll(new RegExp(`-----BEGIN ${label}-----([^-]+)-----END ${label}-----`, 'g'))].map(
        ([, body]) => body ?? '',
      )
    : text.split(/[\s,]+/);
  const keys = bodies.map((body) => {
    try {
      const key = make({ key: `-----BEGIN ${label}-----\n${body.trim()}\n-----END ${label}-----\n`, format: 'pem' });
      return key.asymmetricKeyType === 'ed25519' ? key : undefined;
    } catch {
      return undefined;
    }
  });
  const [first, ...others] = keys.flatMap((key) => key ?? []);
  if (first === undefined || keys.includes(undefined))
    throw new SettingProblem(`${name} holds no Ed25519 ${label.toLowerCase()}: it has to be ${what}.`);
  return [first, ...others];
}

const mostKeys = 8;

/** Reads several valid keys at once, for a change of keys. */
function publicKeys(environment: Environment, name: string, what: string): PublicKeys {
  const keys = ed25519Keys(environment, name, what, 'public');
  if (keys.length > mostKeys)
    throw new SettingProblem(`${name} holds ${keys.length} keys; at most ${mostKeys} are taken.`);
  return publicKeysOf(...keys);
}

const privateKey = (environment: Environment, name: string, what: string): KeyObject => {
  const [key, ...others] = ed25519Keys(environment, name, what, 'private');
  if (others.length > 0)
    throw new SettingProblem(`${name} holds ${others.length + 1} private keys: one is used, so one has to be there.`);
  return key;
};

function metricsToken(environment: Environment): string | undefined {
  const token = optionalText(environment, 'STIPPLE_METRICS_TOKEN', 'what shows metrics to whoever bears it');
  if (token !== undefined && token.length < 16)
    throw new SettingProblem('STIPPLE_METRICS_TOKEN is shorter than 16 characters, so that it could be guessed.');
  return token;
}

const portOf = (name: string, text: string): number => {
  const number = Number(text);
  if (!/^\d{1,5}$/.test(text) || number > 65_535)
    throw new SettingProblem(`${name} is "${text}", which is not a port. Set it to a number between 0 and 65535.`);
  return number;
};

const port = (environment: Environment, fallback: number): number =>
  portOf('PORT', environment['PORT'] ?? String(fallback));

/**
 * The settings that open metrics and the details of health to others than this machine: a token, and a port of their
 * own.
 */
function insideSettings(environment: Environment): { metricsToken?: string; metricsPort?: number } {
  const token = metricsToken(environment);
  const port = environment['METRICS_PORT'];
  return {
    ...(token === undefined ? {} : { metricsToken: token }),
    ...(port === undefined || port === '' ? {} : { metricsPort: portOf('METRICS_PORT', port) }),
  };
}

/** Further settings of a process at the edge: its proxies, and who may see inside. */
export function edgeSettings(environment: Environment): {
  proxies: Proxies;
  metricsToken?: string;
  metricsPort?: number;
} {
  const entries = (environment['TRUST_PROXY'] ?? '').trim();
  try {
    return {
      proxies: new Proxies(entries === '' ? [] : entries.split(',').map((entry) => entry.trim())),
      ...insideSettings(environment),
    };
  } catch (error) {
    if (error instanceof RangeError)
      throw new SettingProblem(`TRUST_PROXY: ${error.message}. Separate several by commas.`);
    throw error;
  }
}

/** The address at which a process listens. */
export const addressOf = (environment: Environment, fallbackPort: number) => ({
  host: environment['HOST'] ?? '127.0.0.1',
  port: port(environment, fallbackPort),
});

/**
 * The settings of a service.
 * @throws SettingProblem naming the first that is missing or wrong
 */
export const serviceSettings = (environment: Environment) => ({
  ...addressOf(environment, 4001),
  databaseUrl:
    databaseUrl(environment) ??
    needed(environment, 'DATABASE_URL', "the connection of the service's own database role"),
  kafka: kafkaSettings(environment),
  callers: publicKeys(environment, 'STIPPLE_CALLER_KEYS', 'the public key of the gateway, whose calls alone are heard'),
  signing: signingKey(
    privateKey(environment, 'STIPPLE_SERVICE_KEY', 'the private key that this service signs its answers with'),
  ),
  ...insideSettings(environment),
  masterKey: bytes32(environment, 'STIPPLE_MASTER_KEY', 'the key that wraps the keys of personal data'),
});

/** Further settings of the staff service, which signs tokens. */
export const identitySettings = (
  environment: Environment,
): { tokenKey: KeyObject; identitySecret: Buffer; firstAdministrator: string | undefined } => ({
  tokenKey: privateKey(environment, 'STIPPLE_TOKEN_PRIVATE_KEY', 'the private key that signs tokens'),
  identitySecret: bytes32(
    environment,
    'STIPPLE_IDENTITY_SECRET',
    "the key under which e-mail addresses become people's ids",
  ),
  firstAdministrator: environment['STIPPLE_ADMIN_EMAIL'],
});

/** The settings of the gateway. */
export const gatewaySettings = (environment: Environment) => ({
  ...addressOf(environment, 4000),
  ...edgeSettings(environment),
  caller: signingKey(
    privateKey(environment, 'STIPPLE_GATEWAY_KEY', 'the private key that the gateway signs its calls with'),
  ),
  tokenKeys: publicKeys(environment, 'STIPPLE_TOKEN_PUBLIC_KEY', 'the public key that tokens are verified with'),
  serviceUrl: (name: string) =>
    needed(environment, `SUBGRAPH_${name.toUpperCase()}_URL`, `the address of the ${name} service`),
  serviceKeys: (name: string) =>
    publicKeys(
      environment,
      `SUBGRAPH_${name.toUpperCase()}_KEY`,
      `the public key that the ${name} service signs its answers with`,
    ),
});
