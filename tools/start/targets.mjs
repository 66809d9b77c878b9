// What can be started, and how: packages and builds are brought up to date, then the program is run in this very
// process. What has to be there at every hour runs as a child instead, which is started again when it ends by itself.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Interrupted, Problem, prepare, root } from './prepare.mjs';
import { supervise } from './supervise.mjs';

/**
 * `kept`: started again when it ends by itself. `served`: runs as in production, with its data in STIPPLE_HOME. `here`:
 * paths among its arguments are the caller's, so the working folder stays.
 */
const targets = {
  start: { file: 'apps/clinic/dist/src/main.js', served: true, kept: true },
  split: { file: 'apps/cli/dist/src/split.js', served: true, kept: true },
  dev: { file: 'tools/start/dev.mjs', served: true },
  kafka: { file: 'libs/local-servers/dist/src/kafka.main.js', served: true },
  stipple: { file: 'apps/cli/dist/src/main.js', served: true, here: true },
  test: { file: 'tools/test/run.mjs' },
  bench: { file: 'tools/bench/run.mjs' },
  faults: { file: 'tools/faults/run.mjs' },
  many: { file: 'tools/faults/many.mjs' },
  recalls: { file: 'tools/faults/recalls.mjs' },
  fuzz: { file: 'tools/fuzz/run.mjs' },
};

export async function start([what, ...rest]) {
  const target = Object.hasOwn(targets, what ?? '') ? targets[what] : undefined;
  if (target === undefined)
    return fail(`Usage: node tools/start/start.mjs ${Object.keys(targets).join('|')} [ARGUMENT …]`);
  try {
    await prepare();
  } catch (error) {
    // Nothing of what was asked for has begun: a server that was told to stop has stopped; a test or a command was not
    // done.
    if (error instanceof Interrupted) process.exit(target.served && !target.here ? 0 : 130);
    if (error instanceof Problem) return fail(error.message);
    throw error;
  }
  const file = path.join(root, target.file);
  if (!existsSync(file)) return fail(`"${what}" cannot be started: this checkout has no ${target.file}.`);
  if (!target.here) process.chdir(root);
  if (target.served) {
    // The program runs in Node's production mode for its speed; whether this is a production of somebody's is another
    // question.
    if (process.env.NODE_ENV === 'production') process.env.STIPPLE_PRODUCTION = 'true';
    process.env.NODE_ENV = 'production';
    process.env.STIPPLE_HOME ||= path.join(root, '.stipple');
  }
  if (!target.here && process.env.npm_lifecycle_event) stopWithParent();
  if (target.kept) process.exit(await supervise(file, rest, (line) => process.stderr.write(`${line}\n`)));
  process.argv = [process.argv[0], file, ...rest];
  await import(pathToFileURL(file).href);
}

/** npm passes signals on, but when it is killed itself nobody would be left to stop us. */
function stopWithParent() {
  const parent = process.ppid;
  const watching = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watching);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watching.unref();
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}
