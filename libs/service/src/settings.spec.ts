import { generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { publicKeysOf, signingKey } from './keys.js';
import { SettingProblem } from './setting.js';
import { edgeSettings, gatewaySettings, serviceSettings } from './settings.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'stipple-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));

const [gateway, next, service] = [
  generateKeyPairSync('ed25519'),
  generateKeyPairSync('ed25519'),
  generateKeyPairSync('ed25519'),
];
const publicPem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }) as string;
const privatePem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }) as string;
const line = (pem: string) =>
  pem
    .split('\n')
    .filter((one) => !one.startsWith('-'))
    .join('');
const file = (name: string, text: string) => {
  writeFileSync(path.join(folder, name), text);
  return path.join(folder, name);
};

const environment = {
  DATABASE_URL: 'postgres://stipple_staff:x@127.0.0.1/stipple',
  KAFKA_BROKERS: '127.0.0.1:9092',
  STIPPLE_MASTER_KEY: randomBytes(32).toString('hex'),
  STIPPLE_CALLER_KEYS: publicPem(gateway.publicKey),
  STIPPLE_SERVICE_KEY: privatePem(service.privateKey),
};

describe('what a service is set up with', () => {
  it('takes keys as PEM, as a line of base64, and from files', () => {
    const { id } = signingKey(service.privateKey);
    const forms = [
      environment,
      {
        ...environment,
        STIPPLE_SERVICE_KEY: line(environment.STIPPLE_SERVICE_KEY),
        STIPPLE_CALLER_KEYS: line(environment.STIPPLE_CALLER_KEYS),
      },
      {
        ...environment,
        STIPPLE_SERVICE_KEY: undefined,
        STIPPLE_SERVICE_KEY_FILE: file('service.pem', environment.STIPPLE_SERVICE_KEY),
      },
    ];
    for (const form of forms) {
      const settings = serviceSettings(form);
      expect(settings.signing.id).toBe(id);
      expect([...settings.callers.keys()]).toEqual([...publicKeysOf(gateway.publicKey).keys()]);
    }
  });

  it('hears two keys of its caller while one takes the place of the other', () => {
    const both = publicKeysOf(gateway.publicKey, next.publicKey);
    for (const text of [
      publicPem(gateway.publicKey) + publicPem(next.publicKey),
      `${line(publicPem(gateway.publicKey))},${line(publicPem(next.publicKey))}`,
    ])
      expect([...serviceSettings({ ...environment, STIPPLE_CALLER_KEYS: text }).callers.keys()]).toEqual([
        ...both.keys(),
      ]);
  });

  it('says which setting is wrong, and shows no secret', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const wrong: [Record<string, string | undefined>, string][] = [
      [
        { STIPPLE_SERVICE_KEY: undefined },
        'Set STIPPLE_SERVICE_KEY to the private key that this service signs its answers with',
      ],
      [{ STIPPLE_SERVICE_KEY: 'secret' }, 'STIPPLE_SERVICE_KEY holds no Ed25519 private key'],
      [{ STIPPLE_SERVICE_KEY: privatePem(rsa.privateKey) }, 'STIPPLE_SERVICE_KEY holds no Ed25519 private key'],
      [{ STIPPLE_SERVICE_KEY: publicPem(service.publicKey) }, 'STIPPLE_SERVICE_KEY holds no Ed25519 private key'],
      [
        { STIPPLE_SERVICE_KEY: privatePem(service.privateKey) + privatePem(next.privateKey) },
        'STIPPLE_SERVICE_KEY holds 2 private keys',
      ],
      [{ STIPPLE_CALLER_KEYS: privatePem(gateway.privateKey) }, 'STIPPLE_CALLER_KEYS holds no Ed25519 public key'],
      [
        { STIPPLE_CALLER_KEYS: publicPem(gateway.publicKey).repeat(9) },
        'STIPPLE_CALLER_KEYS holds 9 keys; at most 8 are taken.',
      ],
      [
        { STIPPLE_SERVICE_KEY: undefined, STIPPLE_SERVICE_KEY_FILE: path.join(folder, 'nothing') },
        'STIPPLE_SERVICE_KEY_FILE names',
      ],
      [{ STIPPLE_METRICS_TOKEN: 'short' }, 'STIPPLE_METRICS_TOKEN is shorter than 16 characters'],
    ];
    for (const [changed, sentence] of wrong) {
      const attempt = () => serviceSettings({ ...environment, ...changed });
      expect(attempt).toThrow(SettingProblem);
      expect(attempt).toThrow(sentence);
      expect(attempt).not.toThrow(line(privatePem(service.privateKey)));
    }
  });
});

