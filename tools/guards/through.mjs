// Snapshots and read models are made again when the text of their folds changes, or the text of anything in `foldDependencies`.
// So `foldDependencies` of each decider and view has to name everything in its own context that its folds use, directly or not:
// a function as itself, a table as JSON.stringify(table). Usage: node tools/guards/through.mjs [FOLDER]
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { packagesOf } from './packages.mjs';

const isFunction = (node) =>
  ts.isArrowFunction(node) ||
  ts.isFunctionExpression(node) ||
  ts.isFunctionDeclaration(node) ||
  ts.isMethodDeclaration(node);
const isDeclared = (node) =>
  ts.isVariableDeclaration(node) ||
  ts.isFunctionDeclaration(node) ||
  ts.isClassDeclaration(node) ||
  ts.isEnumDeclaration(node) ||
  ts.isParameter(node) ||
  ts.isBindingElement(node);
const bare = (node) =>
  ts.isAsExpression(node) ||
  ts.isSatisfiesExpression(node) ||
  ts.isParenthesizedExpression(node) ||
  ts.isNonNullExpression(node)
    ? bare(node.expression)
    : node;
const isText = (node) =>
  ts.isStringLiteralLike(node) ||
  ts.isNumericLiteral(node) ||
  node.kind === ts.SyntaxKind.TrueKeyword ||
  node.kind === ts.SyntaxKind.FalseKeyword ||
  ts.isPrefixUnaryExpression(node);
const membersOf = (literal) =>
  new Map(
    literal.properties
      .filter((one) => one.name)
      .map((one) => [
        one.name.text,
        ts.isPropertyAssignment(one) ? one.initializer : ts.isShorthandPropertyAssignment(one) ? one.name : one,
      ]),
  );

