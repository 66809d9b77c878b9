// Checks which package imports which. The rules follow from the `type:` tag in each package's nx.tags;
// dependency-cruiser finds and judges the imports. (Nx's own rule, @nx/eslint-plugin's enforce-module-boundaries, ends
// at 23.3 and wants @nx/js and @nx/devkit 23 beside Nx 24.) Usage: node tools/guards/boundaries.mjs [FOLDER]
import { cruise } from 'dependency-cruiser';
import path from 'node:path';
import { mayImport, packagesOf } from './packages.mjs';

/** Specs, files that only specs import, and files that run only in a checkout. */
const testFiles = '(\\.(specs?|story|behaviour|fixture|stage)|/stage)\\.ts$|^(apps|libs)/(contexts/)?[^/]+/test/';
const checkoutOnly = `${testFiles}|^apps/e2e/|^tools/`;
const anyOf = (packages) => `^(${packages.map(({ folder }) => folder).join('|')})/`;

/** One rule for each pair of types that may not import each other, over the folders of those types. */
function typeRules(packages) {
  const ofType = (type) => packages.filter((candidate) => candidate.type === type);
  return Object.entries(mayImport).flatMap(([from, allowed]) =>
    Object.keys(mayImport)
      .filter((to) => !allowed.includes(to) && ofType(from).length > 0 && ofType(to).length > 0)
      .map((to) => ({
        name: `${from}-imports-${to}`,
        comment:
          `a package of type ${from} imports from itself and from ${allowed.join(', ')}; ` +
          'contexts and apps never meet except by message or request',
        severity: 'error',
        from: { path: anyOf(ofType(from)) },
        to: { path: anyOf(ofType(to)), pathNot: '^$1/' },
      })),
  );
}

const generalRules = (packages) => [
  {
    name: 'relative-import-out-of-package',
    comment: 'another package is imported by its name, never by a path',
    severity: 'error',
    from: { path: `^(${[...packages.map(({ folder }) => folder), 'tools'].join('|')})/` },
    to: { pathNot: '^$1/', dependencyTypes: ['local'], dependencyTypesNot: ['aliased-workspace'] },
  },
  {
    name: 'deep-import',
    comment: 'a package is entered by what its package.json exports, and has to be one of the workspace',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true, path: '^@stipple/' },
  },
  {
    name: 'unresolvable-import',
    comment: 'nothing is installed or written under this name',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true, pathNot: '^@stipple/' },
  },
  {
    name: 'undeclared-dependency',
    comment: 'what is imported stands in the root package.json, with its exact version',
    severity: 'error',
    from: {},
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'development-dependency-in-product',
    comment:
      'images and installations carry `dependencies` only, so what runs there may not import from devDependencies',
    severity: 'error',
    from: { pathNot: checkoutOnly },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'product-imports-test',
    comment: 'a spec, a story and what they alone use are imported by nothing else',
    severity: 'error',
    from: { pathNot: testFiles },
    to: { path: testFiles },
  },
  {
    name: 'import-cycle',
    comment: 'files that import each other in a circle, types included, can only be read all at once',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
];

/**
 * Every breach below `root` (an absolute path): `{ rule, from, to }`, with files relative to it; for a cycle `to` is
 * the whole circle. Also the number of judged imports.
 */
export async function breaches(root) {
  const packages = packagesOf(root);
  const rules = [...typeRules(packages), ...generalRules(packages)];
  process.chdir(root);
  const { output } = await cruise(
    ['apps', 'libs', 'tools'],
    {
      baseDir: root,
      validate: true,
      ruleSet: { forbidden: rules },
      tsPreCompilationDeps: true,
      combinedDependencies: true,
      doNotFollow: { path: 'node_modules' },
      exclude: { path: `${anyOf(packages)}dist/` },
    },
    {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default'],
      extensions: ['.ts', '.mts', '.js', '.mjs', '.cjs', '.json'],
    },
  );
  return {
    imports: output.summary.totalDependenciesCruised,
    rules,
    found: output.summary.violations.map(({ rule, from, to, cycle }) => ({
      rule: rule.name,
      from,
      to: cycle ? cycle.map(({ name }) => name).join(' → ') : to,
    })),
  };
}

if (process.argv[1] === import.meta.filename) {
  const { found, imports, rules } = await breaches(path.resolve(process.argv[2] ?? '.'));
  for (const { name, comment } of rules) {
    const ofRule = found.filter(({ rule }) => rule === name);
    if (ofRule.length > 0) console.log(`\n${name}: ${comment}`);
    for (const { from, to } of ofRule) console.log(`  ${name}: ${from} → ${to}`);
  }
  if (imports === 0) console.log('no import was found to judge; is this the right folder?');
  else
    console.log(
      found.length === 0
        ? `${imports} imports keep to the boundaries`
        : `\n${found.length} of ${imports} imports break a boundary`,
    );
  process.exitCode = found.length === 0 && imports > 0 ? 0 : 1;
}
