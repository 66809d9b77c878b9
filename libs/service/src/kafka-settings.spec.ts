import { describe, expect, it } from '@jest/globals';
import { kafkaSettings } from './kafka-settings.js';
import { SettingProblem } from './setting.js';

const KAFKA_BROKERS = 'kafka-1.example:9092, kafka-2.example:9092';
const login = {
  KAFKA_SASL_MECHANISM: 'SCRAM-SHA-512',
  KAFKA_SASL_USERNAME: 'stipple-staff',
  KAFKA_SASL_PASSWORD: 's3cret',
};

describe('how Kafka is reached', () => {
  it('is in the clear where nothing is said, and by TLS and with a user where it is', () => {
    expect(kafkaSettings({ KAFKA_BROKERS })).toEqual({ brokers: ['kafka-1.example:9092', 'kafka-2.example:9092'] });
    expect(kafkaSettings({ KAFKA_BROKERS, KAFKA_SSL: 'on', ...login, KAFKA_REPLICATION_FACTOR: '3' })).toMatchObject({
      tls: {},
      sasl: { mechanism: 'scram-sha-512', username: 'stipple-staff', password: 's3cret' },
      replicas: 3,
    });
    expect(
      kafkaSettings({ ...login, KAFKA_BROKERS: '127.0.0.1:9092,[::1]:9092', KAFKA_SASL_MECHANISM: 'plain' }).sasl
        ?.mechanism,
    ).toBe('plain');
  });

  it('is refused in a sentence that names the setting, and shows no password', () => {
    const wrong: [Record<string, string | undefined>, string][] = [
      [{ KAFKA_BROKERS: undefined }, 'Set KAFKA_BROKERS to'],
      ...['kafka', 'kafka:port', 'kafka:99999', 'PLAINTEXT://kafka:9092', 'kafka:9092,'].map(
        (one): [Record<string, string>, string] => [{ KAFKA_BROKERS: one }, 'which is not of the form host:port'],
      ),
      [{ ...login, KAFKA_SASL_MECHANISM: 'plain' }, 'by which the password would travel readable'],
      [{ ...login, KAFKA_SASL_MECHANISM: 'gssapi' }, 'it has to be plain or scram-sha-256 or scram-sha-512'],
      [{ ...login, KAFKA_SASL_USERNAME: '' }, 'Set KAFKA_SASL_USERNAME'],
      [{ ...login, KAFKA_SASL_PASSWORD: '' }, 'Set KAFKA_SASL_PASSWORD'],
      [{ KAFKA_SASL_PASSWORD: 's3cret' }, 'KAFKA_SASL_PASSWORD is set: set KAFKA_SASL_MECHANISM'],
      [{ KAFKA_SSL: 'yes' }, 'it has to be on or off'],
      [
        { KAFKA_SSL_CA: '/run/secrets/ca.pem' },
        'KAFKA_SSL_CA holds no certificate in PEM; to name a file, set KAFKA_SSL_CA_FILE.',
      ],
      [{ KAFKA_SSL_KEY: 'x' }, 'KAFKA_SSL_KEY holds no private key in PEM'],
      [{ KAFKA_SSL: 'off', KAFKA_SSL_CA: 'x' }, 'KAFKA_SSL is off, but'],
      [{ KAFKA_REPLICATION_FACTOR: '0' }, 'it has to be the number of copies of each partition, 1 to 9'],
    ];
    for (const [changed, sentence] of wrong) {
      const attempt = () => kafkaSettings({ KAFKA_BROKERS, ...changed });
      expect(attempt).toThrow(SettingProblem);
      expect(attempt).toThrow(sentence);
      expect(attempt).not.toThrow('s3cret');
    }
  });
});
