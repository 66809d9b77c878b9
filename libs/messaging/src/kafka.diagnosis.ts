import { connect, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { messageOf } from '@stipple/text';
import { withTimeout } from '@stipple/time';
import { kafkaClient, tlsOptions } from './kafka.client.js';
import type { KafkaServers } from './kafka.servers.js';

const patience = 3_000;
const unknownAuthority = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_SIGNATURE_FAILURE',
]);

/**
 * Why Kafka does not work with these settings, in a sentence that names the setting to change. Checks the certificate
 * first, then the user. Undefined if no broker can be reached, or if Kafka lets us in. Takes a few seconds at most.
 */
export async function diagnosis(servers: KafkaServers): Promise<string | undefined> {
  const [address = ''] = servers.brokers;
  const host = address.slice(0, address.lastIndexOf(':')).replace(/^\[|\]$/g, '');
  const port = Number(address.slice(address.lastIndexOf(':') + 1));
  if (!(port > 0) || !(await answers(host, port))) return undefined;
  if (servers.tls) {
    const problem = await handshake(host, port, servers);
    if (problem !== undefined) return certificateProblem(address, problem);
  }
  return loginProblem(address, servers);
}

const answers = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: patience });
    const end = (is: boolean) => (socket.destroy(), resolve(is));
    socket
      .once('connect', () => end(true))
      .once('timeout', () => end(false))
      .once('error', () => end(false));
  });

/** What is wrong with the TLS of a broker; undefined when nothing is. */
const handshake = (
  host: string,
  port: number,
  { tls = {} }: KafkaServers,
): Promise<NodeJS.ErrnoException | undefined> =>
  new Promise((resolve) => {
    const socket = connectTls({
      ...tlsOptions(tls),
      host,
      port,
      timeout: patience,
      ...(isIP(host) === 0 ? { servername: host } : {}),
    });
    const end = (problem: NodeJS.ErrnoException | undefined) => (socket.destroy(), resolve(problem));
    socket
      .once('secureConnect', () => end(undefined))
      .once('timeout', () => end(new Error('it does not answer')))
      .once('error', end);
  });

function certificateProblem(address: string, { code = '', message }: NodeJS.ErrnoException): string {
  if (unknownAuthority.has(code))
    return `The certificate of the Kafka at ${address} is not signed by an authority in KAFKA_SSL_CA.`;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return `The certificate of the Kafka at ${address} is for another name than KAFKA_BROKERS gives.`;
  if (code === 'CERT_HAS_EXPIRED') return `The certificate of the Kafka at ${address} has expired.`;
  return `The Kafka at ${address} does not take TLS as KAFKA_SSL_CA asks for it: ${message}.`;
}

async function loginProblem(address: string, servers: KafkaServers): Promise<string | undefined> {
  const told: string[] = [];
  const client = kafkaClient(servers, 'stipple.diagnosis', (_level, message, details) =>
    told.push(`${message} ${JSON.stringify(details)}`),
  );
  const admin = client.kafka.admin({ retry: { retries: 0, initialRetryTime: 50 } });
  try {
    if (
      (await withTimeout(
        2 * patience,
        admin.connect().then(() => admin.describeCluster()),
      )) !== undefined
    )
      return undefined;
  } catch (error) {
    told.push(messageOf(error));
  } finally {
    client.cut();
  }
  const { tls, sasl } = servers;
  if (sasl && /SASL|[Aa]uthentication failed/.test(told.join('\n')))
    return `Kafka does not let the user ${sasl.username} in: KAFKA_SASL_USERNAME, KAFKA_SASL_PASSWORD or KAFKA_SASL_MECHANISM is wrong.`;
  if (!tls) return `The Kafka at ${address} closes the connection. It may demand TLS: set KAFKA_SSL_CA.`;
  if (!sasl)
    return (
      `The Kafka at ${address} closes the connection. ` +
      'It may demand a user: set KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD.'
    );
  return undefined;
}
