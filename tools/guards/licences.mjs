// Reads the licence of every package that package-lock.json names, and of each that is installed, and refuses what is
// not on the list: what Stipple is made of and with may be used, changed and passed on by anybody. Usage: node
// tools/guards/licences.mjs [FOLDER]
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Licences, by SPDX identifier, that ask for no more than that a notice is kept. */
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
 * Packages for which package-lock.json gives no licence. `npm install` notes a licence only of what it unpacks, so
 * builds for other machines have none there; each is published from the repository of the package that needs it, at its
 * version.
 */
const builtFrom = [
  { names: /^@nx\/nx-/, source: 'nx' },
  { names: /^@oxc-parser\/binding-/, source: 'oxc-parser' },
  { names: /^@swc\/core-/, source: '@swc/core' },
  { names: /^@unrs\/resolver-binding-/, source: 'unrs-resolver' },
];

/**
 * Whether an SPDX expression grants one of the allowed licences: of `OR` one side, of `AND` both. An exception (`WITH`)
 * is none that is allowed.
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

/** The licence that a package gives itself, also in the two forms of old; undefined without any. */
function licenceOf({ license, licenses }) {
  const one = (value) => (typeof value === 'string' ? value : value?.type);
  if (license !== undefined) return one(license);
  return Array.isArray(licenses) ? licenses.map(one).join(' OR ') : undefined;
}

const nameOf = (place) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

/**
 * Whether a package without a licence of its own in the lock is a build, for another machine, of one that is there at
 * the same version and allowed.
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

/** What is wrong with the licences below `root`, a sentence each, and how many packages were looked at. */
export function licenceProblems(root) {
  const { packages } = readJson(path.join(root, 'package-lock.json'));
  const foreign = Object.entries(packages).filter(([place, entry]) => place.includes('node_modules/') && !entry.link);
  const problems = foreign.flatMap(([place, entry]) => {
    const name = `${nameOf(place)} ${entry.version}`;
    const manifest = path.join(root, place, 'package.json');
    const installed = existsSync(manifest) ? readJson(manifest) : undefined;
    // A copy of another version is of an installation that is older than the lock, and tells nothing of it.
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
