// Files of one line per entry that outlive a SIGKILL of who writes them: each write is handed to the kernel before
// anything follows from it.
import { closeSync, existsSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';

/** Every whole line of a file; what a kill left half written is no entry. */
export function linesOf(file) {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '');
}

/** Opens a file for more lines, first removing a last line that was not finished. */
export function openLines(file) {
  if (existsSync(file)) {
    const bytes = readFileSync(file);
    truncateSync(file, bytes.lastIndexOf(10) + 1);
  }
  const handle = openSync(file, 'a');
  return {
    write(...lines) {
      let rest = Buffer.from(lines.map((line) => `${line}\n`).join(''));
      while (rest.length > 0) rest = rest.subarray(writeSync(handle, rest));
    },
    close: () => closeSync(handle),
  };
}
