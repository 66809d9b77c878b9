import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import type { Workplace } from './log.fixture.js';

/**
 * Builds a program of this package's sources, with the thread that it may start. Answers its file.
 * @param contents the program's source, as if it were in this folder.
 */
export async function built(workplace: Workplace, contents: string): Promise<string> {
  const program = workplace.path('program.js');
  const folder = path.dirname(program);
  writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
  const options = { bundle: true, platform: 'node', format: 'esm', logLevel: 'error' } as const;
  await build({ ...options, stdin: { contents, resolveDir: import.meta.dirname }, outfile: program });
  await build({
    ...options,
    entryPoints: [path.join(import.meta.dirname, 'tile-thread.ts')],
    outfile: path.join(folder, 'tile-thread.js'),
  });
  return program;
}
