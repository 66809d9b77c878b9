// Runs everything that CI runs, or the part asked for, tells how each step went, and ends with `N passed, N failed`.
// A step that fails does not stop the ones after it.
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { graphOf } from '../build/graph.mjs';
import { changedFiles, choose } from './changed.mjs';
import { limitOf, root, steps } from './steps.mjs';

const usage = `Usage: npm test -- [--changed[=REF]] [--only STEP,…] [-t TEXT] [PATH…]
Steps: ${steps.map(({ name }) => name).join(', ')}; also guards and stories, for all of each.
--changed runs what the changes since the merge base with REF, or with main, can have broken, committed or not.
PATH and -t choose among the tests by file and by name, and run the test steps only.
The steps on another Node run with CI=true, or when --only names them.`;

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** What to run, each step with the paths and options that narrow it, and what is left out, in sentences. */
function asked() {
  let parsed;
  try {
    parsed = parseArgs({
      args: process.argv.slice(2).map((word) => (word === '--changed' ? '--changed=' : word)),
      allowPositionals: true,
      options: {
        changed: { type: 'string' },
        only: { type: 'string' },
        t: { type: 'string', short: 't' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    fail(`${error.message}\n${usage}`);
  }
  const { values, positionals } = parsed;
  if (values.help) {
    console.log(usage);
    process.exit(0);
  }
  const filter = [...(values.t === undefined ? [] : ['--testNamePattern', values.t]), ...positionals];
  const named = stepsNamed(values.only);
  if (values.changed !== undefined) {
    if (filter.length > 0) fail(`--changed chooses the tests itself, so it takes neither PATH nor -t.\n${usage}`);
    return askedByChange(values.changed, named);
  }
  const inCi = ({ onlyInCi }) => !onlyInCi || process.env.CI === 'true';
  const some = named ?? steps.filter((step) => inCi(step) && (filter.length === 0 || step.takesFilter));
  return { plan: some.map((step) => ({ step, narrowed: step.takesFilter ? filter : [] })), filter, leftOut: [] };
}

/** The steps that --only names; undefined without it. */
function stepsNamed(only) {
  if (only === undefined) return undefined;
  const names = only.split(',').map((name) => name.trim());
  const unknown = names.filter((wanted) => !steps.some(({ name, group }) => name === wanted || group === wanted));
  if (unknown.length > 0) fail(`There is no step called ${unknown.join(', ')}.\n${usage}`);
  return steps.filter(({ name, group }) => names.includes(name) || names.includes(group));
}

function askedByChange(ref, named) {
  let files;
  try {
    files = changedFiles(root, ref);
  } catch (error) {
    fail(`What changed could not be found. ${error.message}`);
  }
  console.log(files.length === 0 ? 'Nothing has changed.' : `Changed files: ${files.length}.`);
  const { chosen, leftOut } = choose({ files, graph: graphOf(root), steps, root });
  const plan = (named ?? steps)
    .filter(({ name }) => chosen.has(name))
    .map((step) => ({ step, narrowed: chosen.get(step.name) }));
  return { plan, filter: [], leftOut: leftOut.map((line) => `left out: ${line}`) };
}

let running;

/** Signals a step's whole process group; one that has ended already is left alone. */
function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
    return true;
  } catch (error) {
    if (error.code === 'ESRCH') return false;
    throw error;
  }
}

/** Runs one step to its end or for so many minutes. Answers its exit code and all it printed. */
function runStep(step, narrowed, minutes) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, step.command(narrowed), {
      cwd: root,
      env: { ...process.env, ...step.env, NO_COLOR: '1', FORCE_COLOR: undefined },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    running = child;
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    const deadline = setTimeout(() => {
      output += `\nstopped after ${Math.round(minutes)} minutes\n`;
      signalGroup(child, 'SIGTERM');
      setTimeout(() => signalGroup(child, 'SIGKILL'), 20_000).unref();
    }, minutes * 60_000);
    const end = (status) => {
      clearTimeout(deadline);
      running = undefined;
      // Whatever the step started and did not stop ends with it.
      if (child.pid !== undefined) signalGroup(child, 'SIGKILL');
      resolve({ status, output });
    };
    child.on('error', (error) => {
      output += `${error.message}\n`;
      end(1);
    });
    // A process left behind that still holds the pipes may not hold up the run.
    child.on('exit', () =>
      setTimeout(() => [child.stdout, child.stderr].forEach((stream) => stream.destroy()), 5_000).unref(),
    );
    child.on('close', (status) => end(status ?? 1));
  });
}

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Shows on one line that a step is going on; in a log, once a minute. */
function showProgress(name, since) {
  const terminal = process.stdout.isTTY;
  if (terminal) process.stdout.write(`${name} …`);
  const timer = setInterval(
    () => process.stdout.write(terminal ? `\r${name} … ${seconds(since)}` : `${name} … ${seconds(since)}\n`),
    terminal ? 1_000 : 60_000,
  );
  return () => {
    clearInterval(timer);
    if (terminal) process.stdout.write('\r\u001b[K');
  };
}

const verdict = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

/** What somebody has to see of a step's output: everything that is not the good news of a file. */
const worthSeeing = (output) =>
  output
    .split('\n')
    .filter((line) => !/^PASS /.test(line))
    .join('\n')
    .trim();

async function main() {
  const { plan, filter, leftOut } = asked();
  const begun = performance.now();
  const total = { passed: 0, failed: 0, skipped: 0 };
  const skips = [];
  for (const { step, narrowed } of plan) {
    const since = performance.now();
    const done = showProgress(step.name, since);
    const { status, output } = await runStep(step, narrowed, limitOf(step, (since - begun) / 60_000));
    done();
    const counted = step.count({ status, output, filter: narrowed });
    for (const kind of Object.keys(total)) total[kind] += counted[kind];
    console.log(
      `${step.name.padEnd(16)} ${verdict(counted)}${counted.note ? `: ${counted.note}` : ''} (${seconds(since)})`,
    );
    if (counted.failed > 0) console.log(`\n${worthSeeing(output)}\n`);
    skips.push(...new Set(output.split('\n').filter((line) => line.startsWith('skipped: '))));
  }
  for (const line of [...leftOut, ...skips]) console.log(line);
  const ran = filter.length === 0 || total.passed + total.failed > 0;
  if (!ran) console.log(`Nothing was run: no test matches ${filter.join(' ')}.`);
  console.log(`took ${seconds(begun)}`);
  console.log(verdict(total));
  process.exitCode = ran && total.failed === 0 ? 0 : 1;
}

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
])
  process.once(signal, () => {
    console.log('\nstopped');
    if (running === undefined) process.exit(code);
    running.once('close', () => process.exit(code));
    signalGroup(running, signal);
    setTimeout(() => {
      if (running) signalGroup(running, 'SIGKILL');
      process.exit(code);
    }, 20_000);
  });

await main();
