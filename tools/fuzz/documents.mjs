// GraphQL documents from the clinic's schema. Most could be answered, all have something odd in them, and some are
// nothing but odd.
import { hostileJson, hostileNumber, hostileText, names } from './values.mjs';

/** The introspection query. */
export const introspection = `{ __schema { queryType { name } mutationType { name } types { kind name
  fields(includeDeprecated: true) { name args { name type { ...T } defaultValue } type { ...T } }
  inputFields { name type { ...T } defaultValue } enumValues { name } possibleTypes { name } } } }
  fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } }`;

const named = (type) => (type.ofType ? named(type.ofType) : type.name);
const isRequired = ({ type, defaultValue }) => type.kind === 'NON_NULL' && defaultValue === null;
const sdlOf = (type) =>
  type.kind === 'NON_NULL' ? `${sdlOf(type.ofType)}!` : type.kind === 'LIST' ? `[${sdlOf(type.ofType)}]` : type.name;

export function worldOf({ __schema: { queryType, mutationType, types } }, ids, now) {
  return {
    types: new Map(types.map((type) => [type.name, type])),
    roots: { query: queryType.name, mutation: mutationType.name },
    ids,
    now,
  };
}

/** A value, as JSON, that mostly fits an input of this type. */
export function valueFor(random, world, type, depth = 0) {
  if (random.chance(0.04)) return hostileJson(random);
  if (type.kind === 'NON_NULL') return random.chance(0.02) ? null : valueFor(random, world, type.ofType, depth);
  if (type.kind === 'LIST')
    return Array.from({ length: random.one([0, 1, 1, 2, 3, random.chance(0.03) ? 500 : 1]) }, () =>
      valueFor(random, world, type.ofType, depth + 1),
    );
  if (random.chance(0.05)) return null;
  const found = world.types.get(type.name);
  if (found?.kind === 'ENUM') return random.chance(0.1) ? random.one(names) : random.one(found.enumValues).name;
  if (found?.kind === 'INPUT_OBJECT') {
    if (depth > 6) return {};
    const given = found.inputFields.filter((field) => isRequired(field) || random.chance(0.5));
    const object = Object.fromEntries(
      given.map((field) => [field.name, valueFor(random, world, field.type, depth + 1)]),
    );
    return random.chance(0.03) ? { ...object, [random.one(names)]: hostileJson(random) } : object;
  }
  const odd = random.chance(0.25);
  if (type.name === 'Int') return odd ? hostileNumber(random) : random.whole(0, 50);
  if (type.name === 'Float') return odd ? hostileNumber(random) : random.whole(0, 1_000) / 7;
  if (type.name === 'Boolean') return random.chance(0.5);
  if (odd) return hostileText(random);
  if (type.name === 'ID')
    return random.chance(0.8) && world.ids.length > 0 ? random.one(world.ids) : '00000000-0000-4000-8000-000000000001';
  if (type.name === 'Date')
    return new Date(world.now + random.whole(-400, 400) * 86_400_000).toISOString().slice(0, 10);
  if (type.name === 'DateTime') return new Date(world.now + random.whole(-4_000, 4_000) * 600_000).toISOString();
  if (type.name === 'Decimal') return random.one(['0.00', '1', '18000.00', '0.07', '106.47']);
  return random.one([
    'SMP-FULL',
    'THB',
    'Asia/Bangkok',
    'Prasert Jaidee',
    'Room 1',
    'B134',
    'cycle',
    '0812345678',
    'desk@stipple.example',
    'Bleeding',
    'a',
  ]);
}

/** A JSON value as a GraphQL literal, with texts and keys unchanged. */
function literal(value) {
  if (Array.isArray(value)) return `[${value.map(literal).join(' ')}]`;
  if (value !== null && typeof value === 'object')
    return `{${Object.entries(value)
      .map(([key, each]) => `${key}: ${literal(each)}`)
      .join(' ')}}`;
  if (typeof value === 'string' && /^[A-Z][A-Z_]+$/.test(value)) return value;
  return JSON.stringify(value);
}

/** Writes one operation on the schema. */
class Writer {
  constructor(random, world, operation) {
    Object.assign(this, { random, world, operation, variables: {}, definitions: [], fragments: [], count: 0 });
  }

  variable(type, value) {
    const name = this.random.chance(0.02) ? this.random.one(names) : `v${this.count++}`;
    if (!this.random.chance(0.05)) this.variables[name] = value;
    this.definitions.push(
      `$${name}: ${this.random.chance(0.03) ? 'Int' : sdlOf(type)}${this.random.chance(0.04) ? ` = ${literal(value)}` : ''}`,
    );
    return `$${name}`;
  }

