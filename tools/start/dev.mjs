// npm run dev [-- --split]: runs Stipple and watches its sources. What changed is built and what runs it is started
// again. One process: the clinic with its embedded PostgreSQL, which comes back with its data. Split: the services and
// the gateway whose packages changed, while PostgreSQL and Kafka stay up.
import { fork, spawn } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { graphOf, folderOf, isRuntime, reachedFrom } from '../build/graph.mjs';
import { Problem, root } from './prepare.mjs';

const say = (line) => process.stderr.write(`${line}\n`);
const shapes = {
  one: { app: 'apps/clinic', file: 'apps/clinic/dist/src/main.js' },
  split: { app: 'apps/cli', file: 'apps/cli/dist/src/split.js' },
};
const services = ['billing', 'bookings', 'gateway', 'staff', 'sterilization', 'treatments'];
/** How long the sources have to be quiet before they are built, in milliseconds: editors save a file in several steps. */
const quiet = 200;
/** How long a program may take to stop before it is killed, in milliseconds; its own deadline is shorter. */
const stopWithin = 60_000;

/**
 * What has to be started again when these files changed: `everything`, or the names of processes of the split shape.
 * The database is made by the process that starts the others, so what makes its tables needs that one too.
 */
export function restartsFor(files, graph, shape) {
  const folders = new Set(files.map((file) => folderOf(graph, file)));
  const needs = (app) => {
    const used = reachedFrom([app], (folder) => graph.get(folder)?.uses ?? []);
    return [...folders].some((folder) => used.has(folder));
  };
  if (shape === 'one') return { everything: needs(shapes.one.app), processes: [] };
  const ofDatabase = files.some((file) => /\/migrations\/|\/schema[\w.-]*\.ts$/.test(file));
  const processes = services.filter((name) => graph.has(`apps/${name}`) && needs(`apps/${name}`));
  const everything =
    folders.has(shapes.split.app) || (needs(shapes.split.app) && (ofDatabase || processes.length === 0));
  return { everything, processes: everything ? [] : processes };
}

/** Runs a command of the workspace to its end. @returns what it said when it failed, or undefined */
function complaintOf(command) {
  return new Promise((resolve) => {
    const env = { ...process.env, NODE_ENV: undefined };
    const child = spawn(command, { cwd: root, env, shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code) => resolve(code === 0 ? undefined : output.trim()));
  });
}

/** The program that is watched. It runs as a child, in a session of its own, so that a Ctrl-C reaches it once. */
class Program {
  constructor(shape) {
    this.shape = shape;
    this.port = process.env.PORT;
  }

  start() {
    const child = fork(path.join(root, shapes[this.shape].file), [], {
      cwd: root,
      env: { ...process.env, ...(this.port && { PORT: this.port }) },
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.child = child;
    this.stopping = false;
    this.ready = false;
    this.ended = new Promise((resolve) => {
      child.once('error', (error) => (say(`It could not be started: ${error.message}`), resolve()));
      child.once('exit', (code, signal) => {
        if (this.child === child) this.child = undefined;
        if (!this.stopping)
          say(`Stipple ended with ${signal ?? `exit code ${code}`}. It is started at the next change.`);
        resolve();
      });
    });
    child.on('message', (message) => {
      // Where any free port was asked for: the same one again.
      if (message?.ready && this.port === '0') this.port = /:(\d+)$/.exec(message.ready)?.[1];
      if (message?.ready) this.ready = true;
      if (message?.restarted) say(`Started again: ${message.restarted.join(', ')}.`);
      if (message?.failed && !this.stopping) say(message.failed);
      if (process.connected) process.send(message);
    });
  }

  /** Resolves once it has ended. */
  stop(signal = 'SIGTERM') {
    const { child } = this;
    if (!child) return Promise.resolve();
    this.stopping = true;
    child.kill(signal);
    const force = setTimeout(() => child.kill('SIGKILL'), stopWithin);
    return this.ended.finally(() => clearTimeout(force));
  }

  async restart({ everything, processes }) {
    if (everything || !this.child || !this.ready) {
      say('Starting it again …');
      await this.stop();
      this.start();
    } else if (processes.length > 0) {
      say(`Starting again: ${processes.join(', ')} …`);
      this.child.send({ restart: processes });
    }
  }
}

/** Collects changed files, and once it is quiet builds them and starts again what runs them; one batch at a time. */
class Changes {
  waiting = new Set();
  /** Changed and built, or not to be built: not yet running, because something beside them does not compile. */
  pending = new Set();

  constructor(program, shape) {
    this.program = program;
    this.shape = shape;
  }

  add(file) {
    if (!isRuntime(file)) return;
    this.waiting.add(file);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.turn = (this.turn ?? Promise.resolve()).then(() => this.apply())), quiet);
  }

