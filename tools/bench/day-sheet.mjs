// The day sheet over HTTP: through the gateway, which plans it over five subgraphs, beside the same resolvers in one
// schema without federation, behind Apollo Server alone. Same process, same database, same bookings.
import { createPublicKey, randomBytes } from 'node:crypto';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { isObjectType, lexicographicSortSchema, buildSchema } from 'graphql';
import { actAs } from '../../libs/event-store/dist/src/index.js';
import { Request, verifyToken, publicKeysOf } from '../../libs/service/dist/src/index.js';
import { startClinic } from '../../apps/clinic/dist/src/clinic.js';
import { GraphClient, operations, Person } from '../../libs/demo/dist/src/index.js';
import { beside, rate } from './measure.mjs';

/**
 * Joins all contexts' types in one schema. The context that owns a field resolves it, from a reference if the parent
 * came from another context.
 */
function fuse(contexts) {
  const fields = new Map();
  for (const { schema } of contexts) {
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isObjectType(type) || type.name.startsWith('_')) continue;
      for (const field of Object.values(type.getFields())) {
        const key = `${type.name}.${field.name}`;
        const owner = { context: contexts.find((one) => one.schema === schema), type, field };
        if (!fields.has(key) || (field.name !== 'id' && type.extensions.apollo?.subgraph?.resolveReference))
          fields.set(key, owner);
      }
    }
  }
  const scalars = ['DateTime', 'Date', 'Decimal', 'JSON'];
  const needs = {
    Query: ['daySheet'],
    Booking: [
      'id',
      'status',
      'start',
      'end',
      'procedure',
      'client',
      'staffMember',
      'room',
      'treatment',
      'invoice',
      'attention',
    ],
  };
  const kept = [];
  const enums = new Map();
  const queue = ['Query'];
  const seen = new Set(queue);
  while (queue.length > 0) {
    const name = queue.shift();
    const lines = [];
    for (const [key, { field }] of fields) {
      if (!key.startsWith(`${name}.`) || (needs[name] && !needs[name].includes(field.name))) continue;
      const target = String(field.type).replace(/[![\]]/g, '');
      const leaf =
        field.args.length === 0 && !isObjectType(contexts.map(({ schema }) => schema.getType(target)).find(Boolean));
      if (!leaf && !needs[name]?.includes(field.name) && !['hygiene', 'privileges', 'balance'].includes(field.name))
        continue;
      const args = field.args.length === 0 ? '' : `(${field.args.map((arg) => `${arg.name}: ${arg.type}`).join(', ')})`;
      lines.push(`${field.name}${args}: ${String(field.type).replace(/!$/, '')}`);
      const found = contexts.map(({ schema }) => schema.getType(target)).find(Boolean);
      if (isObjectType(found) && !seen.has(target)) (queue.push(target), seen.add(target));
      if (found?.getValues)
        enums.set(
          target,
          found.getValues().map((value) => value.name),
        );
    }
    kept.push(`type ${name} { ${lines.join(' ')} }`);
  }
  const schema = lexicographicSortSchema(
    buildSchema(
      [
        ...scalars.map((name) => `scalar ${name}`),
        ...[...enums].map(([name, values]) => `enum ${name} { ${values.join(' ')} }`),
        ...kept,
      ].join('\n'),
      { assumeValid: true },
    ),
  );
  const references = new WeakMap();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const { context, type: owned, field: original } = fields.get(`${type.name}.${field.name}`);
      const resolve = original.resolve ?? ((parent) => parent[field.name]);
      field.resolve = async (parent, args, { requests }, info) => {
        const request = requests.get(context);
        const resolveReference = owned.extensions.apollo?.subgraph?.resolveReference;
        const act = (work) =>
          actAs({ actor: request.actor, now: new Date().toISOString(), correlationId: 'bench' }, work);
        if (type.name === 'Query' || !resolveReference || (parent && field.name in parent))
          return original.resolve ? act(() => resolve(parent ?? {}, args, request, info)) : resolve(parent);
        const byContext = references.get(parent) ?? new Map();
        references.set(parent, byContext);
        if (!byContext.has(context))
          byContext.set(
            context,
            act(() => Promise.resolve(resolveReference({ __typename: type.name, id: parent.id }, request, info))),
          );
        const own = await byContext.get(context);
        return own === null ? null : act(() => resolve(own, args, request, info));
      };
    }
  }
  return schema;
}

