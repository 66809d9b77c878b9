// Chooses what a change can have broken: the steps of `npm test`, and within them the files and folders to look at.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { dependentsOf, folderOf, isRuntime } from '../build/graph.mjs';

/** Files on which everything rests: all is run when one of them changes. */
const restsOn = [
  /^(package|package-lock|nx)\.json$/,
  /^\.swcrc$/,
  /^tsconfig(\.base)?\.json$/,
  /^tools\/build\/package\.mjs$/,
  /^tools\/test\/(jest\.config|patience)\.mjs$/,
  /^\.ci\//,
];
/** Specs that read files of other folders, which no import tells of. */
const readersOfDocs = [
  'libs/contracts/test/glossary.spec.ts',
  'libs/audit-log/src/audit-format.spec.ts',
  'tools/guards/readme.spec.ts',
];
const isDocument = (file) => /\.md$|^docs\/|^\.vscode\/|^LICENSE$|^\.(editorconfig|nvmrc|gitignore)$/.test(file);
const isCode = (file) => /\.(ts|mjs)$/.test(file);
/** A file that nothing else can use. */
const isAlone = (file) => /\.(spec|story)\.ts$/.test(file);
/** Folders of rules and words, which have no part in how processes, brokers and disks are used. */
const isRules = (folder) => /^libs\/(contexts\/.*|contracts|money|text|time)$/.test(folder);
/** The stories of what people do, told in half a minute. */
const storiesOfRules = ['attention', 'clinic-day', 'comes-back', 'people', 'rules'].map(
  (name) => `apps/e2e/src/${name}.story.ts`,
);
const clocks = ['libs/demo', 'libs/time', 'tools/hours'];

/**
 * The files that changed since the merge base of HEAD and `ref`, committed or not, from the root of the checkout.
 * Without a `ref`: since the merge base with main.
 * @throws Error in a sentence where git does not know `ref`
 */
export function changedFiles(root, ref) {
  const git = (...args) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const knows = (name) => {
    try {
      return git('rev-parse', '--verify', '--quiet', `${name}^{commit}`).trim();
    } catch (error) {
      if (error.status === 1) return undefined;
      throw error;
    }
  };
  const base = ref ? knows(ref) : (knows('main') ?? knows('origin/main') ?? knows('HEAD'));
  if (base === undefined) throw new Error(`Git knows no commit called ${ref ?? 'main'}.`);
  const since = git('merge-base', 'HEAD', base).trim();
  const lines = [
    git('diff', '--name-only', '--no-renames', '-z', since),
    git('ls-files', '--others', '--exclude-standard', '-z'),
  ];
  return [...new Set(lines.join('').split('\0').filter(Boolean))].sort();
}

const existing = (root, files) => files.filter((file) => existsSync(path.join(root, file)));

/**
 * What to run for a change of `files`.
 * @param steps the steps of `npm test`
 * @returns `chosen`: for the name of each step to run, the paths it is narrowed to; none means all of it. `leftOut`: in
 * sentences what is not run, and why
 */
export function choose({ files, graph, steps, root }) {
  const chosen = new Map();
  const leftOut = [];
  if (files.length === 0) return { chosen, leftOut };
  const guards = steps.filter(({ group }) => group === 'guards').map(({ name }) => name);
  const rest = files.find((file) => restsOn.some((one) => one.test(file)));
  if (rest !== undefined) {
    for (const { name, onlyInCi } of steps) if (!onlyInCi) chosen.set(name, []);
    return { chosen, leftOut: [`nothing: ${rest} changed, and everything rests on it`] };
  }

  const there = existing(root, files);
  const code = files.filter(isCode);
  if (there.length > 0) chosen.set('format', files.some((file) => file.startsWith('.prettier')) ? [] : there);
  if (files.every(isDocument)) {
    chosen.set('asyncapi', []).set('unit', readersOfDocs);
    return { chosen, leftOut: ['types, lint, the other guards, the other tests: only documents changed'] };
  }
  if (code.some((file) => file.endsWith('.ts'))) chosen.set('types', []);
  const linted = existing(root, code);
  if (files.includes('eslint.config.mjs')) chosen.set('lint', []);
  else if (linted.length > 0) chosen.set('lint', linted);
  for (const name of guards) chosen.set(name, []);
  leftOut.push('lint and format of files that did not change');

  const inFolders = files.filter((file) => !isDocument(file) && folderOf(graph, file) !== undefined);
  const folders = new Set(inFolders.filter((file) => !isAlone(file)).map((file) => folderOf(graph, file)));
  const dependents = dependentsOf(graph, folders);
  const reached = dependents.folders;
  // What only tests use is tested by all tests of its folder, and a test by itself.
  for (const file of dependents.tests) if (!isAlone(file)) reached.add(folderOf(graph, file));
  if (files.some((file) => /^docker\/|^eslint\.config|^\.prettier/.test(file))) reached.add('tools/guards');
  const alone = [...inFolders, ...dependents.tests].filter(
    (file) => isAlone(file) && !reached.has(folderOf(graph, file)),
  );
  const narrowed = [...[...reached].map((folder) => `${folder}/`), ...new Set(existing(root, alone))].sort();
  chosen.set('unit', [...narrowed, ...readersOfDocs]);
  if (narrowed.length > 0) chosen.set('int', narrowed);
  const untouched = [...graph.keys()].filter((folder) => !reached.has(folder)).sort();
  if (untouched.length > 0) leftOut.push(`unit and int that use nothing that changed, of ${untouched.join(', ')}`);

  chooseStories({ files, graph, folders, chosen, leftOut });
  if (clocks.some((folder) => folders.has(folder)) || files.some((file) => file.startsWith('tools/hours/')))
    chosen.set('hours', []);
  else leftOut.push(`hours: nothing changed in ${clocks.join(', ')}`);
  return { chosen, leftOut };
}

function chooseStories({ files, graph, folders, chosen, leftOut }) {
  const both = (paths) => chosen.set('stories-embedded', paths).set('stories-split', paths);
  const runtime = new Set(files.filter(isRuntime).map((file) => folderOf(graph, file)));
  const stories = files.filter((file) => /^apps\/e2e\/.*\.story\.ts$/.test(file));
  if (folders.has('apps/e2e') || files.some((file) => /^tools\/test\/(shape|throws)/.test(file))) return both([]);
  if ([...runtime].some((folder) => !isRules(folder))) return both([]);
  if (runtime.size > 0) {
    chosen.set('stories-embedded', [...new Set([...storiesOfRules, ...stories])].sort());
    if (stories.length > 0) chosen.set('stories-split', stories);
    leftOut.push(
      'stories of backups, killed processes, outages, the page and the command line, and those of the split shape: ' +
        'only rules changed, and these stories are about processes, brokers and disks',
    );
    return undefined;
  }
  if (stories.length > 0) return both(stories);
  leftOut.push('stories: nothing changed that runs at a clinic');
  return undefined;
}