/** The sources of one package, resolved against each other only: this package cannot change other packages. */
function programOf(files) {
  const options = { noLib: true, types: [], target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
  const host = ts.createCompilerHost(options, true);
  const found = (name, from) => {
    const target = path.resolve(path.dirname(from), name.replace(/\.js$/, '.ts'));
    return name.startsWith('.') && existsSync(target)
      ? { resolvedModule: { resolvedFileName: target, extension: '.ts' } }
      : { resolvedModule: undefined };
  };
  return ts.createProgram(files, options, {
    ...host,
    resolveModuleNameLiterals: (literals, from) => literals.map(({ text }) => found(text, from)),
  });
}

/**
 * One package's folds. `omissions()` answers the uses that `through` does not name: `{ file, line, fold, uses, say }`.
 */
class Folds {
  constructor(files) {
    this.files = new Set(files);
    this.program = programOf(files);
    this.checker = this.program.getTypeChecker();
  }

  /** The declaration of a name, if it is code of this package; else undefined. */
  declarationOf(name) {
    const { parent } = name;
    const symbol = ts.isShorthandPropertyAssignment(parent)
      ? this.checker.getShorthandAssignmentValueSymbol(parent)
      : this.checker.getSymbolAtLocation(name);
    const declaration = (
      symbol && symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol
    )?.declarations?.find(isDeclared);
    return declaration && this.files.has(declaration.getSourceFile().fileName) ? declaration : undefined;
  }

  /** Calls `use` for each use, within a node, of a declaration of this package outside the node. */
  eachUse(root, use) {
    const visit = (node) => {
      if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
      if (ts.isIdentifier(node)) {
        const declaration = this.declarationOf(node);
        const inside =
          declaration &&
          declaration.getSourceFile() === root.getSourceFile() &&
          declaration.pos >= root.pos &&
          declaration.end <= root.end;
        if (declaration && !inside)
          use(
            declaration,
            ts.isPropertyAccessExpression(node.parent) && node.parent.expression === node
              ? node.parent.name.text
              : undefined,
            node,
          );
      }
      ts.forEachChild(node, visit);
    };
    visit(root);
  }

  /** The code of a declaration, or of one member if it is an object literal. */
  codeOf(declaration, member) {
    if (!ts.isVariableDeclaration(declaration)) return declaration;
    const value = declaration.initializer && bare(declaration.initializer);
    return (
      (value && member !== undefined && ts.isObjectLiteralExpression(value) && membersOf(value).get(member)) || value
    );
  }

  /** The declarations in a `foldDependencies` (`member`: only that part), each as itself or as JSON. */
  namedIn(node) {
    const value = node && bare(node);
    if (!value) return [];
    if (ts.isArrayLiteralExpression(value))
      return value.elements.flatMap((one) =>
        ts.isSpreadElement(one) ? this.namedIn(one.expression) : this.entry(one),
      );
    if (ts.isBinaryExpression(value)) return this.namedIn(value.left);
    const name = ts.isPropertyAccessExpression(value) ? value.expression : value;
    const declaration = ts.isIdentifier(name) ? this.declarationOf(name) : undefined;
    const code =
      declaration && this.codeOf(declaration, ts.isPropertyAccessExpression(value) ? value.name.text : undefined);
    return code && code !== declaration ? this.namedIn(code) : [];
  }

  entry(node) {
    if (ts.isCallExpression(node) && node.expression.getText() === 'JSON.stringify') {
      const named = [];
      for (const one of node.arguments)
        this.eachUse(one, (declaration, member) => named.push({ declaration, member, json: true }));
      return named;
    }
    const name = ts.isPropertyAccessExpression(node) ? node.expression : node;
    const declaration = ts.isIdentifier(name) ? this.declarationOf(name) : undefined;
    return declaration
      ? [{ declaration, member: ts.isPropertyAccessExpression(node) ? node.name.text : undefined, json: false }]
      : [];
  }

  /**
   * How a declaration has to be named: as itself if its text is all of it, else as JSON; not at all if all its parts
   * are named.
   */
  manner(declaration, code) {
    if (!ts.isVariableDeclaration(declaration) || !code) return 'either';
    if (isFunction(code) || isText(code)) return 'itself';
    if (
      (ts.isCallExpression(code) || ts.isNewExpression(code)) &&
      (code.arguments ?? []).every((one) => ts.isIdentifier(one) || isFunction(one))
    )
      return 'made';
    return 'json';
  }

  /** Follows a fold into its uses. Calls `demand` once for each. */
  follow(root, seen, demand) {
    this.eachUse(root, (declaration, used, node) => {
      // A table is named as a whole; of an object with functions, the called one.
      const part = this.codeOf(declaration, used);
      const member =
        part === declaration || (part && isFunction(part) && part !== this.codeOf(declaration)) ? used : undefined;
      const code = this.codeOf(declaration, member);
      const key = code ?? declaration;
      if (seen.has(key)) return;
      seen.add(key);
      demand(declaration, member, this.manner(declaration, code), node);
      if (code && code !== declaration) this.follow(code, seen, demand);
      else if (isFunction(declaration)) this.follow(declaration, seen, demand);
    });
  }

  /**
   * Follows the code whose text the fingerprint takes: functions, and tables of functions, wherever they are declared.
   */
  capture(node, seen, demand) {
    const value = node && bare(node);
    if (!value || seen.has(value)) return;
    seen.add(value);
    if (isFunction(value)) this.follow(value, seen, demand);
    else if (ts.isObjectLiteralExpression(value))
      for (const one of membersOf(value).values()) this.capture(one, seen, demand);
    else {
      const captured = (declaration, member) => this.capture(this.codeOf(declaration, member), seen, demand);
      if (ts.isIdentifier(value)) {
        const declaration = this.declarationOf(value);
        if (declaration) captured(declaration);
      } else this.eachUse(value, captured);
    }
  }

  /** Whether a call makes a view: a call of `view`, or of a function of this package that calls it. */
  makesView(call) {
    if (!ts.isIdentifier(call.expression)) return false;
    if (call.expression.text === 'view') return true;
    const declaration = this.declarationOf(call.expression);
    let found = false;
    const visit = (node) => {
      found ||= ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'view';
      ts.forEachChild(node, visit);
    };
    if (declaration && ts.isFunctionDeclaration(declaration)) visit(declaration);
    return found;
  }

  /**
   * Every decider and every view: its name, its place, the code whose text the fingerprint takes, and its `foldDependencies`.
   */
  folds() {
    const found = [];
    const visit = (node) => {
      const literal =
        ts.isVariableDeclaration(node) &&
        node.type &&
        ts.isTypeReferenceNode(node.type) &&
        node.type.typeName.getText() === 'Decider' &&
        node.initializer;
      if (literal && ts.isObjectLiteralExpression(literal)) {
        const members = membersOf(literal);
        found.push({
          kind: 'decider',
          name: node.name.getText(),
          node,
          texts: [members.get('evolve')],
          through: [members.get('foldDependencies')],
        });
      }
      const [definition] = ts.isCallExpression(node) && this.makesView(node) ? node.arguments : [];
      if (definition && ts.isObjectLiteralExpression(definition)) {
        const members = membersOf(definition);
        // A decider's own `evolve` and `foldDependencies` are checked at its declaration.
        const texts =
          node.expression.text === 'view'
            ? [members.get('on'), members.get('keysOf')]
            : [...members]
                .filter(([name]) => name !== 'foldDependencies' && name !== 'decider')
                .map(([, value]) => value);
        const decider = members.get('decider');
        const declared = decider && ts.isIdentifier(decider) && this.declarationOf(decider);
        const inherited = declared && this.codeOf(declared, 'foldDependencies');
        found.push({
          kind: 'view',
          name: members.get('name')?.getText().replace(/'/g, '') ?? '',
          node,
          texts,
          through: [members.get('foldDependencies'), inherited],
        });
      }
      ts.forEachChild(node, visit);
    };
    for (const file of this.files) visit(this.program.getSourceFile(file));
    return found;
  }

  omissions() {
    const folds = this.folds();
    const omitted = folds.flatMap(({ kind, name, node, texts, through }) => {
      const named = through.flatMap((one) => this.namedIn(one));
      const missing = [];
      const demand = (declaration, member, manner, use) => {
        const right = named.some(
          (one) =>
            one.declaration === declaration &&
            (one.member === member || (manner === 'either' && one.member === undefined)) &&
            (manner === 'either' || one.json === (manner === 'json')),
        );
        if (right || manner === 'made') return;
        const written = member === undefined ? use.text : `${use.text}.${member}`;
        missing.push({
          kind,
          name,
          ...this.placeOf(node),
          uses: use.text,
          usedAt: this.placeOf(use),
          say: manner === 'json' ? `JSON.stringify(${written})` : written,
        });
      };
      const seen = new Set();
      for (const text of texts) this.capture(text, seen, demand);
      return missing;
    });
    return { folds: folds.length, omitted };
  }

  placeOf(node) {
    const source = node.getSourceFile();
    return { file: source.fileName, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1 };
  }
}

/** The uses that folds below `root` do not name, and the number of folds. */
export function omissions(root) {
  const found = packagesOf(root)
    .filter(({ type }) => type === 'context')
    .map(({ folder }) => path.join(root, folder, 'src'))
    .filter((source) => existsSync(source))
    .map((source) =>
      new Folds(
        readdirSync(source, { recursive: true })
          .filter((file) => /^(?!.*\.(spec|fixture|gen)\.ts$).*\.ts$/.test(file))
          .map((file) => path.join(source, file)),
      ).omissions(),
    );
  return { folds: found.reduce((sum, one) => sum + one.folds, 0), omitted: found.flatMap((one) => one.omitted) };
}

if (process.argv[1] === import.meta.filename) {
  const root = path.resolve(process.argv[2] ?? '.');
  const { folds, omitted } = omissions(root);
  const at = ({ file, line }) => `${path.relative(root, file)}:${line}`;
  for (const one of omitted)
    console.log(
      `  not-in-foldDependencies: ${at(one)} the ${one.kind} ${one.name} goes through ${one.uses} (${at(one.usedAt)}), ` +
        `which its \`foldDependencies\` does not name. Add ${one.say}`,
    );
  console.log(
    omitted.length === 0
      ? `${folds} deciders and views name what they go through`
      : `\n${omitted.length} things that a fold goes through are not named`,
  );
  process.exitCode = omitted.length === 0 ? 0 : 1;
}
