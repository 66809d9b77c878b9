// Writes what follows from `.graphql` files, so that none is read at run time: the text of each context's SDL
// (sdl.gen.ts), TypeScript types of it (graphql.gen.ts) and of its resolvers (resolvers.gen.ts), and the demo's
// operations. With --check: says whether they are fresh.
import { generate } from '@graphql-codegen/cli';
import { Kind, parse, print } from 'graphql';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const read = (file) => readFile(path.join(root, file), 'utf8');

/** Files below a folder with this ending, relative to the repository, in order; none where there is no folder. */
async function filesBelow(folder, ending) {
  if (!existsSync(path.join(root, folder))) return [];
  const files = await readdir(path.join(root, folder), { recursive: true });
  return files
    .filter((file) => file.endsWith(ending))
    .sort()
    .map((file) => `${folder}/${file}`);
}

const made = (from) => `/* Made from ${from} by \`npm run codegen\`; not written by hand. */\n`;
const literal = (text) => `\`${text.replaceAll(/[\\`]|\$\{/g, '\\$&')}\``;
const camelCase = (name) => name.replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase());
const textModule = (filename, from, name, texts) => ({
  filename,
  content: `${made(from)}export const ${name} = {\n${texts.map(([key, text]) => `  ${key}: ${literal(text)},\n`).join('')}} as const;\n`,
});

/** A module with the text of SDL files, each under the name of its file. */
async function sdlModule(folder, files) {
  const texts = files.map(async (file) => [camelCase(path.basename(file, '.graphql')), await read(file)]);
  return textModule(
    `${folder}/sdl.gen.ts`,
    'the *.graphql files beside the resolvers',
    'sdl',
    await Promise.all(texts),
  );
}

/** A module with the operations of some documents, each under its name with a small first letter. */
async function operationsModule(filename, files) {
  const documents = await Promise.all(files.map(async (file) => parse(await read(file))));
  const texts = documents
    .flatMap(({ definitions }) => definitions)
    .map((one) => [one.name.value.replace(/^./, (letter) => letter.toLowerCase()), print(one)]);
  return textModule(filename, 'operations/*.graphql', 'operations', texts);
}

/** From `export type LoadNode` in a `*.graph.ts`: what the parent of Load's resolvers is. */
async function nodesIn(folder) {
  const nodes = {};
  for (const file of await filesBelow(folder, '.graph.ts'))
    for (const [, type] of (await read(file)).matchAll(/^\s*export (?:type|interface) (\w+)Node\b/gm))
      nodes[type] = `./${path.relative(folder, file).replace(/ts$/, 'js')}#${type}Node`;
  return nodes;
}

/** Names of the types that another subgraph may point to; the plugin names these without its namespace. */
async function entitiesIn(files) {
  const documents = await Promise.all(files.map(async (file) => parse(await read(file))));
  return documents
    .flatMap(({ definitions }) => definitions)
    .filter(({ kind, directives }) => kind === Kind.OBJECT_TYPE_DEFINITION && directives.some(isKey))
    .map(({ name }) => name.value);
}
const isKey = ({ name }) => name.value === 'key';

const texts = [];
const generates = {};
const service = await filesBelow('libs/service/src', '.graphql');
texts.push(await sdlModule('libs/service/src', service));
for (const context of await readdir(path.join(root, 'libs/contexts'))) {
  const folder = `libs/contexts/${context}/src`;
  const files = await filesBelow(folder, '.graphql');
  if (files.length === 0) continue;
  texts.push(await sdlModule(folder, files));
  const schema = ['libs/service/src/shared.graphql', ...files];
  const config = {
    federation: true,
    useTypeImports: true,
    enumsAsTypes: true,
    maybeValue: 'T | null | undefined',
    scalars: { DateTime: 'string', Date: 'string', Decimal: 'string', JSON: 'unknown', ID: 'string' },
    strictScalars: false,
    skipTypename: true,
  };
  const entities = `import type { ${(await entitiesIn(files)).join(', ')} } from './graphql.gen.js';`;
  const comment = made('the *.graphql files beside the resolvers').trimEnd();
  generates[`${folder}/graphql.gen.ts`] = { schema, plugins: [{ add: { content: comment } }, 'typescript'], config };
  generates[`${folder}/resolvers.gen.ts`] = {
    schema,
    plugins: [
      { add: { content: [comment, "import type * as Graph from './graphql.gen.js';", entities] } },
      'typescript-resolvers',
    ],
    config: {
      ...config,
      contextType: '@stipple/service#Request',
      mappers: await nodesIn(folder),
      namespacedImportName: 'Graph',
      makeResolverTypeCallable: true,
    },
  };
}
const operations = await filesBelow('libs/demo/src/operations', '.graphql');
if (operations.length > 0) texts.push(await operationsModule('libs/demo/src/operations.gen.ts', operations));

/**
 * The plugin lets a reference stand for a whole thing: it takes for granted that each field is looked up by its own
 * resolver. Here, references are resolved to nodes.
 */
const resolved = (content) =>
  content.replaceAll(/ \| FederationReferenceTypes\['\w+'\]/g, '').replaceAll(' | FederationReferenceType,', ',');

const options = { cwd: root, generates, silent: true, errorsOnly: true, noSilentErrors: true };
const types = (await generate(options, false)).map(({ filename, content }) => ({
  filename,
  content: resolved(content),
}));
let stale = 0;
for (const { filename, content } of [...texts, ...types]) {
  const file = path.resolve(root, filename);
  const before = existsSync(file) ? await readFile(file, 'utf8') : '';
  if (before === content) continue;
  if (process.argv.includes('--check')) {
    stale += 1;
    console.error(`${path.relative(root, file)} is not what its .graphql files say. Run: npm run codegen`);
  } else {
    await writeFile(file, content);
    console.log(`wrote ${path.relative(root, file)}`);
  }
}
process.exitCode = stale === 0 ? 0 : 1;