  directive() {
    const { random } = this;
    if (!random.chance(0.06)) return '';
    const condition = random.chance(0.4) ? this.conditional() : random.one(['true', 'false', 'null', '"x"']);
    return random.one([
      ` @skip(if: ${condition})`,
      ` @include(if: ${condition})`,
      ` @skip(if: ${condition}) @include(if: true)`,
      ' @deprecated',
      ` @${random.one(names)}`,
      ' @skip',
      ' @defer',
      ' @stream',
    ]);
  }

  conditional() {
    const name = `c${this.count++}`;
    this.definitions.push(`$${name}: Boolean${this.random.one(['', '!', ' = true', ' = false'])}`);
    if (this.random.chance(0.7)) this.variables[name] = this.random.one([true, false, null, 'true', 1]);
    return `$${name}`;
  }

  field(field, depth) {
    const { random } = this;
    const alias = random.chance(0.08)
      ? `${random.chance(0.2) ? random.one(names) : random.one(['a', 'b', 'id', 'name', 'node'])}: `
      : '';
    const given = field.args.filter((arg) => isRequired(arg) || random.chance(0.4));
    const written = given.map((arg) => {
      const value = valueFor(random, this.world, arg.type);
      return `${arg.name}: ${random.chance(0.6) ? this.variable(arg.type, value) : literal(value)}`;
    });
    const type = this.world.types.get(named(field.type));
    const inside = type?.fields || type?.possibleTypes ? ` { ${this.selection(type, depth - 1)} }` : '';
    return `${alias}${field.name}${written.length > 0 ? `(${written.join(', ')})` : ''}${this.directive()}${inside}`;
  }

  selection(type, depth) {
    const { random } = this;
    const fields = type.fields ?? [];
    const leaves = fields.filter(
      (field) =>
        ['SCALAR', 'ENUM'].includes(this.world.types.get(named(field.type))?.kind) && !field.args.some(isRequired),
    );
    if (depth <= 0 || fields.length === 0) return leaves.length > 0 ? random.one(leaves).name : '__typename';
    const chosen = Array.from({ length: random.whole(1, 5) }, () => {
      if (random.chance(0.05)) return random.one(['__typename', 'nothing', random.one(names)]);
      const text = this.field(random.one(random.chance(0.5) && leaves.length > 0 ? leaves : fields), depth);
      if (random.chance(0.05))
        return `... on ${random.chance(0.1) ? random.one(names) : type.name}${this.directive()} { ${text} }`;
      if (!random.chance(0.06)) return text;
      const name = random.chance(0.1) ? random.one(names) : `F${this.count++}`;
      this.fragments.push(`fragment ${name} on ${type.name} { ${text} ${random.chance(0.05) ? `...${name}` : ''} }`);
      return `...${name}${this.directive()}`;
    });
    return chosen.join(' ');
  }

  write() {
    const { random, world, operation } = this;
    const root = world.types.get(world.roots[operation]);
    const depth = random.whole(1, 4);
    const selected = Array.from({ length: random.one([1, 1, 1, 2, 3]) }, () =>
      this.field(random.one(root.fields), depth),
    ).join(' ');
    const name = random.chance(0.4) ? ` ${random.chance(0.05) ? random.one(names) : 'Fuzz'}` : '';
    const definitions = this.definitions.length > 0 ? `${name || ' Q'}(${this.definitions.join(', ')})` : name;
    const query = [
      `${operation}${definitions}${this.directive()} { ${selected} }`,
      ...random.shuffled(this.fragments),
    ].join(' ');
    return {
      query,
      variables: this.variables,
      ...(random.chance(0.1) && { operationName: random.one(['Fuzz', 'Q', ...names]) }),
    };
  }
}

/** A document that could be answered. Half of them are nearly normal, so that they pass the first check. */
export function plausible(random, world) {
  const heat = random.one([0.1, 0.3, 1]);
  const tempered = { ...random, chance: (share) => random.chance(share <= 0.25 ? share * heat : share) };
  return new Writer(tempered, world, random.chance(0.45) ? 'mutation' : 'query').write();
}

const many = (times, part) => Array.from({ length: times }, (_, index) => part(index)).join(' ');

