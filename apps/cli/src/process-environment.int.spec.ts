import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openHome, type Home } from '@stipple/local-servers';
import { contextNames, gatewaySettings } from '@stipple/service';
import { inherited, processEnvironments } from './process-environment.js';

let home: Home;
beforeEach(async () => {
  home = await openHome(await mkdtemp(path.join(os.tmpdir(), 'stipple-environment-')));
});
afterEach(async () => {
  await home.close();
  await rm(home.path, { recursive: true });
});

const key = (name: string) => path.join(home.path, 'keys', name);

describe('the environment of a process of the split shape', () => {
  it('holds its own private key and nobody else’s', async () => {
    const { gateway, service } = await processEnvironments(home, {});
    const files = [gateway, ...contextNames.map((name) => service(name))].map((environment) =>
      Object.entries(environment)
        .filter(([name]) => /(GATEWAY|SERVICE|PRIVATE)_KEY/.test(name))
        .map(([, file]) => path.basename(String(file))),
    );
    expect(files).toEqual([
      ['gateway.pem'],
      ['service-staff.pem', 'tokens.pem'],
      ['service-bookings.pem'],
      ['service-sterilization.pem'],
      ['service-treatments.pem'],
      ['service-billing.pem'],
    ]);
    for (const environment of [gateway, service('bookings')])
      expect(JSON.stringify(environment)).not.toContain('PRIVATE KEY-----');
    expect(service('bookings')).not.toHaveProperty('STIPPLE_IDENTITY_SECRET');
    expect(gateway).not.toHaveProperty('STIPPLE_MASTER_KEY');
  });

  it('inherits nothing that is a secret of another process', () => {
    const plain = {
      PATH: '/bin',
      LOG_LEVEL: 'info',
      OTEL_SDK_DISABLED: 'true',
      STIPPLE_METRICS_TOKEN: 'for all of them',
    };
    const secrets = {
      DATABASE_URL: 'postgres://root:x@db',
      STIPPLE_STAFF_PASSWORD: 'x',
      STIPPLE_MASTER_KEY: 'x',
      KAFKA_SASL_PASSWORD: 'x',
      STIPPLE_GATEWAY_KEY: 'x',
      PGPASSWORD: 'x',
      SUBGRAPH_STAFF_URL: 'x',
    };
    expect(inherited({ ...plain, ...secrets })).toEqual(plain);
  });

  it('holds the old public key beside the new one once a key was changed', async () => {
    const before = gatewaySettings((await processEnvironments(home, {})).gateway);
    for (const name of ['tokens', 'service-staff']) {
      await rename(key(`${name}.pub.pem`), key(`${name}.retired.pub.pem`));
      await rename(key(`${name}.pem`), key(`${name}.old`));
    }
    const after = gatewaySettings((await processEnvironments(home, {})).gateway);
    for (const [was, is] of [
      [before.tokenKeys, after.tokenKeys],
      [before.serviceKeys('staff'), after.serviceKeys('staff')],
    ] as const) {
      expect(is.size).toBe(2);
      expect([...is.keys()]).toEqual(expect.arrayContaining([...was.keys()]));
    }
    expect(after.caller.id).toBe(before.caller.id);
  });

  it('takes public keys from the private ones, also where an old public file was left behind', async () => {
    await home.keyPair('tokens');
    const left = await readFile(key('tokens.pub.pem'), 'utf8');
    await rm(key('tokens.pem'));
    const { publicKey } = await home.keyPair('tokens');
    expect(publicKey).not.toBe(left);
    expect(await readFile(key('tokens.pub.pem'), 'utf8')).toBe(publicKey);
  });
});
