// Refuses tests that judge a duration: on a busy machine everything takes longer, and such a test fails there. A test
// may wait for a condition with a generous deadline, or count. Benchmarks measure speed. Usage: node
// tools/guards/durations.mjs [FOLDER]
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const isTestFile = (name) => /\.(spec|story|fixture|behaviour)\.ts$/.test(name);
const leftOut = new Set(['node_modules', 'dist', '.git', '.nx', '.stipple', '.cache', 'coverage']);

function testFilesIn(folder) {
  return readdirSync(folder).flatMap((name) => {
    if (leftOut.has(name)) return [];
    const file = path.join(folder, name);
    return statSync(file).isDirectory() ? testFilesIn(file) : isTestFile(name) ? [file] : [];
  });
}

/** `Date.now()`, `performance.now()`, `process.hrtime()`, `process.hrtime.bigint()`, `new Date()`. */
function readsClock(node) {
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0;
  return (
    ts.isCallExpression(node) &&
    /^(globalThis\.)?((Date|performance)\.now|process\.hrtime(\.bigint)?)$/.test(node.expression.getText())
  );
}

/** Calls that turn a duration into a duration. The results of other calls do not count as durations. */
const measures = /^(Math\.\w+|Number|String|BigInt|JSON\.stringify)$/;

/** Whether `holds` is true of a part of an expression's value. */
function contains(node, holds) {
  if (holds(node)) return true;
  if (ts.isFunctionLike(node)) return false;
  if (ts.isCallExpression(node) && !measures.test(node.expression.getText())) return contains(node.expression, holds);
  return ts.forEachChild(node, (child) => contains(child, holds) || undefined) ?? false;
}

/** A fixed length of time, such as `5_000` or `minutes * 60_000`. A moment minus that is a moment. */
const isStretch = (node) =>
  ts.isNumericLiteral(node) ||
  (ts.isParenthesizedExpression(node) && isStretch(node.expression)) ||
  (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AsteriskToken);

/** The name and the value of a declaration or an assignment. */
function given(node) {
  if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer)
    return { name: node.name.text, value: node.initializer };
  if (ts.isFunctionDeclaration(node) && node.name && node.body) return { name: node.name.text, value: node.body };
  if (
    ts.isBinaryExpression(node) &&
    /^(=|\+=|-=|\?\?=|\|\|=)$/.test(node.operatorToken.getText()) &&
    ts.isIdentifier(node.left)
  )
    return { name: node.left.text, value: node.right };
  // A list that gets a duration counts as a duration.
  if (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === 'push' &&
    ts.isIdentifier(node.expression.expression) &&
    node.arguments[0]
  )
    return { name: node.expression.expression.text, value: node.arguments[0] };
  // The variable of a loop over a list counts as the list does.
  if (
    ts.isForOfStatement(node) &&
    ts.isVariableDeclarationList(node.initializer) &&
    ts.isIdentifier(node.initializer.declarations[0]?.name)
  )
    return { name: node.initializer.declarations[0].name.text, value: node.expression };
  const taker =
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    /^(forEach|map|filter|every|some)$/.test(node.expression.name.text)
      ? node.arguments[0]
      : undefined;
  if (taker && ts.isFunctionLike(taker) && taker.parameters[0] && ts.isIdentifier(taker.parameters[0].name))
    return { name: taker.parameters[0].name.text, value: node.expression.expression };
  return undefined;
}

/** The places in a file where `expect` gets a duration: line and text of each. */
function judged(file) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
  const clocks = new Set();
  const durations = new Set();
  const isName = (names) => (node) =>
    ts.isIdentifier(node) &&
    names.has(node.text) &&
    !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) &&
    !(ts.isPropertyAssignment(node.parent) && node.parent.name === node);
  const isClock = (node) => readsClock(node) || isName(clocks)(node);
  const isDuration = (node) => {
    if (isName(durations)(node)) return true;
    if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.MinusToken) return false;
    return (contains(node.left, isClock) && !isStretch(node.right)) || contains(node.right, isClock);
  };
  // A function counts by its result alone, not by its other work, such as waiting until a deadline.
  const answers = (value) => {
    const body = ts.isArrowFunction(value) || ts.isFunctionExpression(value) ? value.body : value;
    if (!ts.isBlock(body)) return [body];
    const found = [];
    const look = (node) => {
      if (ts.isReturnStatement(node) && node.expression) found.push(node.expression);
      else if (!ts.isFunctionLike(node)) ts.forEachChild(node, look);
    };
    ts.forEachChild(body, look);
    return found;
  };
  for (let known = -1; known < clocks.size + durations.size;) {
    known = clocks.size + durations.size;
    const learn = (node) => {
      const one = given(node);
      for (const value of one ? answers(one.value) : []) {
        if (contains(value, isDuration)) durations.add(one.name);
        else if (isClock(value)) clocks.add(one.name);
      }
      ts.forEachChild(node, learn);
    };
    learn(source);
  }
  const found = [];
  const look = (node) => {
    if (
      ts.isCallExpression(node) &&
      node.expression.getText() === 'expect' &&
      node.arguments.some((argument) => contains(argument, isDuration))
    )
      found.push({
        line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1,
        text: node.getText().replace(/\s+/g, ' ').slice(0, 100),
      });
    ts.forEachChild(node, look);
  };
  look(source);
  return found;
}

/** Every place below `root` where a test judges a duration, and the number of files read. */
export function judgedDurations(root) {
  const files = ['apps', 'libs', 'tools', 'docker']
    .map((name) => path.join(root, name))
    .filter((folder) => statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    .flatMap(testFilesIn);
  return {
    looked: files.length,
    found: files.flatMap((file) => judged(file).map((place) => ({ file: path.relative(root, file), ...place }))),
  };
}

if (process.argv[1] === import.meta.filename) {
  const { looked, found } = judgedDurations(path.resolve(process.argv[2] ?? '.'));
  for (const { file, line, text } of found) console.log(`  judges-duration: ${file}:${line} ${text}`);
  console.log(
    found.length === 0
      ? `${looked} files with tests judge no duration`
      : `\n${found.length} tests judge how long something took`,
  );
  process.exitCode = found.length === 0 ? 0 : 1;
}
