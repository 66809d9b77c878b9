// Makes every password and key that docker/compose.yml needs, each of them random, into a folder that has none yet.
// Usage: node docker/make-secrets.mjs [FOLDER]      (docker/secrets by default)
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const contexts = ['bookings', 'staff', 'sterilization', 'treatments', 'billing'];

/** File name to content, as compose.yml expects them. A file .env is the whole secret part of one process's environment. */
function makeSecrets() {
  const word = (bytes) => randomBytes(bytes).toString('hex');
  const lines = (settings) => Object.entries(settings).map(([name, value]) => `${name}=${value}\n`).join('');
  const urlOf = (role, password) => `postgres://${role}:${password}@postgres:5432/stipple`;
  const superuser = word(24);
  const passwords = Object.fromEntries(contexts.map((context) => [context, word(24)]));
  // Keys as one line of base64 each, which is what stands between the first and the last line of their PEM.
  const pair = () => generateKeyPairSync('ed25519', { privateKeyEncoding: { type: 'pkcs8', format: 'der' }, publicKeyEncoding: { type: 'spki', format: 'der' } });
  const line = (key) => key.toString('base64');
  const [gateway, tokens] = [pair(), pair()];
  const answers = Object.fromEntries(contexts.map((context) => [context, pair()]));
  const metrics = word(24);
  const serviceLines = (context) =>
    lines({
      DATABASE_URL: urlOf(`stipple_${context}`, passwords[context]),
      STIPPLE_CALLER_KEYS: line(gateway.publicKey),
      STIPPLE_SERVICE_KEY: line(answers[context].privateKey),
      STIPPLE_METRICS_TOKEN: metrics,
      STIPPLE_MASTER_KEY: word(32),
      ...(context === 'staff' ? { STIPPLE_IDENTITY_SECRET: word(32), STIPPLE_TOKEN_PRIVATE_KEY: line(tokens.privateKey) } : {}),
    });
  return {
    'postgres-password': superuser,
    'grafana-password': word(16),
    'migrate.env': lines({ DATABASE_URL: urlOf('postgres', superuser), ...Object.fromEntries(contexts.map((context) => [`STIPPLE_${context.toUpperCase()}_PASSWORD`, passwords[context]])) }),
    'gateway.env': lines({
      STIPPLE_GATEWAY_KEY: line(gateway.privateKey),
      STIPPLE_TOKEN_PUBLIC_KEY: line(tokens.publicKey),
      STIPPLE_METRICS_TOKEN: metrics,
      ...Object.fromEntries(contexts.map((context) => [`SUBGRAPH_${context.toUpperCase()}_KEY`, line(answers[context].publicKey)])),
    }),
    ...Object.fromEntries(contexts.map((context) => [`${context}.env`, serviceLines(context)])),
    'metrics-token': metrics,
  };
}

const folder = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, 'secrets'));
if (existsSync(folder) && readdirSync(folder).length > 0) {
  console.error(`${folder} is not empty: secrets that are in use are never replaced. Name another folder, or move this one away.`);
  process.exit(1);
}
try {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // The folder keeps everybody else on this machine out; within a container its user, whoever that is, can read what is mounted.
  for (const [name, content] of Object.entries(makeSecrets())) writeFileSync(path.join(folder, name), content, { mode: 0o444, flag: 'wx' });
} catch (error) {
  console.error(`The secrets cannot be written to ${folder}: ${error.message}`);
  process.exit(1);
}
console.log(`Made the secrets in ${folder}. Back them up apart from the database: without STIPPLE_MASTER_KEY, personal data cannot be read again.`);
