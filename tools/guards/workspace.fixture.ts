import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

export const repository = path.resolve(import.meta.dirname, '../..');

const packageJson = (name: string, type: string) =>
  JSON.stringify({
    name,
    private: true,
    type: 'module',
    exports: { '.': { source: type === 'app' ? './src/main.ts' : './src/index.ts', default: './dist/src/index.js' } },
    nx: { tags: [`type:${type}`] },
  });

const packages = {
  'apps/desk': ['@stipple/app-desk', 'app'],
  'apps/till': ['@stipple/app-till', 'app'],
  'libs/contexts/rooms': ['@stipple/context-rooms', 'context'],
  'libs/contexts/money': ['@stipple/context-money', 'context'],
  'libs/contracts': ['@stipple/contracts', 'contract'],
  'libs/event-store': ['@stipple/event-store', 'lib'],
  'libs/time': ['@stipple/time', 'lib'],
} as const;

/** A small workspace that keeps every rule. Each spec adds files that break one. */
const right: Record<string, string> = {
  'apps/desk/src/main.ts': `import { RoomsModule } from '@stipple/context-rooms';
import { MoneyModule } from '@stipple/context-money';
export default [RoomsModule, MoneyModule];
`,
  'apps/till/src/main.ts': `import { MoneyModule } from '@stipple/context-money';\nexport default MoneyModule;\n`,
  'libs/contexts/rooms/src/index.ts': `export { RoomsModule } from './rooms.module.js';\n`,
  'libs/contexts/rooms/src/rooms.module.ts': `import { connect } from 'database';
import { roomReleased } from '@stipple/contracts';
import { room } from './room/room.decider.js';
export const RoomsModule = { connect, roomReleased, room };
`,
  'libs/contexts/rooms/src/room/room.decider.ts': `import type { Pool } from 'database';
import { refusal } from '@stipple/event-store';
import { later } from '@stipple/time';
import { bands } from './bands.js';
// Date.now, new Date() and await are only named here.
export const room = (pool: Pool) => [refusal('It is not the process that decides: ' + later(bands[0] ?? 0)), pool];
`,
  'libs/contexts/rooms/src/room/bands.ts': `export const bands: readonly number[] = [1, 2];\n`,
  'libs/contexts/money/src/index.ts': `import { roomReleased } from '@stipple/contracts';\nexport const MoneyModule = { listensTo: [roomReleased] };\n`,
  'libs/contracts/src/index.ts': `export const roomReleased = 'sterilization.room-released.v1';\n`,
  'libs/event-store/src/index.ts': `import { later } from '@stipple/time';\nexport const refusal = (text: string) => ({ text, at: later(0) });\n`,
  'libs/time/src/index.ts': `export const later = (moment: number) => moment + 1;\n`,
};

export interface Workspace {
  folder: string;
  /** Runs a script in the workspace; `status` is its exit code. Gives up before Jest does. */
  run(script: string, ...args: string[]): Promise<{ status: number; output: string }>;
  remove(): Promise<void>;
}

/** Writes the workspace into a temporary folder, with `files` (path to text) added or replaced. */
export async function workspaceWith(files: Record<string, string> = {}): Promise<Workspace> {
  const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'stipple-guards-')));
  const write = async (file: string, text: string) => {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  };
  await write(
    'package.json',
    JSON.stringify({
      name: 'fixture',
      private: true,
      type: 'module',
      workspaces: ['apps/*', 'libs/*', 'libs/contexts/*'],
      dependencies: { database: '1.0.0' },
      devDependencies: { workbench: '1.0.0' },
    }),
  );
  for (const name of ['database', 'workbench', 'undeclared']) {
    await write(
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, version: '1.0.0', type: 'module', main: 'dist/index.js', types: 'dist/index.d.ts' }),
    );
    await write(`node_modules/${name}/dist/index.js`, 'export const connect = 1;\n');
    await write(
      `node_modules/${name}/dist/index.d.ts`,
      'export interface Pool { size: number }\nexport declare const connect: number;\n',
    );
  }
  for (const [place, [name, type]] of Object.entries(packages)) {
    await write(`${place}/package.json`, packageJson(name, type));
    await mkdir(path.join(folder, 'node_modules/@stipple'), { recursive: true });
    await symlink(path.join(folder, place), path.join(folder, 'node_modules', name));
  }
  await write('tools/readme.mjs', '');
  await cp(path.join(repository, 'tsconfig.base.json'), path.join(folder, 'tsconfig.base.json'));
  await write(
    'tsconfig.json',
    JSON.stringify({
      extends: './tsconfig.base.json',
      compilerOptions: { types: [] },
      include: ['apps/**/*.ts', 'libs/**/*.ts', 'tools/**/*.ts'],
    }),
  );
  for (const [file, text] of Object.entries({ ...right, ...files })) await write(file, text);

  return {
    folder,
    run: (script, ...args) =>
      new Promise((resolve, reject) => {
        execFile(
          process.execPath,
          [path.resolve(repository, script), ...args],
          { cwd: folder, timeout: 280_000, env: { ...process.env, NODE_OPTIONS: '' } },
          (error, stdout, stderr) => {
            if (error && typeof error.code !== 'number')
              reject(new Error(`${script} gave no exit code: ${error.message}`));
            else resolve({ status: error ? Number(error.code) : 0, output: stdout + stderr });
          },
        );
      }),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
