// Writes docs/asyncapi.json: the messages between contexts as AsyncAPI 3, from libs/contracts and from each context's
// subscriptions. With --check: says whether it is fresh.
import { transformFile } from '@swc/core';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const contracts = path.join(root, 'libs/contracts');
const target = path.join(root, 'docs/asyncapi.json');

/** The present contracts, compiled here because a build may be older. */
async function exportsOfContracts() {
  const cache = path.join(root, 'node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(path.join(cache, 'stipple-asyncapi-'));
  try {
    await writeFile(path.join(folder, 'package.json'), '{"type":"module"}');
    for (const file of (await readdir(path.join(contracts, 'src'))).filter((name) => name.endsWith('.ts'))) {
      const { code } = await transformFile(path.join(contracts, 'src', file), {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'es6' },
        swcrc: false,
      });
      await writeFile(path.join(folder, file.replace(/\.ts$/, '.js')), code);
    }
    return await import(pathToFileURL(path.join(folder, 'index.js')).href);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const parsed = async (file) => ts.createSourceFile(file, await readFile(file, 'utf8'), ts.ScriptTarget.Latest, true);

/** The doc comment of each exported constant, by its name. */
async function sentencesOf(sender) {
  const sentences = new Map();
  for (const statement of (await parsed(path.join(contracts, 'src', `${sender}.ts`))).statements) {
    if (!ts.isVariableStatement(statement)) continue;
    const text = ts
      .getJSDocCommentsAndTags(statement)
      .map((one) => ts.getTextOfJSDocComment(one.comment) ?? '')
      .join(' ')
      .replace(/\s+/g, ' ')
      .trim();
    for (const { name } of statement.declarationList.declarations) sentences.set(name.getText(), text);
  }
  return sentences;
}

/**
 * The messages that a context listens to, each as [sender, constant]: the first argument of every `onMessage(…)` in its
 * subscribes.ts.
 */
async function heardBy(context) {
  const file = path.join(root, 'libs/contexts', context, 'src/subscribes.ts');
  const heard = [];
  if (!existsSync(file)) return heard;
  const look = (node) => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'onMessage') {
      const [contract] = node.arguments;
      if (!contract || !ts.isPropertyAccessExpression(contract))
        throw new Error(
          `${path.relative(root, file)}: what it subscribes to has to be named, as in onMessage(staff.clinicOpened, …): ${node.getText().slice(0, 60)}`,
        );
      heard.push([contract.expression.getText(), contract.name.text]);
    }
    ts.forEachChild(node, look);
  };
  look(await parsed(file));
  return heard;
}

const text = (description, more = {}) => ({ type: 'string', description, ...more });
const cloudEvent = {
  type: 'object',
  description:
    'CloudEvents 1.0 in the binary mode of its Kafka binding, with the extensions partitionkey, correlationid, actor ' +
    'and distributed tracing. All are UTF-8 text.',
  required: [
    'ce_specversion',
    'ce_id',
    'ce_source',
    'ce_type',
    'ce_time',
    'ce_subject',
    'ce_partitionkey',
    'content-type',
  ],
  properties: {
    ce_specversion: { type: 'string', const: '1.0' },
    ce_id: text('The same for every delivery of the same message.', { format: 'uuid' }),
    ce_source: text('The context that sends it.', { pattern: '^/stipple/[a-z]+$' }),
    ce_type: text("The message's name with its version."),
    ce_time: text('When it happened, in UTC.', { format: 'date-time' }),
    ce_subject: text('Id of what it is about; order holds for it.', { minLength: 1, maxLength: 200 }),
    ce_partitionkey: text("The subject again, which is also the record's key.", { minLength: 1, maxLength: 200 }),
    ce_correlationid: text('Shared by everything that one request caused.', { minLength: 1, maxLength: 200 }),
    ce_actor: text('Id of the person whose act it follows from, where there is one.', { minLength: 1, maxLength: 200 }),
    traceparent: text('W3C trace context of what caused it.', {
      pattern: '^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$',
    }),
    'content-type': { type: 'string', const: 'application/json' },
  },
};
const bindingVersion = '0.5.0';
const reference = (...steps) => ({
  $ref: `#/${steps.map((step) => step.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`,
});

