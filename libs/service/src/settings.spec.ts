import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { edgeSettings, insideSettings, SettingProblem } from './settings.js';

const caller = (environment: Record<string, string | undefined>, forwarded: string) => edgeSettings(environment).proxies.callerOf({ socket: { remoteAddress: '10.0.0.1' }, headers: { 'x-forwarded-for': forwarded } });

describe('the settings of a process at the edge', () => {
  it('trust no proxy unless one is named', () => {
    for (const environment of [{}, { TRUST_PROXY: '' }, { TRUST_PROXY: ' ' }]) expect(caller(environment, '203.0.113.9')).toBe('10.0.0.1');
    expect(caller({ TRUST_PROXY: ' 10.0.0.1 , 2001:db8::/32' }, '203.0.113.9')).toBe('203.0.113.9');
  });

  it.each(['true', 'loopback', '10.0.0.1;10.0.0.2', '10.0.0.1,', '10.0.0.0/33'])('say in a sentence that TRUST_PROXY cannot be %s', (TRUST_PROXY) => {
    expect(() => edgeSettings({ TRUST_PROXY })).toThrow(SettingProblem);
    expect(() => edgeSettings({ TRUST_PROXY })).toThrow(/^TRUST_PROXY: ".*" is neither an address nor a block of addresses such as 10\.0\.0\.0\/8\. Separate several by commas\.$/);
  });

  it('take a token for metrics from the environment or a file, long enough to be none that is guessed', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'stipple-settings-'));
    const file = path.join(folder, 'token');
    writeFileSync(file, 'a-token-of-some-length\n');
    expect(insideSettings({ STIPPLE_METRICS_TOKEN_FILE: file })).toEqual({ metricsToken: 'a-token-of-some-length' });
    rmSync(folder, { recursive: true });
    expect(insideSettings({ STIPPLE_METRICS_TOKEN: 'another-token-of-some-length', METRICS_PORT: '9464' })).toEqual({ metricsToken: 'another-token-of-some-length', metricsPort: 9464 });
    expect(insideSettings({ METRICS_PORT: '', STIPPLE_METRICS_TOKEN: '' })).toEqual({});
    for (const token of ['short', 'with a space in the middle', 'x'.repeat(1_001)]) expect(() => insideSettings({ STIPPLE_METRICS_TOKEN: token })).toThrow('STIPPLE_METRICS_TOKEN has to be at least 16 characters without a space.');
    expect(() => insideSettings({ METRICS_PORT: '99999' })).toThrow('METRICS_PORT is "99999", which is not a port.');
    expect(() => insideSettings({ STIPPLE_METRICS_TOKEN_FILE: file })).toThrow(SettingProblem);
  });
});
