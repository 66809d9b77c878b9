// Refuses lines longer than 160 characters, and a tree in which more than one line in a hundred is longer than 120.
// Prettier breaks code at 120 but leaves strings, templates and comments as they are.
// Usage: node tools/guards/width.mjs [FOLDER]
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const longest = 160;
const long = 120;
const oneIn = 100;

const leftOut = new Set(['node_modules', 'dist', '.git', '.nx', '.stipple', '.cache', 'coverage']);

/** Generated files, and SQL of released migrations, whose text is compared with what databases have run. */
const excepted = [
  /\.gen\.ts$/,
  /^libs\/contexts\/[^/]+\/migrations\//,
  /^libs\/event-store\/src\/schema(\.[^/]+)?\.ts$/,
  /^libs\/messaging\/src\/embedded\.migrations\.ts$/,
];

function sourcesIn(root, folder = '') {
  return readdirSync(path.join(root, folder)).flatMap((name) => {
    if (leftOut.has(name)) return [];
    const file = path.posix.join(folder, name);
    if (statSync(path.join(root, file)).isDirectory()) return sourcesIn(root, file);
    return /\.(ts|mjs)$/.test(name) && !excepted.some((kind) => kind.test(file)) ? [file] : [];
  });
}

/**
 * Counts characters, not bytes.
 * @returns `{ files, lines, overLong, tooLong }`: the first three are numbers; `tooLong` lists `{ file, line, length }`.
 */
function measured(root) {
  const files = sourcesIn(root);
  const lines = files.flatMap((file) =>
    readFileSync(path.join(root, file), 'utf8')
      .trimEnd()
      .split('\n')
      .map((text, index) => ({ file, line: index + 1, length: [...text].length })),
  );
  return {
    files: files.length,
    lines: lines.length,
    overLong: lines.filter(({ length }) => length > long).length,
    tooLong: lines.filter(({ length }) => length > longest),
  };
}

const { files, lines, overLong, tooLong } = measured(path.resolve(process.argv[2] ?? '.'));
for (const { file, line, length } of tooLong) console.log(`  too-long: ${file}:${line} has ${length} characters`);
const tooMany = overLong * oneIn > lines;
if (tooMany) console.log(`  too-many: ${overLong} of ${lines} lines have more than ${long} characters`);
console.log(
  tooLong.length === 0 && !tooMany
    ? `${lines} lines in ${files} files: none over ${longest} characters, ${overLong} over ${long}`
    : `\nBreak the line, or shorten the sentence: at most ${longest} characters, and ${long} but for one line in ${oneIn}`,
);
process.exitCode = tooLong.length === 0 && !tooMany ? 0 : 1;
