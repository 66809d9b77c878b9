// Reads the licence of every package in package-lock.json and of every installed one, and refuses licences that are not
// on the list. Anybody may use, change and pass on everything that Stipple is made of and with. Usage: node
// tools/guards/licences.mjs [FOLDER]
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Licences, by SPDX identifier, that ask only for keeping a notice. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Python-2.0',
  'Unlicense',
  // For data, such as a list of browsers.
  'CC-BY-4.0',
]);

/**
 * Packages without a licence in package-lock.json. `npm install` notes the licences only of packages that it unpacks,
 * so builds for other machines have none. Each is published from the repository of the package that needs it, at its
 * version.
 */
const builtFrom = [
  { names: /^@nx\/nx-/, source: 'nx' },
  { names: /^@oxc-parser\/binding-/, source: 'oxc-parser' },
  { names: /^@swc\/core-/, source: '@swc/core' },
  { names: /^@unrs\/resolver-binding-/, source: 'unrs-resolver' },
];

/**
 * Whether an SPDX expression is allowed: one side of an `OR`, both sides of an `AND`. An exception (`WITH`) is not
 * allowed.
 */
function isAllowed(expression) {
  const words = expression.match(/[()]|[^\s()]+/g) ?? [];
  let next = 0;
  const one = () => {
    const word = words[next++];
    if (word !== '(') return allowed.has(word);
    const inside = either();
    return words[next++] === ')' && inside;
  };
  const both = () => {
    let holds = one();
    while (words[next] === 'AND') {
      next += 1;
      holds = one() && holds;
    }
    return holds;
  };
  const either = () => {
    let holds = both();
    while (words[next] === 'OR') {
      next += 1;
      holds = both() || holds;
    }
    return holds;
  };
  return either() && next === words.length;
}

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** The licence in a package.json, also in its two old forms; undefined without one. */
function licenceOf({ license, licenses }) {
  const one = (value) => (typeof value === 'string' ? value : value?.type);
  if (license !== undefined) return one(license);
  return Array.isArray(licenses) ? licenses.map(one).join(' OR ') : undefined;
}

const nameOf = (place) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

/**
 * Whether a package without a licence in the lock is a build, for another machine, of an allowed package of the same
 * version.
 */
function isBuildOfAllowed(name, { version, optional, os }, packages) {
  const source = builtFrom.find(({ names }) => names.test(name))?.source;
  if (source === undefined || !optional || !os) return false;
  return Object.entries(packages).some(
    ([place, whole]) =>
      nameOf(place) === source &&
      whole.version === version &&
      Object.hasOwn(whole.optionalDependencies ?? {}, name) &&
      typeof whole.license === 'string' &&
      isAllowed(whole.license),
  );
}

/** The problems of the licences below `root`, a sentence each, and the number of packages read. */
export function licenceProblems(root) {
  const { packages } = readJson(path.join(root, 'package-lock.json'));
  const foreign = Object.entries(packages).filter(([place, entry]) => place.includes('node_modules/') && !entry.link);
  const problems = foreign.flatMap(([place, entry]) => {
    const name = `${nameOf(place)} ${entry.version}`;
    const manifest = path.join(root, place, 'package.json');
    const installed = existsSync(manifest) ? readJson(manifest) : undefined;
    // A copy of another version comes from an installation older than the lock: ignore it.
    const found = [
      entry.license,
      installed?.version === entry.version && installed !== undefined ? licenceOf(installed) : undefined,
    ].filter((licence) => licence !== undefined);
    if (found.length === 0)
      return isBuildOfAllowed(nameOf(place), entry, packages) ? [] : [`${name} has no licence (${place})`];
    return [...new Set(found)]
      .filter((licence) => typeof licence !== 'string' || !isAllowed(licence))
      .map((licence) => `${name} is under ${JSON.stringify(licence)}, which is not on the list (${place})`);
  });
  return { looked: foreign.length, problems };
}

if (process.argv[1] === import.meta.filename) {
  const { looked, problems } = licenceProblems(path.resolve(process.argv[2] ?? '.'));
  for (const problem of problems) console.log(`  licence: ${problem}`);
  console.log(
    problems.length === 0
      ? `${looked} packages are under licences of the list`
      : `\n${problems.length} of ${looked} packages may not be used`,
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
}