export async function benchDaySheet({ adminUrl, home, report, say }) {
  const quiet = {
    info: () => {},
    warn: () => {},
    error: (fields, message) => say(`${message} ${JSON.stringify(fields)}`),
  };
  const clinic = await startClinic({
    home,
    host: '127.0.0.1',
    port: 0,
    log: quiet,
    say: () => {},
    firstAdministrator: 'admin@example.test',
    databaseUrl: adminUrl,
    rates: false,
  });
  try {
    const { token, clinicId } = await bookings(clinic, randomBytes(12).toString('base64url'), 20);
    const { result, rows } = await compare({
      contexts: clinic.contexts,
      gatewayUrl: clinic.url,
      token,
      tokenKey: createPublicKey((await home.keyPair('tokens')).publicKey),
      variables: { clinicId, date: tomorrow() },
    });
    report({
      name: `day sheet of ${rows} bookings through the gateway / one fused schema without federation`,
      unit: 'requests',
      ...result,
    });
  } finally {
    await clinic.stop();
  }
}

async function compare({ contexts, gatewayUrl, token, tokenKey, variables, seconds = 4 }) {
  const schema = fuse(contexts);
  const server = new ApolloServer({ schema, csrfPrevention: true, includeStacktraceInErrorResponses: false });
  const { url } = await startStandaloneServer(server, {
    listen: { host: '127.0.0.1', port: 0 },
    context: async ({ req }) => {
      const { id } = await verifyToken(
        publicKeysOf(tokenKey),
        (req.headers.authorization ?? '').replace('Bearer ', ''),
      );
      const actor = { id, admin: false, roles: { [variables.clinicId]: ['MANAGER'] } };
      return { requests: new Map(contexts.map((context) => [context, new Request(actor, '127.0.0.1')])) };
    },
  });
  const body = JSON.stringify({ query: operations.daySheet, variables });
  const ask = (target) => async () => {
    const response = await fetch(target, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body,
    });
    return response.text();
  };
  const [through, fused] = [JSON.parse(await ask(`${gatewayUrl}/graphql`)()), JSON.parse(await ask(url)())];
  const written = (answer) => JSON.stringify(answer.data);
  if (written(through) !== written(fused))
    throw new Error(
      `The two do not answer alike.\n${written(through).slice(0, 600)}\n${JSON.stringify(fused).slice(0, 600)}`,
    );
  const run = (target) => (warming) => rate(10, warming ? 1 : seconds, ask(target));
  try {
    return { rows: through.data.daySheet.length, result: await beside(3, run(`${gatewayUrl}/graphql`), run(url)) };
  } finally {
    await server.stop();
  }
}

function tomorrow() {
  return new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
}

/** Makes a clinic with `count` bookings tomorrow. Answers a person who may ask for its day sheet. */
async function bookings({ url, notices }, password, count) {
  const nobody = new Person(new GraphClient(url));
  await nobody.does('acceptInvitation', { token: notices.find((notice) => notice.invitation).invitation, password });
  const admin = new Person(await nobody.client.signIn('admin@example.test', password));
  const { clinic } = await admin.does('openClinic', { name: 'Bench', timeZone: 'UTC', currency: 'THB', country: 'TH' });
  const { invitation, staffMember } = await admin.does('hireStaff', {
    clinicId: clinic.id,
    name: 'Manager',
    email: 'manager@example.test',
    roles: ['MANAGER'],
  });
  await nobody.does('acceptInvitation', { token: invitation, password });
  const signedIn = await nobody.client.signIn('manager@example.test', password);
  const manager = new Person(signedIn);
  await manager.does('defineProcedure', {
    clinicId: clinic.id,
    code: 'CUT',
    name: 'Cut',
    kind: 'FOLLOW_UP',
    durationMinutes: 30,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    healingDays: 0,
    requiresPrivilege: false,
    requiresConsultation: false,
    requiresPatchTest: false,
    requiresConsent: false,
  });
  const start = `${tomorrow()}T00:00:00.000Z`;
  const at = (minutes) => new Date(Date.parse(start) + minutes * 60_000).toISOString();
  await manager.does('publishShift', { staffMemberId: staffMember.id, clinicId: clinic.id, start, end: at(24 * 60) });
  for (let n = 0; n < count; n += 1) {
    const { room } = await manager.does('addRoom', { clinicId: clinic.id, name: `Room ${n}` });
    const { client } = await manager.does('registerClient', {
      clinicId: clinic.id,
      name: `Client ${n}`,
      phone: '+66812345678',
      email: `c${n}@example.test`,
      dateOfBirth: '1990-01-01',
    });
    await manager.does('book', {
      clinicId: clinic.id,
      clientId: client.id,
      procedureCode: 'CUT',
      staffMemberId: staffMember.id,
      roomId: room.id,
      start: at(30 * n),
      mode: 'IN_PERSON',
    });
  }
  return { token: signedIn.token, clinicId: clinic.id };
}
