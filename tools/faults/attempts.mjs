// An attacker's attempts. Each answers why it was refused, or rejects; undefined means that it worked. `keyed` attempts
// work for somebody who has the keys.
import net from 'node:net';
import kafkajs from 'kafkajs';
import pg from 'pg';
import { connectionOf, databaseUrl } from '../../libs/local-servers/dist/src/connection.js';

const administrator = { id: 'attacker', admin: true, roles: {} };
const whole = (query, actor = administrator) =>
  JSON.stringify({
    query,
    actor,
    after: { own: [], others: [] },
    left: 5_000,
    correlationId: 'attack',
    address: '127.0.0.1',
  });
const mutation =
  'mutation { openClinic(input: { name: "Attacked", timeZone: "UTC", currency: "EUR", country: "DE" }) { clinic { id } refusals { code } } }';
const questions = {
  staff: '{ me { id } }',
  bookings: '{ __typename }',
  sterilization: '{ __typename }',
  treatments: '{ __typename }',
  billing: '{ __typename }',
};

async function post(url, body, header, more = {}) {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(header ? { 'x-stipple-call': header } : {}), ...more },
    body,
  });
  const text = await answer.text();
  return answer.status === 200 ? undefined : `${answer.status} ${text}`;
}

/** Sends a request to the gateway, with an account's token if given. */
async function ask(gateway, query, variables, token) {
  const answer = await fetch(`${gateway}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables }),
  });
  return answer.json();
}

export async function attempts(attacker) {
  const { gateway, invitation } = attacker;
  const password = 'quite a long password 7';
  await ask(
    gateway,
    'mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { refusals { code } } }',
    { input: { token: invitation, password } },
  );
  const { data } = await ask(
    gateway,
    'mutation ($input: SignInInput!) { signIn(input: $input) { token refusals { code } } }',
    { input: { email: 'admin@example.test', password } },
  );
  const token = data?.signIn?.token;
  if (!token) throw new Error('The administrator could not sign in.');
  // A person uses Stipple, so that there is something to capture.
  await ask(gateway, '{ me { id } }', {}, token);
  await ask(gateway, mutation, {}, token);
  return [...atServices(attacker), ...between(attacker, token), ...atPostgres(attacker), ...atKafka(attacker)];
}

function* atServices({ services, between, key, guessedId, sign }) {
  for (const [context, url] of Object.entries(services)) {
    const body = whole(questions[context]);
    const call = { audience: context, method: 'POST', path: '/graphql', body };
    yield { what: `ask ${context} without a signature`, run: () => post(url, body) };
    yield {
      what: `ask ${context} with a signature of one's own`,
      keyed: true,
      run: () => post(url, body, sign(key, call)),
    };
    yield {
      what: `ask ${context} under the gateway's key id`,
      run: () =>
        post(url, body, [between.kept[0].asked.header.split('.')[0], ...sign(key, call).split('.').slice(1)].join('.')),
    };
    for (const header of [
      '',
      '...',
      `${guessedId}.${Date.now()}.${'A'.repeat(22)}.${'A'.repeat(86)}`,
      `constructor.${Date.now()}.x.y`,
    ])
      yield {
        what: `ask ${context} with "${header.slice(0, 20)}" for a signature`,
        run: () => post(url, body, header),
      };
    yield {
      what: `ask ${context} as the old shared key would have it`,
      run: () => post(url, body, undefined, { 'x-stipple-mac': 'A'.repeat(43) }),
    };
    yield { what: `read the metrics of ${context}`, run: () => readable(`${url}/metrics`) };
    yield {
      what: `read the metrics of ${context} through a proxy's word`,
      run: () => readable(`${url}/metrics`, { 'x-forwarded-for': '127.0.0.1', authorization: 'Bearer ' }),
    };
    for (const page of ['/health/ready', '/health/live'])
      yield {
        what: `learn names from ${page} of ${context}`,
        run: async () =>
          /parts|detail|readers/.test(await (await fetch(`${url}${page}`)).text())
            ? undefined
            : 'it says ok and nothing more',
      };
    for (const page of ['/graphql?query={me{id}}', '/', '/graphql/../metrics', '/%6Detrics'])
      yield { what: `get ${page} of ${context}`, run: () => readable(`${url}${page}`) };
  }
}

async function readable(url, headers = {}) {
  const answer = await fetch(url, { headers });
  return answer.status === 200 ? undefined : `${answer.status} ${await answer.text()}`;
}

