import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const library = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
let built = false;

/** A Node process that runs a program, with this library as `servers` and `say` to print. */
export interface Script {
  child: ChildProcess;
  /**
   * Waits for a line that begins with `word` and answers the rest of it.
   * @throws Error with everything it printed, if it ends or 25 s pass first.
   */
  line(word: string): Promise<string>;
  /** Its exit code, or the signal's name. */
  ended: Promise<number | string>;
}

/** Runs `body`, the inside of an async function, in another process; as another user if `uid` is given. */
export function script(body: string, { uid }: { uid?: number } = {}): Script {
  if (!built) execFileSync(process.execPath, ['../../tools/build/package.mjs', '.'], { cwd: library });
  built = true;
  const program = `
    import * as servers from ${JSON.stringify(path.join(library, 'dist/src/index.js'))};
    const say = (...words) => process.stdout.write(words.join(' ') + '\\n');
    try { ${body} } catch (error) { say(error.name, error.message); process.exitCode = 1; }`;
  const env = { PATH: process.env['PATH'], STIPPLE_KAFKA_LIBS: process.env['STIPPLE_KAFKA_LIBS'] };
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: '/',
    env,
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  let printed = '';
  let listening: (() => void)[] = [];
  const hear = (text: string) => {
    printed += text;
    for (const listener of listening) listener();
  };
  child.stdout.setEncoding('utf8').on('data', hear);
  child.stderr.setEncoding('utf8').on('data', hear);
  const ended = once(child, 'close').then(([code, by]: (number | string | null)[]) => {
    hear('');
    return code ?? by ?? 'unknown';
  });
  return {
    child,
    ended,
    line: (word) =>
      new Promise((resolve, reject) => {
        const end = (done: () => void) => {
          clearTimeout(late);
          listening = listening.filter((listener) => listener !== look);
          done();
        };
        const late = setTimeout(
          () => end(() => reject(new Error(`"${word}" was not said in time, but: ${printed}`))),
          120_000,
        );
        const look = () => {
          const found = printed
            .split('\n')
            .slice(0, -1)
            .find((text) => text.startsWith(`${word} `));
          if (found !== undefined) end(() => resolve(found.slice(word.length + 1)));
          else if (child.exitCode !== null || child.signalCode !== null)
            end(() => reject(new Error(`"${word}" was not said, but: ${printed}`)));
        };
        listening.push(look);
        look();
      }),
  };
}

/** Ids of the living processes whose command line holds all the words. */
export function processesSaying(...words: string[]): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && words.every((word) => commandLine(name).includes(word)))
    .map(Number);
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
