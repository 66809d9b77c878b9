import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { own } from '@stipple/event-store';

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

const port = (environment: Environment, fallback: number): number => {
  const text = environment['PORT'] ?? String(fallback);
  const number = Number(text);
  if (!/^\d{1,5}$/.test(text) || number > 65_535) throw new SettingProblem(`PORT is "${text}", which is not a port. Set it to a number between 0 and 65535.`);
  return number;
};

/** Where a process listens. */
export const addressOf = (environment: Environment, fallbackPort: number) => ({ host: environment['HOST'] ?? '127.0.0.1', port: port(environment, fallbackPort) });

/** What one service needs to run on its own. @throws SettingProblem naming the first that is missing or wrong */
export const serviceSettings = (environment: Environment) => ({
  ...addressOf(environment, 4001),
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
  internalKey: bytes32(environment, 'STIPPLE_INTERNAL_KEY', 'the key that the gateway and the services share'),
  tokenKey: createPublicKey(secretText(environment, 'STIPPLE_TOKEN_PUBLIC_KEY', 'the Ed25519 public key that tokens are verified with, in PEM')),
  serviceUrl: (name: string) => needed(environment, `SUBGRAPH_${name.toUpperCase()}_URL`, `the address of the ${name} service`),
});
