import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { repository } from './workspace.fixture.js';

interface Service {
  build?: { dockerfile: string; target: string };
  image: string;
  profiles: string[];
  read_only: boolean;
  cap_drop: string[];
  security_opt: string[];
  privileged?: boolean;
  environment?: Record<string, string | number>;
  secrets?: (string | { source: string; target: string })[];
  networks: string[];
  ports?: string[];
  healthcheck?: object;
  depends_on?: Record<string, { condition: string }>;
}

const read = (file: string) => readFileSync(path.join(repository, file), 'utf8');
const text = read('docker/compose.yml');
const { services, secrets } = parse(text, { merge: true }) as {
  services: Record<string, Service>;
  secrets: Record<string, { file: string }>;
};
const dockerfile = read('docker/Dockerfile');
const targets = [...dockerfile.matchAll(/^FROM runtime AS (\w+)$/gm)].map(([, name]) => name);
const entries = Object.entries(services).map(([name, service]) => ({ name, service }));

describe('the images', () => {
  // The processes of the split shape. The clinic in one process is for a machine without containers.
  const processes = readdirSync(path.join(repository, 'apps')).filter(
    (name) =>
      !['clinic', 'cli', 'e2e'].includes(name) && existsSync(path.join(repository, 'apps', name, 'package.json')),
  );

  it('are one for each process, and the command line', () =>
    expect([...targets].sort()).toEqual([...processes, 'cli'].sort()));

  it.each(targets)('start the %s that they are named for, and hold no other process', (name) => {
    const stage = dockerfile.split(/^FROM /m).find((part) => part.startsWith(`runtime AS ${name}\n`));
    expect(stage).toContain(`COPY --from=build /built/apps/${name} ./apps/${name}\n`);
    expect(stage).toContain(`apps/${name}/dist/src/main.js`);
    expect(stage?.match(/\/built\/apps\//g)).toHaveLength(1);
  });

  it('run as a user that is not root, tell their health, and hold neither npm nor development dependencies', () => {
    const runtime = dockerfile.split(/^FROM /m).find((part) => / AS runtime\n/.test(part));
    expect(runtime).toMatch(/^USER node$/m);
    expect(runtime).toMatch(/^HEALTHCHECK /m);
    expect(runtime).toMatch(/^RUN rm -rf .*\/bin\/npm /m);
    expect(dockerfile).toMatch(/ AS dependencies\n[^]*npm ci .*--omit=dev/);
    expect(runtime).toContain('COPY --from=dependencies /stipple/node_modules');
  });
});

describe('docker/compose.yml', () => {
  it.each(targets.filter((name) => name !== 'cli'))('runs the %s from its own image, in the profile core', (name) =>
    expect(services[String(name)]).toMatchObject({
      profiles: ['core'],
      build: { dockerfile: 'docker/Dockerfile', target: name },
    }),
  );

  it.each(entries)('gives $name no right that it does not need', ({ service }) => {
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.security_opt).toContain('no-new-privileges:true');
    expect(service.privileged ?? false).toBe(false);
  });

  it('lets only the broker, whose image writes into itself, write outside its volumes', () =>
    expect(entries.filter(({ service }) => !service.read_only).map(({ name }) => name)).toEqual(['kafka']));

  it('opens the gateway and Grafana to this machine, nothing else', () => {
    expect(
      entries
        .filter(({ service }) => service.ports !== undefined)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['gateway', 'grafana']);
    for (const { service } of entries)
      for (const port of service.ports ?? []) expect(port).toMatch(/^(\$\{HOST:-127\.0\.0\.1\}|127\.0\.0\.1):/);
  });

  it('lets the gateway reach neither the database nor the broker', () =>
    expect(services['gateway']?.networks).toEqual(['graph', 'edge']));

  it('gives each process the secrets that are its own, and to nobody else', () => {
    for (const [name] of Object.entries(secrets).filter(([secret]) => /_environment$/.test(secret))) {
      const holders = entries
        .filter(({ service }) =>
          service.secrets?.some((secret) => (typeof secret === 'string' ? secret : secret.source) === name),
        )
        .map((entry) => entry.name);
      expect(holders).toEqual([name.replace('_environment', '')]);
    }
  });

  it('holds no password, key or connection string', () => {
    expect(text).not.toMatch(/postgres(ql)?:\/\//);
    for (const { service } of entries)
      for (const [variable, value] of Object.entries(service.environment ?? {}))
        if (/PASSWORD|SECRET|KEY|TOKEN/.test(variable)) expect(String(value)).toMatch(/^\/run\/secrets\//);
  });

  it('names only secrets that make-secrets.mjs makes', () => {
    const maker = read('docker/make-secrets.mjs');
    for (const { file } of Object.values(secrets)) {
      const name = path
        .basename(file)
        .replace(/^(bookings|staff|sterilization|treatments|billing)(?=\.env)/, '${context}');
      expect(maker).toContain(name);
    }
  });

  it('starts services once the tables are there', () => {
    for (const name of ['bookings', 'staff', 'sterilization', 'treatments', 'billing'])
      expect(services[name]?.depends_on).toMatchObject({
        migrate: { condition: 'service_completed_successfully' },
        postgres: { condition: 'service_healthy' },
      });
  });
});
