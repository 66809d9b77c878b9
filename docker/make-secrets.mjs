// Makes every password, key and certificate of docker/compose.yml in an empty folder, each of them different. Usage:
// node docker/make-secrets.mjs [FOLDER] (docker/secrets by default) node docker/make-secrets.mjs --certificates
// [FOLDER] the servers' certificates anew, by the same authority Certificates are made by openssl. Those of servers are
// good for 825 days, the authority's for ten years.
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const contexts = ['bookings', 'staff', 'sterilization', 'treatments', 'billing'];

const word = (bytes) => randomBytes(bytes).toString('hex');
const lines = (settings) =>
  Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');

/** Runs openssl in a temporary folder with `files`, and answers the file `made`. */
function openssl(files, commands, made) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'stipple-secrets-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text, { mode: 0o600 });
    for (const command of commands) execFileSync('openssl', command, { cwd: folder, stdio: 'pipe', timeout: 60_000 });
    return made.map((name) => readFileSync(path.join(folder, name), 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const newKey = (file) => ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', file];

function makeAuthority() {
  const config =
    '[req]\ndistinguished_name=name\nx509_extensions=authority\n[name]\n[authority]\n' +
    'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n';
  const [certificate, key] = openssl(
    { config },
    [
      [
        'req',
        '-x509',
        '-config',
        'config',
        ...newKey('key'),
        '-out',
        'certificate',
        '-days',
        '3650',
        '-subj',
        '/CN=Stipple installation',
      ],
    ],
    ['certificate', 'key'],
  );
  return { certificate, key };
}

/** A server's certificate and key, for its name in compose.yml and for this machine. */
function certify(authority, name) {
  const config = '[req]\ndistinguished_name=name\n[name]\n';
  const extensions = `subjectAltName=DNS:${name},DNS:localhost,IP:127.0.0.1\nbasicConstraints=critical,CA:FALSE\nextendedKeyUsage=serverAuth,clientAuth\n`;
  const [certificate, key] = openssl(
    { config, extensions, 'ca.pem': authority.certificate, 'ca.key': authority.key },
    [
      ['req', '-new', '-config', 'config', ...newKey('key'), '-out', 'request', '-subj', `/CN=${name}`],
      [
        'x509',
        '-req',
        '-in',
        'request',
        '-CA',
        'ca.pem',
        '-CAkey',
        'ca.key',
        '-CAcreateserial',
        '-days',
        '825',
        '-extfile',
        'extensions',
        '-out',
        'certificate',
      ],
    ],
    ['certificate', 'key'],
  );
  return { certificate, key };
}

function certificates(authority) {
  const [postgres, kafka] = [certify(authority, 'postgres'), certify(authority, 'kafka')];
  return {
    'postgres.crt': postgres.certificate,
    'postgres.key': postgres.key,
    'kafka-keystore.pem': kafka.key + kafka.certificate,
  };
}

/**
 * The broker's whole configuration, with its users. Nobody else is let in, neither to the broker nor to the controller.
 */
function kafkaProperties(users) {
  const login = (known) =>
    'org.apache.kafka.common.security.plain.PlainLoginModule required ' +
    `username="stipple" password="${users.stipple}" ` +
    `${known.map((user) => `user_${user}="${users[user]}"`).join(' ')};`;
  return lines({
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': '1@kafka:9093',
    listeners: 'CLIENTS://:9092,CONTROLLER://:9093',
    'advertised.listeners': 'CLIENTS://kafka:9092',
    'inter.broker.listener.name': 'CLIENTS',
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'CONTROLLER:SASL_SSL,CLIENTS:SASL_SSL',
    'sasl.enabled.mechanisms': 'PLAIN',
    'sasl.mechanism.inter.broker.protocol': 'PLAIN',
    'sasl.mechanism.controller.protocol': 'PLAIN',
    'listener.name.clients.plain.sasl.jaas.config': login(Object.keys(users)),
    'listener.name.controller.plain.sasl.jaas.config': login(['stipple']),
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.location': '/run/secrets/kafka_keystore',
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.location': '/run/secrets/authority',
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'allow.everyone.if.no.acl.found': 'false',
    'super.users': 'User:stipple',
    'log.dirs': '/var/lib/kafka/data',
    'auto.create.topics.enable': 'false',
    'offsets.topic.replication.factor': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
  });
}

/**
 * File name to content, as compose.yml expects them. A file .env is the whole secret part of one process's environment.
 */
function makeSecrets() {
  const urlOf = (role, password) => `postgres://${role}:${password}@postgres:5432/stipple`;
  const superuser = word(24);
  const passwords = Object.fromEntries(contexts.map((context) => [context, word(24)]));
  const kafkaUsers = Object.fromEntries(
    ['stipple', ...contexts.map((context) => `stipple-${context}`)].map((user) => [user, word(24)]),
  );
  const kafkaLogin = (user) => ({
    KAFKA_SASL_MECHANISM: 'plain',
    KAFKA_SASL_USERNAME: user,
    KAFKA_SASL_PASSWORD: kafkaUsers[user],
  });
  // Each key is one line of base64: the text between the first and the last line of its PEM.
  const pair = () =>
    generateKeyPairSync('ed25519', {
      privateKeyEncoding: { type: 'pkcs8', format: 'der' },
      publicKeyEncoding: { type: 'spki', format: 'der' },
    });
  const line = (key) => key.toString('base64');
  const [gateway, tokens] = [pair(), pair()];
  const answers = Object.fromEntries(contexts.map((context) => [context, pair()]));
  const metrics = word(24);
  const authority = makeAuthority();
  const serviceLines = (context) =>
    lines({
      DATABASE_URL: urlOf(`stipple_${context}`, passwords[context]),
      ...kafkaLogin(`stipple-${context}`),
      STIPPLE_CALLER_KEYS: line(gateway.publicKey),
      STIPPLE_SERVICE_KEY: line(answers[context].privateKey),
      STIPPLE_METRICS_TOKEN: metrics,
      STIPPLE_MASTER_KEY: word(32),
      ...(context === 'staff'
        ? { STIPPLE_IDENTITY_SECRET: word(32), STIPPLE_TOKEN_PRIVATE_KEY: line(tokens.privateKey) }
        : {}),
    });
  return {
    'postgres-password': superuser,
    'grafana-password': word(16),
    'metrics-token': metrics,
    'migrate.env': lines({
      DATABASE_URL: urlOf('postgres', superuser),
      ...Object.fromEntries(
        contexts.map((context) => [`STIPPLE_${context.toUpperCase()}_PASSWORD`, passwords[context]]),
      ),
    }),
    'topics.env': lines(kafkaLogin('stipple')),
    'gateway.env': lines({
      STIPPLE_GATEWAY_KEY: line(gateway.privateKey),
      STIPPLE_TOKEN_PUBLIC_KEY: line(tokens.publicKey),
      STIPPLE_METRICS_TOKEN: metrics,
      ...Object.fromEntries(
        contexts.map((context) => [`SUBGRAPH_${context.toUpperCase()}_KEY`, line(answers[context].publicKey)]),
      ),
    }),
    ...Object.fromEntries(contexts.map((context) => [`${context}.env`, serviceLines(context)])),
    'kafka.properties': kafkaProperties(kafkaUsers),
    'authority.pem': authority.certificate,
    'authority.key': authority.key,
    ...certificates(authority),
  };
}

const renews = process.argv[2] === '--certificates';
const folder = path.resolve(process.argv[renews ? 3 : 2] ?? path.join(import.meta.dirname, 'secrets'));
if (!renews && existsSync(folder) && readdirSync(folder).length > 0) {
  console.error(
    `${folder} is not empty: secrets that are in use are never replaced. Name another folder, or move this one away.`,
  );
  process.exit(1);
}
try {
  const read = (name) => readFileSync(path.join(folder, name), 'utf8');
  const made = renews
    ? certificates({ certificate: read('authority.pem'), key: read('authority.key') })
    : makeSecrets();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  for (const [name, content] of Object.entries(made)) {
    if (renews) rmSync(path.join(folder, name), { force: true });
    // The folder keeps other users of this machine out. In a container any user can read the mounted files.
    writeFileSync(path.join(folder, name), content, { mode: name === 'authority.key' ? 0o400 : 0o444, flag: 'wx' });
  }
} catch (error) {
  const why =
    error.code === 'ENOENT' && error.path === 'openssl'
      ? 'there is no openssl on this machine'
      : error.stderr?.toString().trim() || error.message;
  console.error(`The secrets cannot be written to ${folder}: ${why}`);
  process.exit(1);
}
console.log(
  renews
    ? `Made the servers' certificates in ${folder} anew. Restart postgres and kafka.`
    : `Made the secrets in ${folder}. Back them up apart from the database: without STIPPLE_MASTER_KEY, ` +
        'personal data cannot be read again. Move authority.key to a place that nobody else can reach.',
);
