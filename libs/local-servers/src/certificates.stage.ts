import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** All in PEM. */
export interface Authority {
  ca: string;
  /** Makes a certificate with its key for names and addresses, such as `DNS:localhost` or `IP:127.0.0.1`. */
  issue(...names: string[]): { certificate: string; key: string };
}

/** Makes a new authority with `openssl`. */
export function makeAuthority(): Authority {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'stipple-authority-'));
  const at = (name: string) => path.join(folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe', timeout: 30_000 });
  const read = (name: string) => readFileSync(at(name), 'utf8');
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  try {
    openssl(
      'req',
      '-x509',
      ...newKey,
      '-keyout',
      at('ca.key'),
      '-out',
      at('ca.pem'),
      '-days',
      '2',
      '-subj',
      '/CN=Authority of a test',
      '-addext',
      'basicConstraints=critical,CA:TRUE',
      '-addext',
      'keyUsage=critical,keyCertSign',
    );
    const [ca, caKey] = [read('ca.pem'), read('ca.key')];
    return {
      ca,
      issue(...names) {
        const own = mkdtempSync(path.join(os.tmpdir(), 'stipple-certificate-'));
        const mine = (name: string) => path.join(own, name);
        try {
          for (const [name, text] of [
            ['ca.pem', ca],
            ['ca.key', caKey],
            ['extensions', `subjectAltName=${names.join(',')}\n`],
          ] as const)
            writeFileSync(mine(name), text, { mode: 0o600 });
          openssl(
            'req',
            '-new',
            ...newKey,
            '-keyout',
            mine('key'),
            '-out',
            mine('request'),
            '-subj',
            '/CN=A server of a test',
          );
          openssl(
            'x509',
            '-req',
            '-in',
            mine('request'),
            '-CA',
            mine('ca.pem'),
            '-CAkey',
            mine('ca.key'),
            '-CAcreateserial',
            '-days',
            '2',
            '-extfile',
            mine('extensions'),
            '-out',
            mine('certificate'),
          );
          return { certificate: readFileSync(mine('certificate'), 'utf8'), key: readFileSync(mine('key'), 'utf8') };
        } finally {
          rmSync(own, { recursive: true });
        }
      },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Why no certificates can be made on this machine; undefined when they can. */
export function withoutOpenssl(): string | undefined {
  try {
    execFileSync('openssl', ['version'], { stdio: 'pipe', timeout: 10_000 });
    return undefined;
  } catch {
    return 'there is no openssl on this machine to make certificates with';
  }
}
