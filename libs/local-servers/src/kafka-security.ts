import { writeFile } from 'node:fs/promises';
import path from 'node:path';

/** The users of a local Kafka and the protection of its connections. Passwords are letters, digits, - and _. */
export interface KafkaSecurity {
  /**
   * Passwords by user. Only these users are let in, each to what was granted to it; the superuser may do everything.
   */
  users: Readonly<Record<string, string>>;
  superuser: string;
  /** Besides PLAIN, takes SCRAM-SHA-256 and SCRAM-SHA-512 from the users that existed when its log was made. */
  scram?: boolean;
  /** Demands TLS, with this certificate for the loopback address and its key (PKCS#8), signed by `ca`. All in PEM. */
  tls?: { certificate: string; key: string; ca: string };
}

const keystore = 'keystore.pem';
const truststore = 'truststore.pem';
const scramMechanisms = ['SCRAM-SHA-256', 'SCRAM-SHA-512'];

/** Writes the certificates where the configuration looks for them. */
export async function securityFiles(folder: string, security: KafkaSecurity | undefined): Promise<void> {
  if (security?.tls === undefined) return;
  const { certificate, key, ca } = security.tls;
  await writeFile(path.join(folder, keystore), `${key.trim()}\n${certificate.trim()}\n`, { mode: 0o600 });
  await writeFile(path.join(folder, truststore), `${ca.trim()}\n`, { mode: 0o600 });
}

/**
 * The lines of server.properties. The controller also demands a password: a program that could write to it could grant
 * itself anything.
 */
export function securityLines(security: KafkaSecurity | undefined, folder: string): string {
  if (security === undefined) return 'listener.security.protocol.map=CONTROLLER:PLAINTEXT,CLIENTS:PLAINTEXT\n';
  const { users, superuser, scram = false, tls } = security;
  for (const [user, password] of Object.entries(users))
    if (!/^[\w-]+$/.test(user) || !/^[\w-]+$/.test(password))
      throw new RangeError(
        `The name or the password of Kafka's user ${user} holds more than letters, digits, - and _.`,
      );
  const login = (known: readonly string[]) =>
    [
      'org.apache.kafka.common.security.plain.PlainLoginModule required',
      `username="${superuser}" password="${users[superuser] ?? ''}"`,
      ...known.map((user) => `user_${user}="${users[user] ?? ''}"`),
    ].join(' ');
  const lines = {
    'listener.security.protocol.map': `CONTROLLER:SASL_PLAINTEXT,CLIENTS:${tls ? 'SASL_SSL' : 'SASL_PLAINTEXT'}`,
    'sasl.enabled.mechanisms': ['PLAIN', ...(scram ? scramMechanisms : [])].join(','),
    'listener.name.controller.sasl.enabled.mechanisms': 'PLAIN',
    'sasl.mechanism.inter.broker.protocol': 'PLAIN',
    'sasl.mechanism.controller.protocol': 'PLAIN',
    'listener.name.clients.plain.sasl.jaas.config': `${login(Object.keys(users))};`,
    'listener.name.controller.plain.sasl.jaas.config': `${login([superuser])};`,
    ...(scram
      ? Object.fromEntries(
          scramMechanisms.map((name) => [
            `listener.name.clients.${name.toLowerCase()}.sasl.jaas.config`,
            'org.apache.kafka.common.security.scram.ScramLoginModule required;',
          ]),
        )
      : {}),
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'allow.everyone.if.no.acl.found': 'false',
    'super.users': `User:${superuser}`,
    ...(tls
      ? {
          'ssl.keystore.type': 'PEM',
          'ssl.keystore.location': path.join(folder, keystore),
          'ssl.truststore.type': 'PEM',
          'ssl.truststore.location': path.join(folder, truststore),
        }
      : {}),
  };
  return Object.entries(lines)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

/** More arguments for formatting a log. */
export const scramArguments = (security: KafkaSecurity | undefined): string[] =>
  security?.scram
    ? Object.entries(security.users).flatMap(([user, password]) =>
        scramMechanisms.flatMap((mechanism) => ['--add-scram', `${mechanism}=[name=${user},password=${password}]`]),
      )
    : [];

/** Options with which kafkajs connects as the superuser. */
export const clientAccess = (security: KafkaSecurity | undefined) =>
  security === undefined
    ? {}
    : {
        sasl: {
          mechanism: 'plain' as const,
          username: security.superuser,
          password: security.users[security.superuser] ?? '',
        },
        ...(security.tls ? { ssl: { ca: security.tls.ca } } : {}),
      };