function* between({ between, services, gateway }, token) {
  const captured = () =>
    between.kept.filter(({ asked, answered }) => asked.path === '/graphql' && answered.status === 200);
  const written = () => captured().find(({ asked }) => asked.body.includes('openClinic')) ?? captured()[0];
  yield {
    what: 'repeat a captured command to the service that heard it',
    run: () => post(services.staff, written().asked.body, written().asked.header),
  };
  for (const context of Object.keys(services).filter((name) => name !== 'staff'))
    yield {
      what: `repeat a captured command to ${context}`,
      run: () => post(services[context], written().asked.body, written().asked.header),
    };
  const caught = async (change) => {
    // Caught on its way, before any service has received it.
    let outcome;
    between.forging(() => ({ status: 502, body: '', headers: {} }));
    await ask(gateway, '{ me { id } }', {}, token);
    const { asked } = between.kept.at(-1);
    between.forging();
    for (const [body, header] of change(asked)) outcome = await post(services.staff, body, header);
    return outcome;
  };
  yield {
    what: 'put another actor into a captured call',
    run: () =>
      caught(({ body, header }) => [
        [body.replace(/"admin":false/, '"admin":true'), header],
        [`${body} `, header],
      ]),
  };
  yield {
    what: 'give a captured call another time',
    run: () => caught(({ body, header }) => [[body, header.split('.').with(1, String(Date.now())).join('.')]]),
  };
  yield {
    what: 'give a captured call another nonce',
    run: () => caught(({ body, header }) => [[body, header.split('.').with(2, 'B'.repeat(22)).join('.')]]),
  };
  const forgery = JSON.stringify({ data: { me: { id: 'attacker', roles: ['ADMIN'], memberships: [] } } });
  const told = async (forge) => {
    between.forging(forge);
    try {
      const { data, errors } = await ask(gateway, '{ me { id } }', {}, token);
      return data?.me?.id === 'attacker' || !errors ? undefined : errors[0].message;
    } finally {
      between.forging();
    }
  };
  const unsigned = { status: 200, body: forgery, headers: { 'content-type': 'application/json' } };
  yield { what: 'answer for the staff service', run: () => told(() => unsigned) };
  yield {
    what: 'answer for the staff service under its signature of another answer',
    run: () => told((_asked, answered) => ({ ...answered, body: forgery })),
  };
  yield {
    what: 'answer for the staff service with what it answered before',
    run: () => told(() => captured()[0].answered),
  };
  yield {
    what: 'add to what the staff service says it has written',
    run: () =>
      told((_asked, answered) => ({
        ...answered,
        body: answered.body.replace(
          /\}$/,
          ',"extensions":{"seen":{"context":"staff","position":"9:9","messages":[]}}}',
        ),
      })),
  };
  yield {
    what: 'turn a refusal of the staff service into a success',
    run: () => told((_asked, answered) => ({ ...answered, status: 201 })),
  };
  yield {
    what: 'repeat a captured command half a minute later',
    run: async () => {
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, written().asked.at + 31_000 - Date.now())));
      return post(services.staff, written().asked.body, written().asked.header);
    },
  };
}

function* atPostgres({ adminUrl, ca, urlOf }) {
  const connect = async (url, statement = 'select 1') => {
    const client = new pg.Client({ ...connectionOf(url), connectionTimeoutMillis: 5_000, query_timeout: 5_000 });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query(statement);
      return undefined;
    } finally {
      await client.end();
    }
  };
  const secured = (url) => databaseUrl({ DATABASE_URL: url, DATABASE_CA_FILE: ca });
  const stipple = (url) => url.replace(/\/[^/]*$/, '/stipple');
  const without = (url) => url.replace(/:[^:@/]+@/, '@');
  yield { what: 'reach PostgreSQL in the clear', run: () => connect(adminUrl) };
  yield { what: 'reach PostgreSQL as its superuser', keyed: true, run: () => connect(secured(adminUrl)) };
  yield { what: 'reach PostgreSQL without a password', run: () => connect(secured(without(adminUrl))) };
  yield {
    what: 'reach PostgreSQL as a service without a password',
    run: () => connect(secured(without(urlOf('staff')))),
  };
  yield { what: 'reach PostgreSQL as a service in the clear', run: () => connect(urlOf('staff')) };
  // From here on with a service's own knowledge, as after a break-in there.
  for (const statement of [
    'select * from bookings.events',
    'select * from billing_views.invoices',
    'insert into bookings.events select from bookings.events',
    'create table public.attack (x int)',
    'create schema attack',
    'set role stipple_bookings',
    'delete from staff.events',
    "update staff.events set type = ''",
    "select pg_read_file('/etc/passwd')",
    "copy (select 1) to program 'true'",
    'create role attacker superuser',
  ])
    yield {
      what: `have PostgreSQL do "${statement}" as the staff service`,
      run: () => connect(secured(stipple(urlOf('staff'))), statement),
    };
}

