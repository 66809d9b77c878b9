import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CommandLine, lines } from './program.fixture.js';

const workplace = new CommandLine();
afterAll(() => workplace.remove());
beforeAll(() => workplace.build());
const { folder, program, env, at, stipple, done } = workplace;

describe('stipple log', () => {
  let vkey: string;
  beforeAll(() => {
    vkey = done('log', 'init', 'log', '--origin', 'clinic.example/audit').trim();
    writeFileSync(at('first.vkey'), vkey);
    writeFileSync(at('first.ndjson'), lines(0, 600));
    done('log', 'append', 'log', 'first.ndjson');
    writeFileSync(at('kept'), readFileSync(at('log/checkpoint')));
  });

  it('makes a key that only its owner reads, and shows its public part alone', () => {
    expect(vkey).toMatch(/^clinic\.example\/audit\+[0-9a-f]{8}\+A/);
    expect(statSync(at('log.key')).mode & 0o777).toBe(0o600);
    expect(done('key', 'show', 'log.key').trim()).toBe(vkey);
    expect(readFileSync(at('log.key'), 'utf8')).toMatch(
      /^PRIVATE\+KEY\+clinic\.example\/audit\+[0-9a-f]{8}\+A[A-Za-z0-9+/=]+\n$/,
    );
  });

  it('appends the bytes of each line, also of one that does not end, and prints the new checkpoint', () => {
    writeFileSync(at('second.ndjson'), `${lines(600, 2)} {"not":  "touched"}\r\n{"last":true}`);
    const printed = done('log', 'append', 'log', 'second.ndjson');
    expect(printed).toBe(readFileSync(at('log/checkpoint'), 'utf8'));
    expect(printed).toMatch(/^clinic\.example\/audit\n604\n/);
    const bundle = readFileSync(at('log/tile/entries/002.p/92'));
    expect(bundle.toString('latin1')).toContain('\u0000\u0015 {"not":  "touched"}\r\u0000\u000d{"last":true}');
    expect(done('log', 'checkpoint', 'log')).toBe(printed);
  });

  it('begins a log, with its key, where there is no folder yet', () => {
    const printed = done('log', 'init', 'new/place/log', '--origin', 'clinic.example/new').trim();
    expect(done('key', 'show', 'new/place/log.key').trim()).toBe(printed);
    expect(readFileSync(at('new/place/log/checkpoint'), 'utf8')).toMatch(/^clinic\.example\/new\n0\n/);
  });

  it('makes no key where there is a log, or cannot be one', () => {
    done('key', 'generate', '--name', 'clinic.example/apart', '--out', 'apart.key');
    done('log', 'init', 'elsewhere', '--origin', 'clinic.example/apart', '--key', 'apart.key');
    expect(stipple('log', 'init', 'elsewhere', '--origin', 'clinic.example/apart')).toEqual({
      status: 1,
      stdout: '',
      stderr: 'There is a log in elsewhere already.\n',
    });
    expect(stipple('log', 'init', 'kept', '--origin', 'clinic.example/apart').status).toBe(1);
    expect(['elsewhere.key', 'kept.key'].filter((name) => existsSync(at(name)))).toEqual([]);
  });

  it('begins in the folder where one stands, with the key beside that and not in it', () => {
    mkdirSync(at('standing'));
    const { status } = spawnSync(process.execPath, [program, 'log', 'init', '.', '--origin', 'clinic.example/here'], {
      cwd: at('standing'),
      env,
    });
    expect([status, readdirSync(at('standing')).sort()]).toEqual([0, ['.writer', 'checkpoint', 'keys']]);
    expect(done('log', 'append', 'standing/', 'first.ndjson')).toMatch(/^clinic\.example\/here\n600\n/);
  });

  it('says how to go on when it was stopped before there was a log', () => {
    done('key', 'generate', '--name', 'clinic.example/stopped', '--out', 'stopped.key');
    const { status, stderr } = stipple('log', 'init', 'stopped', '--origin', 'clinic.example/stopped');
    expect([status, stderr]).toEqual([
      1,
      `${at('stopped.key')} is there already, and no log in stopped: ` +
        `if this command was stopped before, go on with --key ${at('stopped.key')}.\n`,
    ]);
    done('log', 'init', 'stopped', '--origin', 'clinic.example/stopped', '--key', at('stopped.key'));
    expect(done('log', 'append', 'stopped', 'first.ndjson')).toMatch(/\n600\n/);
  });

  it('appends from the standard input, which is also named -', () => {
    done('log', 'init', 'piped', '--origin', 'clinic.example/piped');
    const { status, stdout } = spawnSync(process.execPath, [program, 'log', 'append', 'log'], {
      cwd: folder,
      input: lines(604, 3),
      encoding: 'utf8',
      env,
    });
    expect([status, stdout.split('\n')[1]]).toEqual([0, '607']);
    const named = spawnSync(process.execPath, [program, 'log', 'append', 'piped', '-', '--key', 'piped.key'], {
      cwd: folder,
      input: lines(0, 3),
      encoding: 'utf8',
      env,
    });
    expect([named.status, named.stdout.split('\n')[1]]).toEqual([0, '3']);
  });

  it.each([
    ['an empty line', `${lines(0, 2)}\n${lines(0, 1)}`, 'Line 3 is empty; nothing was appended.'],
    ['a line that is too long', `${'x'.repeat(70_000)}\n`, 'Line 1 has more than 65535 bytes; nothing was appended.'],
  ])('appends nothing of a file with %s', (_, text, sentence) => {
    writeFileSync(at('wrong.ndjson'), text);
    const before = done('log', 'checkpoint', 'log');
    expect(stipple('log', 'append', 'log', 'wrong.ndjson')).toEqual({ status: 1, stdout: '', stderr: `${sentence}\n` });
    expect(done('log', 'checkpoint', 'log')).toBe(before);
  });

  it('proves entries and that it extends itself', () => {
    expect(done('log', 'prove', 'log', '5')).toMatch(
      /^c2sp\.org\/tlog-proof@v1\nindex 5\n([A-Za-z0-9+/]{43}=\n){9,11}\nclinic\.example\/audit\n607\n/,
    );
    expect(done('log', 'consistency', 'log', '600', '607')).toMatch(/^([A-Za-z0-9+/]{43}=\n){4,9}$/);
    expect(done('log', 'consistency', 'log', '607', '607')).toBe('');
  });

  it('gives a bundle that verifies, and says where one does not', () => {
    done('log', 'bundle', 'log', '--from', '10', '--to', '606', '--since', 'kept', '--out', 'bundle');
    writeFileSync(at('policy'), `log ${vkey}\nquorum none\n`);
    expect(stipple('verify', 'bundle', '--since', 'kept', '--policy', 'policy')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Everything holds: entries 10 to 606 (597)'),
      stderr: '',
    });
    const json = JSON.parse(done('verify', 'bundle', '--since', 'kept', '--policy', 'policy', '--json')) as unknown;
    expect(json).toMatchObject({ holds: true, since: 600, entries: { count: 597, first: 10, last: 606 }, remarks: [] });

    const altered = readFileSync(at('bundle'));
    altered[altered.indexOf('"event":321') + 9] = 0x39;
    writeFileSync(at('altered'), altered);
    const { status, stdout } = stipple('verify', 'altered', '--since', 'kept', '--policy', 'policy');
    expect([status, stdout.split('\n').slice(0, 2)]).toEqual([
      1,
      [
        'Entry 321 is not what the log holds: entry 391 stands in its place, so one was taken out, put in, or exchanged.',
        'First bad index: 321',
      ],
    ]);
    expect(JSON.parse(stipple('verify', 'altered', '--json').stdout)).toMatchObject({
      holds: false,
      problem: { index: 321 },
    });
    expect(stipple('verify', 'bundle', '--from', '9').status).toBe(1);
  });

  it('examines itself', () => {
    expect(done('log', 'fsck', 'log')).toBe('The 607 entries of clinic.example/audit are what its checkpoint says.\n');
    spawnSync('cp', ['-r', at('log'), at('broken')]);
    const tile = readFileSync(at('broken/tile/entries/001'));
    tile[40] = (tile[40] ?? 0) ^ 1;
    writeFileSync(at('broken/tile/entries/001'), tile);
    expect(stipple('log', 'fsck', 'broken')).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/^Entry 258 is not what the log holds/),
    });
  });

  it('is sealed by a witness that answers, and its key is rotated', async () => {
    const witness = done('key', 'generate', '--name', 'witness.example', '--witness', '--out', 'witness.key').trim();
    const child = spawn(
      process.execPath,
      [program, 'witness', 'serve', '--key', 'witness.key', '--state', 'memory', '--new', '--log', vkey, '--port', '0'],
      { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const url = await new Promise<string>((resolve) =>
      child.stdout
        .setEncoding('utf8')
        .once('data', (text: string) => resolve(text.split('\n')[0]?.replace('/add-checkpoint', '') ?? '')),
    );
    const ended = new Promise((resolve) => child.once('close', resolve));
    writeFileSync(at('sealing'), `log ${vkey}\nwitness W ${witness} ${url}\nquorum W\n`);
    expect(done('log', 'checkpoint', 'log', '--policy', 'sealing')).toMatch(/\n— witness\.example \S+\n$/);
    done('log', 'bundle', 'log', '--from', '0', '--to', '606', '--out', 'sealed');
    expect(JSON.parse(done('verify', 'sealed', '--policy', 'sealing', '--json'))).toMatchObject({
      holds: true,
      cosignatures: [{ witness: 'W' }],
    });
    // A witness that has cosigned is not asked again.
    const once = readFileSync(at('log/checkpoint'), 'utf8');
    expect(done('log', 'checkpoint', 'log', '--policy', 'sealing')).toBe(once);
    child.kill('SIGTERM');
    await ended;
    expect(stipple('log', 'checkpoint', 'log', '--policy', 'sealing')).toEqual({ status: 0, stdout: once, stderr: '' });

    done('key', 'generate', '--name', 'clinic.example/audit', '--out', 'next.key');
    expect(stipple('log', 'rotate', 'log', '--new-key', 'log.key')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('is the one that signs the log until now'),
    });
    done('log', 'rotate', 'log', '--new-key', 'next.key');
    expect(done('log', 'rotate', 'log', '--new-key', 'next.key')).toMatch(/\n608\n/);
    expect(stipple('log', 'rotate', 'log', '--new-key', 'log.key', '--key', 'next.key')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('does not come back'),
    });
    expect(stipple('log', 'append', 'log', 'first.ndjson')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('was rotated out'),
    });
    done('log', 'append', 'log', 'first.ndjson', '--key', 'next.key');
    expect(stipple('log', 'append', 'log', 'first.ndjson')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('give the file of the key that signed it, with --key'),
    });
    done('log', 'bundle', 'log', '--from', '600', '--to', '1000', '--since', 'kept', '--out', 'rotated');
    expect(stipple('verify', 'rotated', '--since', 'kept', '--policy', 'policy')).toMatchObject({
      status: 0,
      stderr: '',
    });
    expect(stipple('log', 'checkpoint', 'log', '--policy', 'sealing', '--key', 'next.key')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('not sealed'),
    });
  });

  it('is followed by a witness, which keeps the evidence when it is rewritten', () => {
    done('key', 'generate', '--name', 'w.example', '--witness', '--out', 'w.key');
    expect(
      done(
        'witness',
        'follow',
        'log',
        '--key',
        'w.key',
        '--state',
        'watching',
        '--new',
        '--log',
        vkey,
        '--out',
        'cosigned',
      ),
    ).toMatch(/^— w\.example /);
    expect(readFileSync(at('cosigned'), 'utf8')).toMatch(/\n— w\.example \S+\n$/);
    // A thief of the key and its memory begins the log anew.
    writeFileSync(at('thief.key'), readFileSync(at('log.key')), { mode: 0o600 });
    done('log', 'init', 'forged', '--origin', 'clinic.example/audit', '--key', 'thief.key');
    writeFileSync(at('forged.ndjson'), lines(1, 2_000));
    done('log', 'append', 'forged', 'forged.ndjson', '--key', 'thief.key');
    const { status, stderr } = stipple(
      'witness',
      'follow',
      'forged',
      '--key',
      'w.key',
      '--state',
      'watching',
      '--log',
      vkey,
    );
    expect([status, stderr]).toEqual([1, expect.stringContaining('The evidence is in ')]);
    const evidence = /The evidence is in (\S+)\.$/m.exec(stderr)?.[1] ?? '';
    expect(stipple('witness', 'judge', evidence, '--log', vkey)).toMatchObject({ status: 1 });
    expect(
      done('witness', 'judge', evidence, '--log', vkey, '--log', done('key', 'show', 'next.key').trim()),
    ).toContain('has signed two histories');
    expect(
      stipple('witness', 'compare', 'cosigned', 'forged/checkpoint', '--at', 'forged', '--out', 'evidence'),
    ).toMatchObject({ status: 1, stdout: expect.stringContaining('cannot both be true') });
    expect(existsSync(at('evidence'))).toBe(true);
  });

  it.each([
    [['log', 'append', 'nowhere'], 'There is no log in nowhere.'],
    [['log', 'append', 'log', 'nowhere', '--key', 'next.key'], 'There is no file nowhere.'],
    [['log', 'prove', 'log', '99999'], 'There is no entry 99999 in a log of 1208.'],
    [['log', 'prove', 'log', '-1'], 'It has to be a whole number.'],
    [['log', 'prove', 'log', 'x'], 'It has to be a whole number.'],
    [['log', 'bundle', 'log', '--from', '5', '--to', '4', '--out', 'b'], 'Entries 5 to 4 are not in a log of 1208.'],
    [['log', 'init', 'log', '--origin', 'clinic.example/audit'], 'There is a log in log already.'],
    [['log', 'init', 'kept', '--origin', 'clinic.example/audit'], 'kept is a file; a log lies in a folder.'],
    [['log', 'init', 'other', '--origin', 'a name'], 'cannot name a key'],
    [['verify', 'nowhere'], 'There is no file nowhere.'],
    [['verify', 'log.key'], 'This is no audit bundle'],
    [['verify', 'log'], 'log cannot be read: it is a folder.'],
    [['verify', 'bundle', '--since', 'log'], 'log cannot be read: it is a folder.'],
    [['verify', 'bundle', '--policy', 'log'], 'log cannot be read: it is a folder.'],
    [['verify', 'bundle/x'], 'bundle/x cannot be opened: part of its path is a file, not a folder.'],
    [['log', 'append', 'log', 'log', '--key', 'next.key'], 'log cannot be read: it is a folder.'],
    [['log', 'append', 'log', '--key', 'log'], 'log cannot be read: it is a folder.'],
    [['log', 'prove', 'log', '5', '--out', 'log'], 'log cannot be written: it is a folder.'],
    [['key', 'show', 'log'], 'log cannot be read: it is a folder.'],
    [['witness', 'serve', '--key', 'w.key', '--state', 'm', '--log', 'log'], 'log cannot be read: it is a folder.'],
    [
      ['witness', 'serve', '--key', 'w.key', '--state', 'unused', '--new', '--log', 'first.vkey', '--port', '99999'],
      'A port is a number from 0 to 65535.',
    ],
    [['verify', 'bundle', '--since', 'log.key'], 'The signed note has no signatures'],
    [['verify', 'bundle', '--policy', 'log.key'], 'Line 1 of the policy'],
    [['key', 'show', 'policy'], 'This is no private key'],
    [['key', 'generate', '--name', 'a', '--out', 'log.key'], 'never written over'],
    [
      ['witness', 'follow', 'log', '--key', 'log', '--state', 'm', '--log', 'first.vkey'],
      'log cannot be read: it is a folder.',
    ],
    [
      ['witness', 'follow', 'log', '--key', 'w.key', '--state', 'm', '--log', 'first.vkey', '--every', '0'],
      'at least one second',
    ],
    [
      ['witness', 'serve', '--key', 'log.key', '--state', 'm', '--log', 'x'],
      '"x" is neither a public key nor a file with one.',
    ],
  ])('%j ends with 1 and a sentence', (args, sentence) => {
    const { status, stdout, stderr } = stipple(...args);
    expect(status).toBe(1);
    expect(`${stdout}${stderr}`).toContain(sentence);
    expect(stderr).not.toMatch(/\n {4}at |PRIVATE\+KEY\+\w/);
  });

  it.each([
    [['verify', '--nosuch'], "error: unknown option '--nosuch'", 'stipple verify --help'],
    [['log', 'prove', 'log'], "error: missing required argument 'index'", 'stipple log prove --help'],
    [['log', 'nosuch'], "error: unknown command 'nosuch'", 'stipple log --help'],
    [
      ['key', 'generate', '--out', 'x'],
      "error: required option '--name <name>' not specified",
      'stipple key generate --help',
    ],
  ])('%j ends with 1, what is wrong, and where there is help', (args, sentence, help) => {
    expect(stipple(...args)).toEqual({ status: 1, stdout: '', stderr: `${sentence}\nSee "${help}".\n` });
    expect(done(...help.split(' ').slice(1))).toContain('Usage: ');
  });
});