async function asyncApi() {
  const messages = {};
  const channels = {};
  const operations = {};
  const types = new Map();
  for (const [sender, module] of Object.entries(await exportsOfContracts())) {
    // The other exports are functions and numbers, such as the largest size of a message.
    const promised =
      typeof module === 'object'
        ? Object.entries(module).filter(([, value]) => typeof value?.type === 'string' && value.schema)
        : [];
    if (promised.length === 0) continue;
    const sentences = await sentencesOf(sender);
    const sent = {};
    for (const [constant, { type, schema }] of promised) {
      const sample = path.join(contracts, 'samples', `${type}.json`);
      if (!existsSync(sample)) throw new Error(`${type} has no sample: write libs/contracts/samples/${type}.json`);
      types.set(`${sender}.${constant}`, { sender, type });
      messages[type] = {
        name: type,
        title: type,
        ...(sentences.get(constant) ? { summary: sentences.get(constant) } : {}),
        contentType: 'application/json',
        correlationId: { location: '$message.header#/ce_correlationid' },
        headers: {
          type: 'object',
          allOf: [
            reference('components', 'schemas', 'CloudEvent'),
            {
              type: 'object',
              properties: {
                ce_type: { type: 'string', const: type },
                ce_source: { type: 'string', const: `/stipple/${sender}` },
              },
            },
          ],
        },
        payload: JSON.parse(JSON.stringify(schema)),
        examples: [{ name: 'sample', payload: JSON.parse(await readFile(sample, 'utf8')) }],
        bindings: {
          kafka: { key: { type: 'string', description: 'The subject.', minLength: 1, maxLength: 200 }, bindingVersion },
        },
      };
      sent[type] = reference('components', 'messages', type);
    }
    channels[sender] = {
      address: `stipple.${sender}`,
      title: `What ${sender} tells`,
      description: `Messages of the context ${sender}, in order for each subject, at least once. Kept for ever.`,
      messages: sent,
      bindings: { kafka: { topic: `stipple.${sender}`, bindingVersion } },
    };
    operations[`${sender}.send`] = {
      action: 'send',
      channel: reference('channels', sender),
      title: `${sender} sends`,
      messages: Object.keys(sent).map((type) => reference('channels', sender, 'messages', type)),
    };
  }
  for (const context of (await readdir(path.join(root, 'libs/contexts'))).sort()) {
    const heard = new Map();
    for (const [sender, constant] of await heardBy(context)) {
      const known = types.get(`${sender}.${constant}`);
      if (!known) throw new Error(`${context} hears ${sender}.${constant}, which libs/contracts does not promise.`);
      heard.set(sender, [...new Set([...(heard.get(sender) ?? []), known.type])]);
    }
    for (const [sender, names] of [...heard].sort()) {
      operations[`${context}.receive.${sender}`] = {
        action: 'receive',
        channel: reference('channels', sender),
        title: `${context} hears ${sender}`,
        messages: names.sort().map((type) => reference('channels', sender, 'messages', type)),
        bindings: { kafka: { groupId: { type: 'string', const: `stipple.${context}` }, bindingVersion } },
      };
    }
  }
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Stipple: what contexts tell each other',
      version: '1.0.0',
      description:
        'Made from libs/contracts by tools/asyncapi/generate.mjs; not written by hand. ' +
        'A message carries ids, never personal data. Its name holds its version: ' +
        'further optional fields may come, anything else is a message of the next version.',
    },
    defaultContentType: 'application/json',
    channels,
    operations,
    components: { messages, schemas: { CloudEvent: cloudEvent } },
  };
}

try {
  const now = `${JSON.stringify(await asyncApi(), undefined, 2)}\n`;
  const before = existsSync(target) ? await readFile(target, 'utf8') : '';
  if (now !== before && process.argv.includes('--check')) {
    console.error('docs/asyncapi.json is not what libs/contracts promises. Run: npm run asyncapi');
    process.exitCode = 1;
  } else if (now !== before) {
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, now);
    console.log('wrote docs/asyncapi.json');
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
