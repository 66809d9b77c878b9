import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { ownKeys } from './tools/guards/own-keys.mjs';

const testFiles = ['**/*.spec.ts', '**/*.story.ts'];
const clientFacing = ['contexts', 'contracts', 'event-store', 'gateway', 'messaging', 'service', 'text', 'time'].map(
  (name) => `libs/${name}/**/*.ts`,
);
// What runs where clients are, as against tests and what tests share.
const tested = [
  ...testFiles,
  '**/*.fixture.ts',
  '**/*.behaviour.ts',
  '**/test/**',
  'apps/e2e/**',
  'tools/**',
  'libs/service/src/stage.ts',
];
const nodeGlobals = [
  'AbortController',
  'AbortSignal',
  'Buffer',
  'TextDecoder',
  'TextEncoder',
  'URL',
  'URLSearchParams',
  'clearInterval',
  'clearTimeout',
  'console',
  'fetch',
  'performance',
  'process',
  'setImmediate',
  'setInterval',
  'setTimeout',
  'structuredClone',
];

const swallowed = 'An error caught is handled, told, or thrown on.';
const everywhere = [
  {
    selector:
      "CallExpression[callee.property.name='catch'] > ArrowFunctionExpression[body.type='BlockStatement'][body.body.length=0]",
    message: swallowed,
  },
  {
    selector:
      "CallExpression[callee.property.name='catch'] > ArrowFunctionExpression[body.type='Identifier'][body.name='undefined']",
    message: swallowed,
  },
  {
    selector: "CallExpression[callee.property.name='catch'] > ArrowFunctionExpression[body.type='Literal']",
    message: swallowed,
  },
  {
    selector:
      ':matches(ClassDeclaration, TSInterfaceDeclaration, TSTypeAliasDeclaration, TSEnumDeclaration) > Identifier.id' +
      '[name=/^(Base|Common)[A-Z]|(Manager|Helpers?|Utils?|Base|Common|Data|Info|Impl)$/]:not([name=PageInfo])',
    message:
      'Name it by what it is in the field (docs/glossary.md): Manager, Helper, Util, Base, Common, Data, Info and Impl say nothing.',
  },
];
const byUrl = {
  selector: "NewExpression Property[key.name='connectionString']",
  message:
    'A PostgreSQL is reached by `...connectionOf(url)`, which says by itself whether TLS is demanded and verified.',
};
const howLong = 'How long a test may take on a busy machine is said once, in tools/test/patience.mjs.';
/**
 * The order and the end of a log are asked of the log itself, which knows its epoch; see
 * docs/decisions/0020-epochs-of-a-log.md.
 */
const placesOfLog = [
  ':matches(TemplateElement[value.raw=/pg_snapshot_xmin|pg_current_xact_id/], Literal[value=/pg_snapshot_xmin|pg_current_xact_id/])',
].map((selector) => ({
  selector,
  message:
    'Ask log_gate(), log_next() or log_stamp(): transactions are counted by the server, and a log may have come from another.',
}));
const inTests = [
  {
    selector: 'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(only|todo|failing)$/]',
    message: 'Every test runs, and none runs alone.',
  },
  {
    selector: "CallExpression > MemberExpression.callee[object.name=/^(it|test|describe)$/][property.name='skip']",
    message:
      'A test is only skipped for want of something outside, which is tested and told: `const onKafka = brokers ? describe : describe.skip`.',
  },
  {
    selector: 'CallExpression[callee.name=/^(xit|xtest|xdescribe|fit|fdescribe)$/]',
    message: 'Every test runs, and none runs alone.',
  },
  {
    selector:
      'CallExpression[callee.name=/^(it|test|beforeAll|afterAll|beforeEach|afterEach)$/] > Literal.arguments[raw=/^[0-9]/]',
    message: howLong,
  },
  {
    selector: 'CallExpression[callee.callee.object.name=/^(it|test)$/] > Literal.arguments[raw=/^[0-9]/]',
    message: howLong,
  },
  { selector: 'CallExpression[callee.object.name=jest][callee.property.name=setTimeout]', message: howLong },
  {
    selector:
      'CallExpression[callee.object.name=jest][callee.property.name=/^(mock|unstable_mockModule|doMock|useFakeTimers|setSystemTime)$/]',
    message: 'Our own parts are used as they are, and time comes with the command.',
  },
];

export default defineConfig(
  { ignores: ['**/dist/', '**/node_modules/', '.nx/', '.stipple/', 'coverage/', '**/*.gen.ts'] },
  {
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', { max: 400 }],
      'no-async-promise-executor': 'error',
      'no-constant-condition': ['error', { checkLoops: false }],
      'no-console': 'error',
      'no-debugger': 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-restricted-syntax': ['error', ...everywhere],
      'no-self-compare': 'error',
      'no-unreachable': 'error',
      'no-unsafe-finally': 'error',
      'no-useless-catch': 'error',
      'no-var': 'error',
      'no-warning-comments': [
        'error',
        { terms: ['todo', 'fixme', 'xxx', 'hack', 'not implemented', 'for now'], location: 'anywhere' },
      ],
      'prefer-const': 'error',
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: Object.fromEntries([...nodeGlobals, 'globalThis'].map((name) => [name, 'readonly'])) },
    rules: { 'no-undef': 'error', 'no-unused-vars': ['error', { ignoreRestSiblings: true }] },
  },
  {
    files: ['**/*.ts'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true, 'ts-check': false },
      ],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-base-to-string': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  // One import from each module; `import type` where it brings types alone, which leaves nothing behind when it is built.
  {
    files: ['apps/**/*.ts', 'tools/**/*.ts'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: { 'no-duplicate-imports': 'error', '@typescript-eslint/no-import-type-side-effects': 'error' },
  },
  // Where what clients and other contexts send goes through; `own` itself is the one exception.
  {
    files: clientFacing,
    ignores: [...tested, 'libs/event-store/src/own.ts'],
    plugins: { stipple: { rules: { 'own-keys': ownKeys } } },
    rules: { 'stipple/own-keys': 'error' },
  },
  // Of several entries for one file the last counts, so each says all of it.
  {
    files: ['libs/**/*.ts', 'apps/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, byUrl, ...placesOfLog] },
  },
  { files: ['libs/event-store/src/schema*.ts'], rules: { 'no-restricted-syntax': ['error', ...everywhere, byUrl] } },
  {
    files: ['**/*.fixture.ts', '**/stage.ts'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, ...placesOfLog] },
  },
  { files: testFiles, rules: { 'no-restricted-syntax': ['error', ...everywhere, ...inTests] } },
  // These speak to a person at a terminal.
  {
    files: ['apps/cli/**', 'apps/*/src/main.ts', '**/*.main.ts', 'tools/**', 'docker/**', '*.mjs'],
    rules: { 'no-console': 'off' },
  },
);
