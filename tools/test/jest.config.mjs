// What Jest needs to run this tree as it is written: TypeScript compiled by swc, ECMAScript modules, packages read from
// their sources. Needs NODE_OPTIONS=--experimental-vm-modules; `npm test` and `npm run jest` set it.
import { readFileSync } from 'node:fs';
import path from 'node:path';

const rootDir = path.resolve(import.meta.dirname, '../..');
const { sourceMaps, ...swc } = JSON.parse(readFileSync(path.join(rootDir, '.swcrc'), 'utf8'));

const project = {
  rootDir,
  testEnvironment: 'node',
  // `source` is the condition under which @stipple packages export their TypeScript, so that a test never runs a stale
  // build.
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  // `js` comes first: a package that ships x.ts beside x.js is run as it was published.
  moduleFileExtensions: ['js', 'mjs', 'cjs', 'ts', 'json', 'node'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '\\.ts$': ['@swc/jest', { ...swc, sourceMaps: 'inline' }] },
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['/dist/', '<rootDir>/\\.nx/', '<rootDir>/\\.stipple/'],
};

export default {
  rootDir,
  maxConcurrency: 2,
  projects: [
    {
      ...project,
      displayName: 'unit',
      testMatch: ['<rootDir>/{apps,libs,tools}/**/*.spec.ts'],
      testPathIgnorePatterns: [...project.testPathIgnorePatterns, '\\.int\\.spec\\.ts$'],
      setupFilesAfterEnv: [path.join(import.meta.dirname, 'patience.mjs')],
    },
    {
      ...project,
      displayName: 'int',
      testMatch: ['<rootDir>/{apps,libs,tools}/**/*.int.spec.ts'],
      globalSetup: path.join(import.meta.dirname, 'servers.mjs'),
      globalTeardown: path.join(import.meta.dirname, 'servers-stop.mjs'),
      setupFilesAfterEnv: [path.join(import.meta.dirname, 'patience.mjs')],
    },
    {
      ...project,
      displayName: 'hours',
      testMatch: ['<rootDir>/tools/hours/*.story.ts'],
      setupFilesAfterEnv: [path.join(import.meta.dirname, 'patience.mjs')],
    },
    {
      ...project,
      displayName: 'e2e',
      testMatch: ['<rootDir>/apps/e2e/**/*.story.ts'],
      globalSetup: path.join(import.meta.dirname, 'shape.mjs'),
      globalTeardown: path.join(import.meta.dirname, 'shape-stop.mjs'),
      setupFilesAfterEnv: [path.join(import.meta.dirname, 'patience.mjs')],
    },
  ],
};