describe('what a gateway is set up with', () => {
  it('holds a key of each service, and several that tokens may be signed with', () => {
    const settings = gatewaySettings({
      STIPPLE_GATEWAY_KEY: line(privatePem(gateway.privateKey)),
      STIPPLE_TOKEN_PUBLIC_KEY: publicPem(service.publicKey) + publicPem(next.publicKey),
      SUBGRAPH_STAFF_KEY: publicPem(service.publicKey),
    });
    expect([...settings.tokenKeys.keys()]).toEqual([...publicKeysOf(service.publicKey, next.publicKey).keys()]);
    expect([...settings.serviceKeys('staff').keys()]).toEqual([...publicKeysOf(service.publicKey).keys()]);
    expect(() => settings.serviceKeys('billing')).toThrow(
      'Set SUBGRAPH_BILLING_KEY to the public key that the billing service signs its answers with',
    );
  });
});

const caller = (environment: Record<string, string | undefined>, forwarded: string) =>
  edgeSettings(environment).proxies.callerOf({
    socket: { remoteAddress: '10.0.0.1' },
    headers: { 'x-forwarded-for': forwarded },
  });

describe('the settings of a process at the edge', () => {
  it('trust no proxy unless one is named', () => {
    for (const environment of [{}, { TRUST_PROXY: '' }, { TRUST_PROXY: ' ' }])
      expect(caller(environment, '203.0.113.9')).toBe('10.0.0.1');
    expect(caller({ TRUST_PROXY: ' 10.0.0.1 , 2001:db8::/32' }, '203.0.113.9')).toBe('203.0.113.9');
  });

  it.each(['true', 'loopback', '10.0.0.1;10.0.0.2', '10.0.0.1,', '10.0.0.0/33'])(
    'say in a sentence that TRUST_PROXY cannot be %s',
    (TRUST_PROXY) => {
      expect(() => edgeSettings({ TRUST_PROXY })).toThrow(SettingProblem);
      expect(() => edgeSettings({ TRUST_PROXY })).toThrow(
        /^TRUST_PROXY: ".*" is neither an address nor a block of addresses such as 10\.0\.0\.0\/8\. Separate several by commas\.$/,
      );
    },
  );

  it('take a token for metrics from the environment or a file, long enough to be none that is guessed', () => {
    const inside = (environment: Record<string, string>) => {
      const { metricsToken, metricsPort } = edgeSettings(environment);
      return [metricsToken, metricsPort];
    };
    expect(inside({ STIPPLE_METRICS_TOKEN_FILE: file('metrics-token', 'a-token-of-some-length\n') })).toEqual([
      'a-token-of-some-length',
      undefined,
    ]);
    expect(inside({ STIPPLE_METRICS_TOKEN: 'another-token-of-some-length', METRICS_PORT: '9464' })).toEqual([
      'another-token-of-some-length',
      9464,
    ]);
    expect(inside({ METRICS_PORT: '', STIPPLE_METRICS_TOKEN: '' })).toEqual([undefined, undefined]);
    expect(() => inside({ STIPPLE_METRICS_TOKEN: 'short' })).toThrow(
      'STIPPLE_METRICS_TOKEN is shorter than 16 characters',
    );
    expect(() => inside({ METRICS_PORT: '99999' })).toThrow('METRICS_PORT is "99999", which is not a port.');
  });
});
