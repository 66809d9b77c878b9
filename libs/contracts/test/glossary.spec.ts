import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const root = path.join(import.meta.dirname, '../../..');
const word = /^[A-Z][A-Z0-9]+(_[A-Z0-9]+)*$/;
/** Names of others, and the code of a needle in a doc sentence. */
const ofOthers = ['UTC', 'NFKC', '0803RL'];

/** The words in capitals that TypeScript writes as texts or as keys. */
function wordsInCode(text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.push(node.text);
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)) found.push(node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('x.ts', text, ts.ScriptTarget.ES2022, true));
  return found;
}

/** The members of the graph's enums. */
const wordsInSdl = (text: string): string[] =>
  [...text.matchAll(/enum \w+ \{([^}]*)\}/g)].flatMap(([, members = '']) =>
    members.replaceAll(/"[^"]*"/g, '').split(/\s+/),
  );

const wordsIn = (file: string, text: string): string[] =>
  (file.endsWith('.graphql') ? wordsInSdl(text) : wordsInCode(text)).filter(
    (one) => word.test(one) && !ofOthers.includes(one),
  );

const sources = new Map(
  [
    ...readdirSync(path.join(root, 'libs/contexts'), { recursive: true, encoding: 'utf8' })
      .filter((file) => /^[^/]+\/src\/.*\.(ts|graphql)$/.test(file) && !/\.(spec|fixture|gen)\.ts$/.test(file))
      .map((file) => path.join('libs/contexts', file)),
    'libs/event-store/src/checks.ts',
    'libs/service/src/access.ts',
    'libs/service/src/context-subgraph.ts',
    'libs/service/src/parked.ts',
    'libs/service/src/parked-graph.ts',
    'libs/service/src/parked.graphql',
  ].map((file) => [file, readFileSync(path.join(root, file), 'utf8')]),
);
/** Each word in capitals of the contexts, and the errors of the graph, with a file that uses it. */
const used = new Map([...sources].flatMap(([file, text]) => wordsIn(file, text).map((one) => [one, file])));
/** The same where a sentence speaks of them. */
const spoken = new Set([...sources.values()].flatMap((text) => text.match(/\b[A-Z][A-Z0-9_]+\b/g) ?? []));
const explained = new Set(
  [...readFileSync(path.join(root, 'docs/glossary.md'), 'utf8').matchAll(/`([^`]+)`/g)]
    .map(([, one = '']) => one)
    .filter((one) => word.test(one)),
);

describe('docs/glossary.md', () => {
  it('explains every word that the API spells in capitals', () => {
    const missing = [...used].filter(([one]) => !explained.has(one)).map(([one, file]) => `${one} (${file})`);
    if (missing.length > 0) throw new Error(`Say in docs/glossary.md what these mean:\n  ${missing.join('\n  ')}`);
  });
  it('explains none that is used nowhere', () => expect([...explained].filter((one) => !spoken.has(one))).toEqual([]));
});

describe('a word in capitals', () => {
  it('is found wherever it is written: as a code, a key, or in the graph', () => {
    expect(
      wordsIn(
        'x.ts',
        'const a = [refusal("ROOM_BUSY", `x ${b}`), { NOT_PRIVILEGED: 1 }]; type S = \'HELD\'; const no = "Not one";',
      ),
    ).toEqual(['ROOM_BUSY', 'NOT_PRIVILEGED', 'HELD']);
    expect(wordsIn('x.graphql', 'enum E {\n READY\n "Not CLEAN." DIRTY }')).toEqual(['READY', 'DIRTY']);
  });
});
