import { describe, expect, it } from '@jest/globals';
import { connectionOf, databaseUrl } from './connection.js';

const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';
const url = 'postgres://stipple_staff:s%40cret@db:5432/stipple';

describe('a connection to PostgreSQL', () => {
  it('is without TLS where nothing is said of it, and through a socket', () => {
    for (const plain of [url, `${url}?sslmode=disable`])
      expect(connectionOf(plain)).toEqual({ connectionString: url, ssl: false });
    expect(connectionOf('postgres:///stipple?host=/run/postgres&sslmode=verify-full').ssl).toBe(false);
  });

  it('verifies in full, and tells pg so beside the URL, which would overrule it', () => {
    const secured = connectionOf(databaseUrl({ DATABASE_URL: url, DATABASE_CA: `${pem}\n` }) ?? '');
    expect(secured).toEqual({
      connectionString: url,
      ssl: { ca: pem, rejectUnauthorized: true, minVersion: 'TLSv1.2' },
    });
    expect(connectionOf(`${url}?sslmode=verify-full`).ssl).toEqual({ rejectUnauthorized: true, minVersion: 'TLSv1.2' });
  });

  it('is refused by any other way, in a sentence without the password', () => {
    const wrong: [Record<string, string>, string][] = [
      ...['prefer', 'require', 'verify-ca', 'no-verify', 'allow', ''].map((mode): [Record<string, string>, string] => [
        { DATABASE_URL: `${url}?sslmode=${mode}` },
        'which does not check the server',
      ]),
      ...['ssl=true', 'uselibpqcompat=true', 'sslnegotiation=direct', 'sslcert=/x'].map(
        (more): [Record<string, string>, string] => [{ DATABASE_URL: `${url}?${more}` }, 'which Stipple does not take'],
      ),
      [
        { DATABASE_URL: `${url}?sslmode=disable`, DATABASE_CA: pem },
        'DATABASE_CA is set, but DATABASE_URL gives sslmode=disable',
      ],
      [{ DATABASE_URL: `${url}?sslrootcert=/x` }, 'no sslmode=verify-full'],
      [{ DATABASE_URL: url, DATABASE_CA: '/run/secrets/ca.pem' }, 'to name a file, set DATABASE_CA_FILE'],
      [{ DATABASE_URL: url, DATABASE_CA_FILE: '/nowhere/ca.pem' }, '/nowhere/ca.pem, cannot be read'],
      [{ DATABASE_URL: 'host=db password=s%40cret' }, 'is not of the form'],
      [{ DATABASE_URL: 'postgres://a:s%40cret@db:port/x' }, 'is not of the form'],
      [{ DATABASE_URL: 'mysql://a:s%40cret@db/x' }, 'is not of the form'],
    ];
    for (const [environment, sentence] of wrong) {
      expect(() => databaseUrl(environment)).toThrow(sentence);
      expect(() => databaseUrl(environment)).not.toThrow('s%40cret');
    }
    expect(databaseUrl({})).toBeUndefined();
  });
});
