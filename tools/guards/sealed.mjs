// Stored data about a person cannot be changed later. So every free text, and every field of an event about a client,
// is sealed under the person's key (`personal` of its decider), or sealed.json lists it with the reason why it may be
// in the log unsealed. The same holds for messages, in which nothing is sealed. Usage: node tools/guards/sealed.mjs
// [FOLDER]
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { storedTypes } from '../events/stored-types.mjs';

/** Names of texts that hold no sentences: the API accepts only ids, moments, days, codes and amounts there. */
const forms = [
  /^id$|^\w*Ids?$/,
  /^by$|^\w+By$/,
  /^(at|start|end|from|until|now)$|^\w+At$/,
  /^\w+On$/,
  /^(code|procedureCode|barcode)$/,
  /^(timeZone|currency|country)$/,
  /^(amount|taxRate)$/,
];

/** Names of facts about somebody's body and life, in any event. */
const health = new RegExp(
  '^(outcomes?|findings?|contraindications?|reactions?|hairLoss|zones?|allerg\\w+|diagnos\\w+|symptoms?|' +
    'medication\\w*|skinType|gender|sex|age|dateOfBirth|phone|email)$',
);

/**
 * The fields that may be unsealed: `context/stream/EventType/field` or `message/<type>/field`, with `*` for any
 * characters but `/`.
 */
const listOf = (root) => {
  const file = path.join(root, 'tools/guards/sealed.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
};

const ranks = ['null', 'boolean', 'number', 'word', 'text'];
function kindOf({ type, enum: choices, const: value }) {
  if (choices || typeof value === 'string') return 'word';
  if (value !== undefined) return value === null ? 'null' : typeof value;
  return type === 'string' || type === undefined ? 'text' : type === 'integer' ? 'number' : type;
}

/** Every place for a value in a schema, with its freest kind: `text` before `word` (one of a few) before a number. */
function placesOf(schema, at = '', found = new Map()) {
  const within = (name) => (at === '' ? name : `${at}.${name}`);
  if (schema.anyOf) for (const one of schema.anyOf) placesOf(one, at, found);
  else if (schema.type === 'array') placesOf(schema.items ?? {}, `${at}[]`, found);
  else if (schema.type === 'object' && !schema.properties)
    placesOf(typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {}, `${at}{}`, found);
  else if (schema.type === 'object')
    for (const [name, own] of Object.entries(schema.properties)) placesOf(own, within(name), found);
  else if (ranks.indexOf(kindOf(schema)) > ranks.indexOf(found.get(at) ?? 'null')) found.set(at, kindOf(schema));
  return found;
}

const nameOf = (place) =>
  place
    .replace(/[[\]{}]+/g, '')
    .split('.')
    .at(-1);
const namesIn = (place) => place.replace(/[[\]{}]+/g, '').split('.');
const isAboutClient = (places) => [...places.keys()].some((place) => nameOf(place) === 'clientId');

/**
 * Whether a place has to be sealed or listed: a free text, a fact about health, or anything about a client but an id,
 * moment or code.
 */
function asksForJudgement(place, kind, aboutClient) {
  if (namesIn(place).some((name) => health.test(name))) return true;
  if (kind === 'text') return !forms.some((form) => form.test(nameOf(place)));
  return aboutClient && nameOf(place) !== 'policyVersion';
}

/** A line for several fields, such as `requires*`, covers no free text. Free texts are listed one by one. */
const covers = ({ pattern, matches }, { name, kind }) =>
  matches.test(name) && (kind !== 'text' || pattern.split('/').at(-1) === name.split('/').at(-1));

const matcher = (pattern) =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('[^/]*')}$`,
  );

/**
 * `{ places, open, idle, problems }`: the number of judged places, the places neither sealed nor listed, and the lines
 * of the list without a place.
 */
export function judgeSealing(root) {
  const { clear = {}, waiting = {} } = listOf(root);
  const lines = [...Object.entries(clear), ...Object.entries(waiting)].map(([pattern, reason]) => ({
    pattern,
    reason,
    matches: matcher(pattern),
    used: false,
  }));
  const problems = lines
    .filter(({ reason }) => typeof reason !== 'string' || reason.trim().length < 10)
    .map(({ pattern }) => `${pattern} is listed without a reason`);
  const asked = [];
  for (const { context, deciders, problems: unread } of storedTypes(root)) {
    problems.push(...unread);
    for (const { stream, events } of deciders) {
      const known = events.map((event) => ({ ...event, places: placesOf(event.schema) }));
      const aboutClient = known.some(({ places }) => isAboutClient(places));
      for (const { type, personal, places } of known)
        for (const [place, kind] of places)
          if (asksForJudgement(place, kind, aboutClient))
            asked.push({
              name: `${context}/${stream}/${type}/${place}`,
              kind,
              sealed: personal.includes(namesIn(place)[0]),
            });
    }
  }
  const promised = path.join(root, 'libs/contracts/promised');
  for (const file of existsSync(promised) ? readdirSync(promised).sort() : []) {
    const places = placesOf(JSON.parse(readFileSync(path.join(promised, file), 'utf8')));
    for (const [place, kind] of places)
      if (asksForJudgement(place, kind, isAboutClient(places)))
        asked.push({ name: `message/${file.replace(/\.json$/, '')}/${place}`, kind, sealed: false });
  }
  const open = asked
    .filter(({ sealed }) => !sealed)
    .filter((one) => {
      const listed = lines.filter((line) => covers(line, one));
      for (const line of listed) line.used = true;
      return listed.length === 0;
    })
    .map(({ name }) => name);
  return {
    places: asked.length,
    sealed: asked.filter((one) => one.sealed).length,
    open,
    idle: lines.filter(({ used }) => !used).map(({ pattern }) => pattern),
    waiting: Object.keys(waiting).length,
    problems,
  };
}

if (process.argv[1] === import.meta.filename) {
  const { places, sealed, open, idle, waiting, problems } = judgeSealing(path.resolve(process.argv[2] ?? '.'));
  for (const name of open)
    console.log(
      `  in-the-clear: ${name} is neither sealed nor listed: seal it under the person's key, ` +
        'or say in tools/guards/sealed.json why everybody may read it for ever',
    );
  for (const pattern of idle)
    console.log(
      `  idle-line: ${pattern} stands for nothing that lies in the clear: take it out of tools/guards/sealed.json`,
    );
  for (const why of problems) console.log(`  unjudged: ${why}`);
  const wrong = open.length + idle.length + problems.length;
  console.log(
    wrong === 0
      ? `${sealed} of ${places} texts and facts are sealed, the others are listed with a reason; ${waiting} are waiting to be sealed`
      : `\n${wrong} places are not as they are listed`,
  );
  process.exitCode = wrong === 0 ? 0 : 1;
}