  async apply() {
    if (this.waiting.size === 0 || this.isOver) return;
    const changed = [...this.waiting];
    this.waiting.clear();
    // What is generated from a graph's text is written as a source, whose change is heard in its turn.
    if (changed.some((file) => file.endsWith('.graphql'))) await this.generate();
    for (const file of changed) if (!file.endsWith('.graphql')) this.pending.add(file);
    if (this.pending.size > 0) await this.build();
  }

  async generate() {
    say('The graph changed. Generating its types …');
    const said = await complaintOf('node tools/codegen/codegen.mjs');
    if (said !== undefined) say(`${said}\nThe graph does not fit together. What was running goes on running.`);
  }

  async build() {
    const graph = graphOf(root);
    const files = [...this.pending];
    const folders = [...new Set(files.map((file) => folderOf(graph, file)).filter(Boolean))].sort();
    say(`Changed: ${folders.join(', ')}. Building …`);
    let failed = false;
    for (const folder of folders) {
      const said = await complaintOf(graph.get(folder).build ?? `node tools/build/package.mjs ${folder}`);
      if (said === undefined) continue;
      failed = true;
      say(`${said}\n${folder} does not compile. What was running goes on running.`);
    }
    if (failed || this.isOver) return;
    this.pending.clear();
    await this.program.restart(restartsFor(files, graph, this.shape));
  }

  /** Resolves once nothing is being built or started any more. */
  end() {
    this.isOver = true;
    clearTimeout(this.timer);
    return this.turn ?? Promise.resolve();
  }
}

async function watch(heard) {
  let watcher;
  try {
    ({ default: watcher } = await import('@parcel/watcher'));
  } catch (error) {
    throw new Problem(`Files cannot be watched on this machine: ${error.message}`);
  }
  const ignore = ['**/node_modules', '**/dist'];
  const watched = await Promise.all(
    ['apps', 'libs'].map((folder) =>
      watcher.subscribe(
        path.join(root, folder),
        (error, events) => {
          if (error) return say(`Changes may have been missed: ${error.message}. Save a file again.`);
          for (const event of events) heard(path.relative(root, event.path).split(path.sep).join('/'));
        },
        { ignore },
      ),
    ),
  );
  return () => Promise.all(watched.map((one) => one.unsubscribe()));
}

async function dev() {
  const { values } = parseArgs({ options: { split: { type: 'boolean' } } });
  const shape = values.split ? 'split' : 'one';
  const program = new Program(shape);
  const changes = new Changes(program, shape);
  let over;
  const stop = (signal) => {
    // A second Ctrl-C is the program's to hear.
    if (over) return void program.child?.kill(signal);
    over = changes
      .end()
      .then(() => program.stop(signal))
      .then(() => process.exit(0));
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, stop);
  await watch((file) => changes.add(file));
  say('Watching apps/ and libs/. Ctrl-C ends everything. Types are not checked here: npm test -- --changed does.');
  program.start();
}

if (process.argv[1] === import.meta.filename) await dev();