/** A document that is too large on purpose. */
export function bomb(random, world) {
  const kind = random.one(['Query', 'Mutation', 'Query']);
  const levels = random.one([3, 9, 20, 30, 100, 200]);
  const wide = random.one([2, 10, 100, 600]);
  const op = kind.toLowerCase();
  const leaf = random.one([
    'a: __typename b: __typename',
    '__typename',
    'me { id }',
    'signIn(input: { email: "nobody@example.com", password: "x" }) { refusals { code } }',
  ]);
  const name = random.one(names);
  const root = world.types.get(world.roots.query);
  const some = random.one(root.fields).name;
  return random.one([
    () =>
      `${op} { ...F0 } ${many(levels, (n) => `fragment F${n} on ${kind} { ...F${n + 1} ...F${n + 1} }`)} fragment F${levels} on ${kind} { ${leaf} }`,
    () => `${op} { ...F0 } ${many(levels, (n) => `fragment F${n} on ${kind} { ...F${(n + 1) % levels} ${leaf} }`)}`,
    () => `${op} { ${many(wide, () => leaf)} }`,
    () => `${op} { ${many(wide, (n) => `a${n}: __typename`)} }`,
    () => `${op} { ${many(wide, () => '... { ')} ${leaf} ${'}'.repeat(wide)} }`,
    () => `{ ${many(wide, () => 'me { ')} id ${'}'.repeat(wide)} }`,
    () => `{ me ${'@include(if: true) '.repeat(wide)} { id } }`,
    () =>
      `query (${many(Math.min(wide, 30), (n) => `$v${n}: Boolean = true`)}) { me { ${many(
        Math.min(wide, 30),
        (n) => `... @include(if: $v${n}) { id memberships @skip(if: $v${(n + 3) % Math.min(wide, 30)}) { clinicId } }`,
      )} } }`,
    () => `{ __schema { types { ${'fields { type { '.repeat(levels % 12)} name ${'} }'.repeat(levels % 12)} } } }`,
    () =>
      `{ __schema { ${many(Math.min(wide, 30), (n) => `t${n}: types { fields { args { type { name } } type { name fields { name args { name } } } } }`)} } }`,
    () => `{ ${some}(${name}: ${'['.repeat(levels)}1${']'.repeat(levels)}) { id } }`,
    () => `{ ${some}(a: ${'{a: '.repeat(levels)}1${'}'.repeat(levels)}) { id } }`,
    () => `{ ${name}: __typename ${name} ...${name} } fragment ${name} on Query { ${name}: me { ${name}: id } }`,
    () => `{ me { id ${many(wide, () => `${some}(x: "${'y'.repeat(20)}")`)} } }`,
    () => `${many(Math.min(wide, 200), (n) => `query Q${n} { __typename }`)}`,
    () => `${many(Math.min(wide, 200), (n) => `${op} Q${n} { ...F }`)} fragment F on ${kind} { ${leaf} }`,
    () => `#${'x'.repeat(wide * 50)}\n{ __typename }`,
    () => `{ __type(name: """${'\n   x'.repeat(wide)}""") { name } }`,
    () => `{ __type(name: "${'x'.repeat(wide * 50)}") { name } }`,
    () => `{ ${'x'.repeat(wide * 50)} }`,
    () => `{ me { id }`,
    () => `subscription { ${leaf} }`,
    () => `query A { __typename } subscription B { __typename }`,
    () => `fragment F on ${kind} { ${leaf} }`,
    () => `type Query { x: Int } { __typename }`,
    () => `{ __typename ${'\ud83d'} }`,
    () => `query ($${name}: JSON) { me(x: $${name}) { id } }`,
    () => `query ($a: [[[[[Int!]!]!]!]!]! = [[[[[1]]]]]) { __typename @include(if: $a) }`,
    () =>
      random.one([
        '',
        ' ',
        '{}',
        '{ }',
        'query',
        '{ me { } }',
        '!',
        '\u0000',
        '\ufeff{ __typename }',
        '{ me { id } } }',
        '"',
        '"""',
        '...',
        '$',
        '{ a: }',
        '{ _service { sdl } }',
        '{ _entities(representations: []) { __typename } }',
      ]),
  ])();
}

/** The text with something cut out, doubled, or inserted. */
export function torn(random, text) {
  let result = text;
  for (let times = random.whole(1, 4); times > 0; times--) {
    const [from, length] = [random.whole(0, Math.max(0, result.length - 1)), random.whole(1, 12)];
    const piece = random.one([
      result.slice(from, from + length).repeat(2),
      '',
      hostileText(random).slice(0, 200),
      random.one(['{', '}', '(', ')', '$', '@', ':', '...', '"', '\\', '\u0000', '\ud83d', '9', '-', '#', '\n']),
    ]);
    result = result.slice(0, from) + piece + result.slice(from + random.whole(0, length));
  }
  return result;
}
