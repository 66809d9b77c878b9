import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CommandLine, lines } from './program.fixture.js';

const workplace = new CommandLine();
afterAll(() => workplace.remove());
beforeAll(() => workplace.build());
const { folder, program, env, at, stipple, done } = workplace;

describe('stipple witness', () => {
  let vkey: string;
  const options = (state: string) => ['--key', 'watcher.key', '--state', state, '--log', vkey];
  beforeAll(() => {
    vkey = done('log', 'init', 'watched', '--origin', 'clinic.example/watched').trim();
    writeFileSync(at('watched.ndjson'), lines(0, 300));
    done('log', 'append', 'watched', 'watched.ndjson');
    done('key', 'generate', '--name', 'watcher.example', '--witness', '--out', 'watcher.key');
  });

  it.each(['follow', 'serve'])('does not %s with a memory that is not there, nor begin one that is', (command) => {
    const args = command === 'follow' ? ['watched'] : ['--port', '0'];
    expect(stipple('witness', command, ...args, ...options('mistyped'))).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringContaining('There is no memory of a witness in mistyped.'),
    });
    expect(existsSync(at('mistyped'))).toBe(false);
    mkdirSync(at('unmounted'), { recursive: true });
    expect(stipple('witness', command, ...args, ...options('unmounted'))).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('There is no memory of a witness in unmounted.'),
    });
    done('witness', 'follow', 'watched', ...options(command), '--new');
    expect(stipple('witness', command, ...args, ...options(command), '--new')).toMatchObject({
      status: 1,
      stdout: '',
      stderr: `${command} is the memory of a witness already: leave --new out.\n`,
    });
  });

  it('names what it does not find', () => {
    const key = done('key', 'show', 'watched.key').trim();
    writeFileSync(at('watched.pub'), `${key}\n`);
    expect(
      done(
        'witness',
        'follow',
        'watched',
        '--key',
        'watcher.key',
        '--state',
        'by-file',
        '--new',
        '--log',
        'watched.pub',
      ),
    ).toMatch(/^— watcher\.example /);
    expect(
      stipple('witness', 'follow', 'watched', '--key', 'watcher.key', '--state', 'by-file', '--log', 'nofile'),
    ).toMatchObject({ status: 1, stderr: '"nofile" is neither a public key nor a file with one.\n' });
    expect(stipple('witness', 'follow', 'nolog', ...options('by-file'))).toMatchObject({
      status: 1,
      stderr: `There is no checkpoint in ${at('nolog')}.\n`,
    });
    expect(stipple('witness', 'follow', 'http://127.0.0.1:9/log', ...options('by-file'))).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^http:\/\/127\.0\.0\.1:9\/log\/checkpoint could not be reached: .+\.\n$/),
    });
    writeFileSync(at('earlier'), readFileSync(at('watched/checkpoint')));
    done('log', 'append', 'watched', 'watched.ndjson');
    expect(
      stipple('witness', 'compare', 'earlier', 'watched/checkpoint', '--at', 'nolog', '--out', 'unwritten'),
    ).toMatchObject({
      status: 1,
      stderr: expect.stringContaining(`What is published in ${at('nolog')} is not the tree of the larger checkpoint`),
    });
  });

  it('says in its help what is needed after a rotation, and asks for a key of a log', () => {
    const help = done('witness', 'serve', '--help').replaceAll(/\s+/g, ' ');
    expect(help).toContain('After a rotation name the new key too, after the old one');
    expect(help).not.toContain('default: []');
    expect(stipple('witness', 'serve', '--key', 'watcher.key', '--state', 'by-file')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("required option '--log <vkey>' not specified"),
    });
  });

  it('goes on looking while a log cannot be reached, and stops when it is refused', async () => {
    let shown: string | undefined = at('watched');
    const server = createServer((request, response) => {
      const file = path.join(shown ?? '', request.url ?? '');
      if (shown === undefined) request.socket.destroy();
      else if (existsSync(file)) response.end(readFileSync(file));
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const child = spawn(
      process.execPath,
      [program, 'witness', 'follow', url, ...options('every'), '--new', '--every', '1'],
      { cwd: folder, env },
    );
    const ended = new Promise((resolve) => child.once('close', resolve));
    const said = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (text: string) => (said[name] += text));
    const says = async (name: 'stdout' | 'stderr', what: RegExp) => {
      for (const deadline = Date.now() + 120_000; !what.test(said[name]); await pause(50))
        if (Date.now() > deadline) throw new Error(`It said only ${JSON.stringify(said)}.`);
    };
    try {
      await says('stdout', /^— watcher\.example /);
      shown = undefined;
      await says(
        'stderr',
        /^http:\/\/127\.0\.0\.1:\d+\/checkpoint could not be reached: .+\. It is tried again in 1 s\.$/m,
      );
      said.stdout = '';
      shown = at('watched');
      await says('stdout', /^— watcher\.example /);
      done('log', 'init', 'another', '--origin', 'clinic.example/watched');
      shown = at('another');
      expect(await ended).toBe(1);
      expect(said.stderr).toMatch(/does not sign with a key that is trusted here/);
    } finally {
      child.kill();
    }
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  });
});