function* atKafka({ brokers, controller, authority, users, passwordOf }) {
  const client = (more) =>
    new kafkajs.Kafka({
      brokers: [brokers],
      clientId: 'attacker',
      logLevel: kafkajs.logLevel.NOTHING,
      connectionTimeout: 2_000,
      authenticationTimeout: 3_000,
      requestTimeout: 4_000,
      retry: { retries: 0 },
      ...more,
    });
  const tls = { ssl: { ca: authority } };
  const as = (username, password) => ({ ...tls, sasl: { mechanism: 'plain', username, password } });
  const limited = (work) =>
    Promise.race([
      work,
      new Promise((_resolve, reject) =>
        setTimeout(reject, 8_000, new Error('it breaks off, or does not answer')).unref(),
      ),
    ]);
  const describing = (more) => async () => {
    const admin = client(more).admin();
    try {
      await limited(admin.connect().then(() => admin.fetchTopicMetadata()));
    } finally {
      void admin.disconnect().catch((error) => error);
    }
    return undefined;
  };
  const writing = (topic, more) => async () => {
    const producer = client(more).producer({ allowAutoTopicCreation: false });
    try {
      await limited(producer.connect().then(() => producer.send({ topic, messages: [{ key: 'a', value: '{}' }] })));
    } finally {
      void producer.disconnect().catch((error) => error);
    }
    return undefined;
  };
  const administering = (work) => async () => {
    const admin = client(as('stipple-billing', users['stipple-billing'])).admin();
    try {
      await limited(admin.connect().then(() => work(admin)));
    } finally {
      void admin.disconnect().catch((error) => error);
    }
    return undefined;
  };
  yield { what: 'reach Kafka in the clear', run: describing({}) };
  yield { what: 'reach Kafka by TLS, as nobody', run: describing(tls) };
  yield { what: 'reach Kafka as its superuser', keyed: true, run: describing(as('stipple', passwordOf('stipple'))) };
  yield {
    what: 'reach Kafka as the staff service',
    keyed: true,
    run: describing(as('stipple-staff', passwordOf('stipple-staff'))),
  };
  yield { what: "ask Kafka's controller about its cluster, as nobody", run: () => askController(controller) };
  yield { what: 'write on the topic of staff, as nobody', run: writing('stipple.staff', tls) };
  // From here on with what the billing service knows.
  const billing = as('stipple-billing', users['stipple-billing']);
  for (const topic of [
    'stipple.staff',
    'stipple.bookings',
    'stipple.staff.dead-letters',
    'stipple.attack',
    '__consumer_offsets',
  ])
    yield { what: `write on ${topic} as the billing service`, run: writing(topic, billing) };
  yield {
    what: 'make a topic as the billing service',
    run: administering((admin) => admin.createTopics({ topics: [{ topic: 'stipple.attack' }] })),
  };
  yield {
    what: 'delete the topic of staff as the billing service',
    run: administering((admin) => admin.deleteTopics({ topics: ['stipple.staff'] })),
  };
  yield {
    what: 'grant itself everything as the billing service',
    run: administering((admin) =>
      admin.createAcls({
        acl: [
          {
            resourceType: 2,
            resourceName: '*',
            resourcePatternType: 3,
            principal: 'User:stipple-billing',
            host: '*',
            operation: 2,
            permissionType: 3,
          },
        ],
      }),
    ),
  };
  yield {
    what: 'have the topic of staff keep nothing as the billing service',
    run: administering((admin) =>
      admin.alterConfigs({
        validateOnly: false,
        resources: [{ type: 2, name: 'stipple.staff', configEntries: [{ name: 'retention.ms', value: '1' }] }],
      }),
    ),
  };
  yield {
    what: 'set back the place of bookings as the billing service',
    run: administering((admin) =>
      admin.setOffsets({
        groupId: 'stipple.bookings',
        topic: 'stipple.staff',
        partitions: [{ partition: 0, offset: '0' }],
      }),
    ),
  };
}

/** Sends DescribeCluster, version 0: a controller that lets anybody in answers it. */
export function askController(address) {
  const request = Buffer.from([0, 60, 0, 0, 0, 0, 0, 7, 0xff, 0xff, 0, 0, 0]);
  const size = Buffer.alloc(4);
  size.writeInt32BE(request.length);
  return new Promise((resolve) => {
    const socket = net.connect(Number(address.split(':')[1]), address.split(':')[0], () =>
      socket.write(Buffer.concat([size, request])),
    );
    socket.setTimeout(8_000, () => (socket.destroy(), resolve('it does not answer')));
    socket.once('data', () => (socket.destroy(), resolve(undefined)));
    socket.once('close', () => resolve('it breaks off'));
    socket.once('error', (error) => resolve(error.message));
  });
}
