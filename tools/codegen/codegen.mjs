// Writes libs/contexts/*/src/graphql.gen.ts: TypeScript types of each subgraph's SDL and of its resolvers. With
// --check: says whether they are fresh.
import { generate } from '@graphql-codegen/cli';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const contexts = await readdir(path.join(root, 'libs/contexts'));
const target = (context) => `libs/contexts/${context}/src/graphql.gen.ts`;

const generates = {};
for (const context of contexts) {
  const parts = (await readdir(path.join(root, 'libs/contexts', context, 'src'), { recursive: true })).filter((file) =>
    file.endsWith('.resolver.ts'),
  );
  if (parts.length === 0) continue;
  generates[target(context)] = {
    schema: ['libs/service/src/graph.ts', `libs/contexts/${context}/src/**/*.resolver.ts`],
    plugins: [
      { add: { content: '/* Made from the SDL in *.resolver.ts by `npm run codegen`; not written by hand. */' } },
      'typescript',
      'typescript-resolvers',
    ],
    config: {
      federation: true,
      useTypeImports: true,
      enumsAsTypes: true,
      contextType: '@stipple/service#Request',
      defaultMapper: 'Partial<{T}>',
      maybeValue: 'T | null | undefined',
      scalars: { DateTime: 'string', Date: 'string', Decimal: 'string', JSON: 'unknown', ID: 'string' },
      strictScalars: false,
      skipTypename: true,
      makeResolverTypeCallable: true,
    },
  };
}
const files = await generate({ cwd: root, generates, silent: true, errorsOnly: true, noSilentErrors: true }, false);
let stale = 0;
for (const { filename, content } of files) {
  const file = path.resolve(root, filename);
  const before = existsSync(file) ? await readFile(file, 'utf8') : '';
  if (before === content) continue;
  if (process.argv.includes('--check')) {
    stale += 1;
    console.error(`${path.relative(root, file)} is not what its SDL says. Run: npm run codegen`);
  } else {
    await writeFile(file, content);
    console.log(`wrote ${path.relative(root, file)}`);
  }
}
process.exitCode = stale === 0 ? 0 : 1;
