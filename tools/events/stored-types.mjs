// The events that contexts store: every event type with the JSON Schema of its data, read from the deciders' TypeScript
// types.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { packagesOf } from '../guards/packages.mjs';
import { written } from './schema.mjs';

/** Why an event cannot be kept, with its place. */
class Unstorable extends Error {}

const options = (root) => {
  const { config } = ts.readConfigFile(path.join(root, 'tsconfig.base.json'), ts.sys.readFile);
  return { ...ts.convertCompilerOptionsFromJson(config.compilerOptions, root).options, types: [] };
};

/**
 * The JSON Schema of a type after `JSON.stringify`.
 * @throws Unstorable for a type that JSON would not give back unchanged
 */
function schemaOf(checker, type, at, within = []) {
  const no = (what) => {
    throw new Unstorable(`${at}: ${what} does not come back from JSON as it was`);
  };
  if (within.includes(type)) no('a type that holds itself');
  if (type.isUnion()) return unionOf(checker, type, at, within);
  const { flags } = type;
  if (flags & ts.TypeFlags.Null) return { type: 'null' };
  if (flags & ts.TypeFlags.BooleanLiteral) return { const: checker.typeToString(type) === 'true' };
  if (flags & (ts.TypeFlags.StringLiteral | ts.TypeFlags.NumberLiteral)) return { const: type.value };
  if (flags & ts.TypeFlags.StringLike) return { type: 'string' };
  if (flags & ts.TypeFlags.NumberLike) return { type: 'number' };
  if (!(flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection))) no(checker.typeToString(type));
  if (checker.isTupleType(type)) no('a tuple');
  if (checker.isArrayType(type))
    return {
      type: 'array',
      items: schemaOf(checker, checker.getTypeArguments(type)[0], `an entry of ${at}`, [...within, type]),
    };
  if (type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0) no('a function');
  if (type.symbol && type.symbol.flags & ts.SymbolFlags.Class) no('a class');
  return objectOf(checker, type, at, [...within, type]);
}

/** The schema of a union. `undefined` is no member, because JSON leaves such fields out. */
function unionOf(checker, union, at, within) {
  const choices = union.types
    .filter((one) => !(one.flags & ts.TypeFlags.Undefined))
    .map((one) => schemaOf(checker, one, at, within));
  const literals = choices.filter((one) => 'const' in one).map((one) => one.const);
  const both = literals.includes(true) && literals.includes(false);
  const values = literals.filter((value) => !both || typeof value !== 'boolean');
  const others = [...choices.filter((one) => !('const' in one)), ...(both ? [{ type: 'boolean' }] : [])];
  // The compiler orders members by when it first met them, which changes with the other sources.
  const sorted = [
    ...(values.length > 0
      ? [
          values.length === 1
            ? { const: values[0] }
            : { enum: values.sort((a, b) => (written(a) < written(b) ? -1 : 1)) },
        ]
      : []),
    ...others.sort((a, b) => (written(a) < written(b) ? -1 : 1)),
  ];
  return sorted.length === 1 ? sorted[0] : { anyOf: sorted };
}

function objectOf(checker, type, at, within) {
  const properties = {};
  const required = [];
  for (const property of checker.getPropertiesOfType(type)) {
    const place = at === '' ? property.name : `${at}.${property.name}`;
    const own = checker.getTypeOfSymbol(property);
    const mayMiss =
      Boolean(property.flags & ts.SymbolFlags.Optional) ||
      (own.isUnion() && own.types.some((one) => one.flags & ts.TypeFlags.Undefined));
    properties[property.name] = schemaOf(checker, own, place, within);
    if (!mayMiss) required.push(property.name);
  }
  const index = checker.getIndexInfoOfType(type, ts.IndexKind.String);
  if (!index && required.length === 0 && Object.keys(properties).length === 0)
    throw new Unstorable(`${at}: ${checker.typeToString(type)} says nothing of what it holds`);
  return {
    type: 'object',
    ...(index ? {} : { properties, required: required.sort() }),
    additionalProperties: index ? schemaOf(checker, index.type, `an entry of ${at}`, within) : false,
  };
}

