// Files of one line per entry that outlive a SIGKILL of their writer: each write reaches the kernel before the next
// step.
import { closeSync, existsSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';

/** Every whole line of a file. A half-written last line is no entry. */
export function linesOf(file) {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '');
}

/** Opens a file for more lines, after removing an unfinished last line. */
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
