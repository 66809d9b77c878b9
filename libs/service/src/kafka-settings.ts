import { createPrivateKey, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { own } from '@stipple/event-store';
import type { KafkaLogin, KafkaServers, KafkaTls } from '@stipple/messaging';
import { needed, optionalText, secretText, SettingProblem, type Environment } from './setting.js';

const mechanisms = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;
const addressForm = /^(\[[0-9a-f:.]+\]|[^\s,:/[\]]+):(\d{1,5})$/i;

/**
 * The connection to Kafka and its credentials.
 * @throws SettingProblem naming the first wrong setting
 */
export function kafkaSettings(environment: Environment): KafkaServers & { replicas?: number } {
  const brokers = needed(environment, 'KAFKA_BROKERS', 'the Kafka brokers, host:port separated by commas')
    .split(',')
    .map((broker) => broker.trim());
  for (const broker of brokers)
    if (!addressForm.test(broker) || Number(addressForm.exec(broker)?.[2]) > 65_535)
      throw new SettingProblem(`KAFKA_BROKERS names "${broker.slice(0, 100)}", which is not of the form host:port.`);
  const [tls, sasl] = [tlsSettings(environment), saslSettings(environment)];
  if (sasl?.mechanism === 'plain' && !tls && !brokers.every(isOnThisMachine))
    throw new SettingProblem(
      'KAFKA_SASL_MECHANISM is plain, by which the password would travel readable: set KAFKA_SSL_CA ' +
        '(or KAFKA_SSL=on for an authority that Node knows), or use scram-sha-512.',
    );
  const replicas = environment['KAFKA_REPLICATION_FACTOR'];
  if (replicas && !/^[1-9]$/.test(replicas))
    throw new SettingProblem(
      `KAFKA_REPLICATION_FACTOR is "${replicas.slice(0, 20)}": it has to be the number of copies of each partition, 1 to 9.`,
    );
  return {
    brokers,
    ...(tls ? { tls } : {}),
    ...(sasl ? { sasl } : {}),
    ...(replicas ? { replicas: Number(replicas) } : {}),
  };
}

function isOnThisMachine(broker: string): boolean {
  const host = broker.slice(0, broker.lastIndexOf(':')).replace(/^\[|\]$/g, '');
  return host === 'localhost' || (isIP(host) === 4 && host.startsWith('127.')) || host === '::1';
}

function tlsSettings(environment: Environment): KafkaTls | undefined {
  const wanted = environment['KAFKA_SSL'];
  if (wanted && wanted !== 'on' && wanted !== 'off')
    throw new SettingProblem(`KAFKA_SSL is "${wanted.slice(0, 20)}": it has to be on or off.`);
  const ca = optionalText(
    environment,
    'KAFKA_SSL_CA',
    "the certificate of who signs the brokers' certificates, in PEM",
  );
  const cert = optionalText(environment, 'KAFKA_SSL_CERT', "this client's certificate, in PEM");
  const key = optionalText(environment, 'KAFKA_SSL_KEY', "the key of this client's certificate, in PEM");
  const given = ca ?? cert ?? key;
  if (wanted === 'off' && given !== undefined)
    throw new SettingProblem(
      'KAFKA_SSL is off, but KAFKA_SSL_CA, KAFKA_SSL_CERT or KAFKA_SSL_KEY is set: leave KAFKA_SSL out.',
    );
  if (wanted !== 'on' && given === undefined) return undefined;
  for (const [name, text] of [
    ['KAFKA_SSL_CA', ca],
    ['KAFKA_SSL_CERT', cert],
  ] as const)
    if (text !== undefined && !isMade(() => new X509Certificate(text)))
      throw new SettingProblem(`${name} holds no certificate in PEM; to name a file, set ${name}_FILE.`);
  if (key !== undefined && !isMade(() => createPrivateKey(key)))
    throw new SettingProblem('KAFKA_SSL_KEY holds no private key in PEM; to name a file, set KAFKA_SSL_KEY_FILE.');
  if ((cert === undefined) !== (key === undefined))
    throw new SettingProblem(
      `KAFKA_SSL_CERT and KAFKA_SSL_KEY belong together: set ${cert === undefined ? 'KAFKA_SSL_CERT' : 'KAFKA_SSL_KEY'} as well.`,
    );
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  };
}

function saslSettings(environment: Environment): KafkaLogin | undefined {
  const given = environment['KAFKA_SASL_MECHANISM'];
  if (!given) {
    for (const name of ['KAFKA_SASL_USERNAME', 'KAFKA_SASL_PASSWORD', 'KAFKA_SASL_PASSWORD_FILE'])
      if (own(environment, name))
        throw new SettingProblem(`${name} is set: set KAFKA_SASL_MECHANISM to ${mechanisms.join(' or ')} as well.`);
    return undefined;
  }
  const mechanism = mechanisms.find((name) => name === given.toLowerCase());
  if (!mechanism)
    throw new SettingProblem(
      `KAFKA_SASL_MECHANISM is "${given.slice(0, 40)}": it has to be ${mechanisms.join(' or ')}.`,
    );
  return {
    mechanism,
    username: needed(environment, 'KAFKA_SASL_USERNAME', 'who this service is for Kafka'),
    password: secretText(environment, 'KAFKA_SASL_PASSWORD', "that user's password"),
  };
}

function isMade(make: () => unknown): boolean {
  try {
    make();
    return true;
  } catch {
    return false;
  }
}
