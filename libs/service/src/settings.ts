import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { own } from '@stipple/event-store';
import { Proxies } from './callers.js';

/** A setting that is missing or cannot be used, in a sentence for who runs the process. */
export class SettingProblem extends Error {
  override name = 'SettingProblem';
}

type Environment = Readonly<Record<string, string | undefined>>;

const needed = (environment: Environment, name: string, what: string): string => {
  const value = own(environment, name);
  if (value === undefined || value === '') throw new SettingProblem(`Set ${name} to ${what}.`);
  return value;
};

/** The value of NAME, or the text of the file that NAME_FILE names. */
const secretText = (environment: Environment, name: string, what: string): string => {
  const file = own(environment, `${name}_FILE`);
  if (file === undefined || file === '') return needed(environment, name, `${what}, or ${name}_FILE to a file that holds it`);
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new SettingProblem(`${name}_FILE names ${file}, which cannot be read.`);
  }
};

const bytes32 = (environment: Environment, name: string, what: string): Buffer => {
  const secret = Buffer.from(secretText(environment, name, `32 bytes in hexadecimal: ${what}`), 'hex');
  if (secret.length !== 32) throw new SettingProblem(`${name} has to be 32 bytes in hexadecimal.`);
  return secret;
};

const portOf = (name: string, text: string): number => {
  const number = Number(text);
  if (!/^\d{1,5}$/.test(text) || number > 65_535) throw new SettingProblem(`${name} is "${text}", which is not a port. Set it to a number between 0 and 65535.`);
  return number;
};

const port = (environment: Environment, fallback: number): number => portOf('PORT', environment['PORT'] ?? String(fallback));

/** Where a process listens. */
export const addressOf = (environment: Environment, fallbackPort: number) => ({ host: environment['HOST'] ?? '127.0.0.1', port: port(environment, fallbackPort) });

/** Who may see metrics and the details of health, besides this very machine: whoever has the token, and everybody at the port of their own. */
export function insideSettings(environment: Environment): { metricsToken?: string; metricsPort?: number } {
  const name = 'STIPPLE_METRICS_TOKEN';
  const token = environment[name] || environment[`${name}_FILE`] ? secretText(environment, name, 'a secret text') : undefined;
  if (token !== undefined && !/^\S{16,1000}$/.test(token)) throw new SettingProblem(`${name} has to be at least 16 characters without a space.`);
  const port = environment['METRICS_PORT'];
  return { ...(token === undefined ? {} : { metricsToken: token }), ...(port === undefined || port === '' ? {} : { metricsPort: portOf('METRICS_PORT', port) }) };
}

/** What a process at the edge needs besides where it listens: which proxies stand before it, and who may see inside. */
export function edgeSettings(environment: Environment): { proxies: Proxies; metricsToken?: string; metricsPort?: number } {
  const entries = (environment['TRUST_PROXY'] ?? '').trim();
  try {
    return { proxies: new Proxies(entries === '' ? [] : entries.split(',').map((entry) => entry.trim())), ...insideSettings(environment) };
  } catch (error) {
    if (error instanceof RangeError) throw new SettingProblem(`TRUST_PROXY: ${error.message}. Separate several by commas.`);
    throw error;
  }
}

/** What one service needs to run on its own. @throws SettingProblem naming the first that is missing or wrong */
export const serviceSettings = (environment: Environment) => ({
  ...addressOf(environment, 4001),
  ...insideSettings(environment),
  databaseUrl: needed(environment, 'DATABASE_URL', "the connection of the service's own database role"),
  kafkaBrokers: needed(environment, 'KAFKA_BROKERS', 'the Kafka brokers, host:port separated by commas').split(','),
  internalKey: bytes32(environment, 'STIPPLE_INTERNAL_KEY', 'the key that the gateway and the services share'),
  masterKey: bytes32(environment, 'STIPPLE_MASTER_KEY', 'the key that wraps the keys of personal data'),
});

/** What the staff service needs besides: who somebody is, is its to say. */
export const identitySettings = (environment: Environment): { tokenKey: KeyObject; identitySecret: Buffer; firstAdministrator: string | undefined } => ({
  tokenKey: createPrivateKey(secretText(environment, 'STIPPLE_TOKEN_PRIVATE_KEY', 'the Ed25519 private key that signs tokens, in PEM')),
  identitySecret: bytes32(environment, 'STIPPLE_IDENTITY_SECRET', "the key under which e-mail addresses become people's ids"),
  firstAdministrator: environment['STIPPLE_ADMIN_EMAIL'],
});

/** What the gateway needs to run on its own. */
export const gatewaySettings = (environment: Environment) => ({
  ...addressOf(environment, 4000),
  ...edgeSettings(environment),
  internalKey: bytes32(environment, 'STIPPLE_INTERNAL_KEY', 'the key that the gateway and the services share'),
  tokenKey: createPublicKey(secretText(environment, 'STIPPLE_TOKEN_PUBLIC_KEY', 'the Ed25519 public key that tokens are verified with, in PEM')),
  serviceUrl: (name: string) => needed(environment, `SUBGRAPH_${name.toUpperCase()}_URL`, `the address of the ${name} service`),
});
