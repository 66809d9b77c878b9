// Deciders are pure: the same command, state and facts always give the same decision. Checks every *.decider.ts and
// each file of its package whose code it imports, directly or not. Usage: node tools/guards/deciders.mjs [FOLDER]
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { packagesOf } from './packages.mjs';

/** The packages from which a decider may import code, beside its own. Types may come from anywhere. */
const pureSources = [
  '@stipple/event-store',
  '@stipple/time',
  '@stipple/text',
  '@stipple/money',
  '@stipple/contracts',
  'decimal.js',
];

const outsideWorld = new Set([
  'process',
  'globalThis',
  'global',
  'console',
  'performance',
  'crypto',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'Intl',
  'Promise',
  'require',
]);
const outsideMembers = new Set(['Date.now', 'Math.random', 'Temporal.Now']);

const importsCode = (statement) =>
  ts.isImportDeclaration(statement)
    ? !statement.importClause?.isTypeOnly
    : ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined && !statement.isTypeOnly;

/** Whether an identifier uses a name, and is not the name of a member, a key or a declaration. */
function isUse(node) {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isQualifiedName(parent))
    return parent.expression === node || parent.left === node;
  if (ts.isTypeReferenceNode(parent)) return false;
  return !('name' in parent && parent.name === node) && !('propertyName' in parent && parent.propertyName === node);
}

/** Why a node is not pure, in a few words; undefined when it is. */
function impurity(node) {
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date')
    return 'new Date(…): moments come with the command, and @stipple/time computes with them';
  if (ts.isCallExpression(node) && node.expression.getText() === 'Date')
    return 'Date(): the time comes with the command';
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return 'import(): a decider loads nothing';
  if (ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier))
    return 'await: a decider waits for nothing';
  if (node.kind === ts.SyntaxKind.AsyncKeyword) return 'async: a decider answers at once';
  if (ts.isPropertyAccessExpression(node) && outsideMembers.has(node.getText()))
    return `${node.getText()}: time, ids and chance come with the command`;
  if (ts.isIdentifier(node) && outsideWorld.has(node.text) && isUse(node))
    return `${node.text}: the world outside is told to a decider as facts`;
  if (
    ts.isVariableStatement(node) &&
    ts.isSourceFile(node.parent) &&
    !(node.declarationList.flags & ts.NodeFlags.Const)
  )
    return 'a variable of the module: state is what evolve returns';
  return undefined;
}

/** The faults of one file, and the files of its package whose code it imports. */
function inspect(file, packageFolder) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
  const problems = [];
  const report = (node, why) =>
    problems.push({ line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1, why });
  const next = [];
  for (const statement of source.statements.filter(importsCode)) {
    const from = statement.moduleSpecifier.text;
    const target = from.startsWith('.') ? path.resolve(path.dirname(file), from.replace(/\.js$/, '.ts')) : undefined;
    if (target === undefined) {
      if (!pureSources.includes(from))
        report(
          statement,
          `imports code from ${from}; only ${pureSources.join(', ')} and files of its own package are pure`,
        );
    } else if (!target.startsWith(`${packageFolder}${path.sep}`))
      report(statement, `imports ${from}, which lies outside its package`);
    else if (existsSync(target) && target.endsWith('.ts')) next.push(target);
  }
  const visit = (node) => {
    const why = impurity(node);
    if (why) report(node, why);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return { problems, next };
}

/** Every impurity that a decider below `root` reaches: `{ decider, file, line, why }`; and the number of deciders. */
export function impurities(root) {
  const found = [];
  let deciders = 0;
  for (const { folder } of packagesOf(root)) {
    const packageFolder = path.join(root, folder);
    const files = existsSync(path.join(packageFolder, 'src'))
      ? readdirSync(path.join(packageFolder, 'src'), { recursive: true })
      : [];
    for (const name of files.filter((candidate) => candidate.endsWith('.decider.ts'))) {
      deciders += 1;
      const decider = path.join(packageFolder, 'src', name);
      const seen = new Set();
      for (const queue = [decider]; queue.length > 0;) {
        const file = queue.pop();
        if (seen.has(file)) continue;
        seen.add(file);
        const { problems, next } = inspect(file, packageFolder);
        queue.push(...next);
        found.push(
          ...problems.map((problem) => ({
            decider: path.relative(root, decider),
            file: path.relative(root, file),
            ...problem,
          })),
        );
      }
    }
  }
  return { deciders, found };
}

if (process.argv[1] === import.meta.filename) {
  const { deciders, found } = impurities(path.resolve(process.argv[2] ?? '.'));
  for (const { decider, file, line, why } of found)
    console.log(`  impure-decider: ${file}:${line} ${why}${file === decider ? '' : ` (reached from ${decider})`}`);
  console.log(found.length === 0 ? `${deciders} deciders are pure` : `\n${found.length} places make a decider impure`);
  process.exitCode = found.length === 0 ? 0 : 1;
}
