// Who may do what: every field of Query and Mutation says who may ask it, by `ask({ who, … })` or `change({ who, … })`, and
// docs/who-may.md lists them, with what each command reads, what guards it and which refusals it can give.
// Usage: node tools/guards/who-may.mjs [FOLDER] [--write]
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const root = path.resolve(process.argv.slice(2).find((one) => !one.startsWith('--')) ?? '.');
const target = path.join(root, 'docs/who-may.md');
const problems = [];

const isFunction = (node) =>
  ts.isArrowFunction(node) ||
  ts.isFunctionExpression(node) ||
  ts.isFunctionDeclaration(node) ||
  ts.isMethodDeclaration(node);
const bare = (node) =>
  ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isParenthesizedExpression(node)
    ? bare(node.expression)
    : node;
const membersOf = (literal) =>
  new Map(literal.properties.filter((one) => one.name).map((one) => [one.name.getText(), one]));
function valueOf(member) {
  if (!member) return undefined;
  if (ts.isPropertyAssignment(member)) return bare(member.initializer);
  if (ts.isShorthandPropertyAssignment(member)) return member.name;
  return ts.isMethodDeclaration(member) ? member : undefined;
}
const sorted = (things) => [...new Set(things)].sort();

/** The sources of one context, with the checks that all deciders share. */
class Context {
  constructor(name) {
    this.name = name;
    this.folder = path.join(root, 'libs/contexts', name, 'src');
    const files = readdirSync(this.folder, { recursive: true })
      .map((file) => path.join(this.folder, file))
      .filter((file) => /\.ts$/.test(file) && !/\.(spec|fixture|gen)\.ts$/.test(file));
    const shared = ['libs/event-store/src/checks.ts', 'libs/service/src/checks.ts']
      .map((file) => path.join(root, file))
      .filter(existsSync);
    const options = { noLib: true, types: [], target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
    const host = ts.createCompilerHost(options, true);
    const found = (text, from) => {
      const file = text.startsWith('.')
        ? path.resolve(path.dirname(from), text.replace(/\.js$/, '.ts'))
        : text === '@stipple/event-store'
          ? shared[0]
          : undefined;
      return file && existsSync(file)
        ? { resolvedModule: { resolvedFileName: file, extension: '.ts' } }
        : { resolvedModule: undefined };
    };
    this.program = ts.createProgram([...files, ...shared], options, {
      ...host,
      resolveModuleNameLiterals: (literals, from) => literals.map(({ text }) => found(text, from)),
    });
    this.checker = this.program.getTypeChecker();
    this.own = new Set([...files, ...shared]);
    this.sources = files.map((file) => this.program.getSourceFile(file));
  }

  /** What a name stands for, where that is written in this context. */
  declarationOf(name) {
    const symbol = ts.isShorthandPropertyAssignment(name.parent)
      ? this.checker.getShorthandAssignmentValueSymbol(name.parent)
      : this.checker.getSymbolAtLocation(name);
    const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
    return target?.declarations?.find((one) => this.own.has(one.getSourceFile().fileName));
  }

  codeOf(declaration) {
    if (!declaration) return undefined;
    if (ts.isVariableDeclaration(declaration) || ts.isPropertyDeclaration(declaration))
      return declaration.initializer && bare(declaration.initializer);
    return declaration;
  }

  each(visit) {
    const walk = (node) => {
      visit(node);
      ts.forEachChild(node, walk);
    };
    for (const source of this.sources) walk(source);
  }

  /** Calls back for each node of some code, and of the functions and tables of this context that it goes through. */
  through(start, visit, seen = new Set()) {
    const walk = (node) => {
      if (ts.isTypeNode(node)) return;
      visit(node);
      if (ts.isIdentifier(node)) {
        const code = this.codeOf(this.declarationOf(node));
        if (
          code &&
          !seen.has(code) &&
          (isFunction(code) || ts.isObjectLiteralExpression(code) || ts.isArrayLiteralExpression(code))
        ) {
          // A decider that is named is a thing read, not a way gone.
          if (!(ts.isObjectLiteralExpression(code) && membersOf(code).has('evolve'))) {
            seen.add(code);
            ts.forEachChild(code, walk);
          }
        }
      }
      ts.forEachChild(node, walk);
    };
    walk(start);
  }

  text(node) {
    const value = bare(node);
    if (ts.isStringLiteralLike(value)) return value.text;
    if (ts.isIdentifier(value)) {
      const code = this.codeOf(this.declarationOf(value));
      return code ? this.text(code) : value.text;
    }
    return value.getText();
  }

  /** Roles, those of arrays that are spread included. */
  roles(args) {
    return args.flatMap((one) => {
      if (!ts.isSpreadElement(one)) return [this.text(one)];
      const value = bare(one.expression);
      const code = ts.isIdentifier(value) ? this.codeOf(this.declarationOf(value)) : value;
      return code && ts.isArrayLiteralExpression(bare(code)) ? this.roles(bare(code).elements) : ['every role'];
    });
  }

  who(node) {
    const value = bare(node);
    if (ts.isIdentifier(value)) {
      if (value.text === 'administrator') return 'administrators';
      const code = this.codeOf(this.declarationOf(value));
      return code ? this.who(code) : value.text;
    }
    if (!ts.isCallExpression(value)) return value.getText();
    const kind = value.expression.getText();
    if (kind === 'role') return this.roles([...value.arguments]).join(', ');
    if (kind === 'roleOrAdministrator') return `${this.roles([...value.arguments]).join(', ')}, administrators`;
    if (kind === 'orThemself') return `${this.who(value.arguments[0])}, the person themself`;
    if (kind === 'onlyTheirOwn') return `${this.who(value.arguments[0])}: their own; managers: all`;
    if (kind === 'atEveryClinic') return `${this.who(value.arguments[0])}: the role at every clinic of it`;
    const because = value.arguments[0] ? this.text(value.arguments[0]) : '';
    if (kind === 'anyone') return `anybody: ${because}`;
    if (kind === 'signedIn') return `whoever has signed in: ${because}`;
    return value.getText();
  }

  about(node) {
    if (!node) return '';
    let name = '';
    const made = ts.isIdentifier(node) ? this.codeOf(this.declarationOf(node)) : undefined;
    this.through(made ?? node, (one) => {
      if (
        name === '' &&
        ts.isPropertyAssignment(one) &&
        one.name.getText() === 'name' &&
        ts.isStringLiteralLike(bare(one.initializer))
      )
        name = bare(one.initializer).text;
    });
    return name || (node.getText().split('.').at(-1) ?? '');
  }

  rootFields() {
    const fields = [];
    this.each((node) => {
      if (!ts.isPropertyAssignment(node) || !/^(Query|Mutation)$/.test(node.name.getText())) return;
      const literal = bare(node.initializer);
      if (!ts.isObjectLiteralExpression(literal)) return;
      for (const member of literal.properties) {
        const field = `${node.name.getText()}.${member.name?.getText() ?? member.getText()}`;
        const call = valueOf(member);
        const [declared] = call && ts.isCallExpression(call) ? call.arguments : [];
        const members = declared && ts.isObjectLiteralExpression(declared) ? membersOf(declared) : new Map();
        if (!members.has('who')) {
          const { line } = member.getSourceFile().getLineAndCharacterOfPosition(member.getStart());
          problems.push(
            `${field} says nobody who may (${path.relative(root, member.getSourceFile().fileName)}:${line + 1}).`,
          );
          continue;
        }
        fields.push({
          field,
          who: this.who(valueOf(members.get('who'))),
          about: this.about(valueOf(members.get('about'))),
          command: members.has('gives') ? (valueOf(members.get('gives'))?.getText() ?? '') : '',
        });
      }
    });
    return fields.sort((a, b) => (a.field < b.field ? -1 : 1));
  }

  /** Each command with its decider, what it reads, what is guarded, and which refusals it can give. */
  commands(codes) {
    const found = [];
    this.each((node) => {
      if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return;
      if (!/^(decides|handlerFor)$/.test(node.expression.text) || node.arguments.length < 2) return;
      const [decider, command, gather, follows] = node.arguments;
      const reads = new Set();
      const guarded = new Set();
      const claims = { asked: false };
      for (const way of [gather, follows].filter(Boolean))
        this.through(way, (one) => {
          if (!ts.isCallExpression(one) || !ts.isPropertyAccessExpression(one.expression)) return;
          const [what, , options] = one.arguments;
          if (one.expression.name.text === 'state' && what) {
            reads.add(what.getText());
            if (options?.getText().includes('guarded')) guarded.add(what.getText());
          }
          if (one.expression.name.text === 'claimed') claims.asked = true;
          if (one.expression.name.text === 'rows') reads.add('a read model');
        });
      found.push({
        command: command.getText(),
        decider: decider.getText(),
        reads: sorted([...reads].filter((one) => one !== decider.getText())),
        guards: [decider.getText(), ...sorted(guarded), ...(claims.asked ? ['claims'] : [])],
        refusals: this.refusals(decider, command.getText(), codes),
      });
    });
    return found.sort((a, b) => (a.command < b.command ? -1 : 1));
  }

  refusals(decider, command, codes) {
    const literal = ts.isIdentifier(decider) ? this.codeOf(this.declarationOf(decider)) : undefined;
    const decide = literal && ts.isObjectLiteralExpression(literal) ? membersOf(literal).get('decide') : undefined;
    const way = decide && (ts.isMethodDeclaration(decide) ? decide : valueOf(decide));
    if (!way) return [];
    const given = new Set();
    const visit = (node) => {
      const code = ts.isCallExpression(node) && node.arguments[0] && bare(node.arguments[0]);
      if (code && ts.isStringLiteralLike(code) && codes.has(code.text)) given.add(code.text);
    };
    const seen = new Set([way]);
    // Of a switch over commands only the case of this one counts, with those that fall through to it.
    const walk = (node) => {
      if (ts.isCaseClause(node) && ts.isStringLiteralLike(node.expression) && this.isOther(node, command)) return;
      if (ts.isIfStatement(node) && this.asksForOther(node.expression, command)) {
        if (node.elseStatement) walk(node.elseStatement);
        return;
      }
      if (ts.isConditionalExpression(node) && this.asksForOther(node.condition, command)) return walk(node.whenFalse);
      visit(node);
      const code = ts.isIdentifier(node) ? this.codeOf(this.declarationOf(node)) : undefined;
      if (code && isFunction(code) && !seen.has(code)) {
        seen.add(code);
        this.through(code, visit, seen);
      }
      ts.forEachChild(node, walk);
    };
    if (way.body) walk(way.body);
    return sorted(given);
  }

  /** Whether something is done only for another command: `type === 'Other'`, on the left of any `&&`. */
  asksForOther(condition, command) {
    const asked = bare(condition);
    if (!ts.isBinaryExpression(asked)) return false;
    if (asked.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken)
      return this.asksForOther(asked.left, command) || this.asksForOther(asked.right, command);
    const { right } = asked;
    return (
      asked.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken &&
      ts.isStringLiteralLike(right) &&
      right.text !== command &&
      this.commandNames.has(right.text)
    );
  }

  /** Whether a case is of another command, and this one does not fall into it. */
  isOther(clause, command) {
    const clauses = [...clause.parent.clauses];
    for (let at = clauses.indexOf(clause); at >= 0; at -= 1) {
      const one = clauses[at];
      if (ts.isCaseClause(one) && one.expression.text === command) return false;
      if (at > 0 && clauses[at - 1].statements.length > 0) break;
    }
    return this.commandNames.has(clause.expression.text);
  }

  get commandNames() {
    if (!this.names) {
      this.names = new Set();
      this.each((node) => {
        if (ts.isCallExpression(node) && node.expression.getText() === 'command' && node.arguments[0])
          this.names.add(this.text(node.arguments[0]));
      });
    }
    return this.names;
  }
}

const glossary = path.join(root, 'docs/glossary.md');
const refusalCodes = existsSync(glossary)
  ? (readFileSync(glossary, 'utf8').split('## Refusal codes')[1] ?? '').split('\n## ')[0]
  : '';
const codes = new Set([...refusalCodes.matchAll(/`([A-Z][A-Z_]+)`/g)].map(([, code]) => code));
const contexts = readdirSync(path.join(root, 'libs/contexts')).sort();
const lines = [
  '# Who may do what',
  '',
  'Made from the sources by `npm run who-may`; not written by hand. A manager may do what all others of the clinic may,',
  'but for auditing. A thing of another clinic is answered as one that does not exist. What is parked is seen and decided',
  'by administrators alone, in every context.',
];
const row = (...cells) => `| ${cells.map((cell) => cell.replace(/\|/g, '\\|') || '–').join(' | ')} |`;
for (const name of contexts) {
  const context = new Context(name);
  lines.push('', `## ${name}`, '', '| field | who may | is about | gives |', '| --- | --- | --- | --- |');
  for (const { field, who, about, command } of context.rootFields())
    lines.push(row(`\`${field}\``, who, about, command));
  lines.push('', '| command | decided by | reads | guarded | can be refused with |', '| --- | --- | --- | --- | --- |');
  for (const { command, decider, reads, guards, refusals } of context.commands(codes))
    lines.push(row(command, decider, reads.join(', '), guards.join(', '), refusals.join(', ')));
}
const now = `${lines.join('\n')}\n`;
if (process.argv.includes('--write')) writeFileSync(target, now);
else if ((existsSync(target) ? readFileSync(target, 'utf8') : '') !== now)
  problems.push('docs/who-may.md is not what the sources say. Run: npm run who-may');
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