/** The members of an object literal by name: an expression, or the declaration of a method. */
const membersOf = (literal) =>
  new Map(
    literal.properties
      .filter((one) => one.name !== undefined)
      .map((one) => [one.name.text, ts.isPropertyAssignment(one) ? one.initializer : one]),
  );

const textsIn = (node) =>
  node && ts.isArrayLiteralExpression(node) ? node.elements.filter(ts.isStringLiteral).map((one) => one.text) : [];

/** The stored events of one decider's declaration. */
function described(checker, declaration, file) {
  const [, eventType] = declaration.type.typeArguments ?? [];
  const { initializer } = declaration;
  if (!eventType || !initializer || !ts.isObjectLiteralExpression(initializer))
    throw new Unstorable(`${file}: a decider is written as an object, with the type of its events`);
  const members = membersOf(initializer);
  const stream = members.get('stream');
  if (!stream || !ts.isStringLiteral(stream)) throw new Unstorable(`${file}: a decider's stream is written as text`);
  const listed = (name) => {
    const node = members.get(name);
    if (node && !ts.isObjectLiteralExpression(node))
      throw new Unstorable(`${file}: ${name} is written out in the decider itself`);
    return node ? [...membersOf(node)] : [];
  };
  const versions = new Map(
    listed('versions').map(([type, node]) => [type, ts.isNumericLiteral(node) ? Number(node.text) : NaN]),
  );
  const personal = new Map(
    listed('personal').map(([type, node]) => [
      type,
      ts.isObjectLiteralExpression(node) ? textsIn(membersOf(node).get('fields')) : [],
    ]),
  );
  const union = checker.getTypeFromTypeNode(eventType);
  const events = (union.isUnion() ? union.types : [union]).flatMap((member) => {
    const part = (name) => {
      const property = member.getProperty(name);
      return property && checker.getTypeOfSymbol(property);
    };
    const [type, data] = [part('type'), part('data')];
    if (!type?.isStringLiteral() || !data)
      throw new Unstorable(`${file}: an event is { type: '…'; data: { … } }, and not ${checker.typeToString(member)}`);
    return [
      {
        type: type.value,
        version: versions.get(type.value) ?? 1,
        personal: [...(personal.get(type.value) ?? [])].sort(),
        schema: schemaOf(checker, data, ''),
      },
    ];
  });
  return { file, stream: stream.text, upcasts: members.has('upcast'), events };
}

/**
 * Every decider of every context below `root`: `{ context, folder, deciders: [{ file, stream, upcasts, events }],
 * problems }`, an event being `{ type, version, personal, schema }` in its present version. `problems` names deciders
 * that cannot be read.
 */
export function storedTypes(root) {
  const contexts = packagesOf(root)
    .filter(({ type }) => type === 'context')
    .map(({ folder }) => ({ context: path.basename(folder), folder, source: path.join(root, folder, 'src') }))
    .map((context) => ({
      ...context,
      files: existsSync(context.source)
        ? readdirSync(context.source, { recursive: true })
            .filter((file) => file.endsWith('.decider.ts'))
            .sort()
            .map((file) => path.join(context.source, file))
        : [],
    }));
  const program = ts.createProgram(
    contexts.flatMap(({ files }) => files),
    options(root),
  );
  const checker = program.getTypeChecker();
  return contexts.map(({ context, folder, files }) => {
    const problems = [];
    const deciders = files.flatMap((file) => {
      const name = path.relative(root, file);
      const declarations = program
        .getSourceFile(file)
        .statements.filter(ts.isVariableStatement)
        .flatMap((statement) => statement.declarationList.declarations)
        .filter(({ type }) => type && ts.isTypeReferenceNode(type) && type.typeName.getText() === 'Decider');
      if (declarations.length === 0)
        problems.push(`${name} declares no constant of type Decider<…>: what it stores cannot be seen`);
      return declarations.flatMap((declaration) => {
        try {
          return [described(checker, declaration, name)];
        } catch (error) {
          if (!(error instanceof Unstorable)) throw error;
          problems.push(error.message.startsWith(name) ? error.message : `${name}: ${error.message}`);
          return [];
        }
      });
    });
    return { context, folder, deciders, problems };
  });
}
