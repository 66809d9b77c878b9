// Checks that `docker compose config` accepts docker/compose.yml with every profile, and without any setting or secret.
import { spawnSync } from 'node:child_process';

const docker = (...args) =>
  spawnSync('docker', ['compose', ...args], {
    encoding: 'utf8',
    timeout: 50_000,
    env: { PATH: process.env.PATH, HOME: process.env.HOME },
  });

if (docker('version').status !== 0)
  console.log('skipped: docker compose config, because there is no docker compose here');
else {
  const { status, stderr } = docker(
    '-f',
    'docker/compose.yml',
    '--profile',
    'core',
    '--profile',
    'kafka',
    '--profile',
    'observability',
    'config',
    '--quiet',
  );
  console.log(status === 0 ? 'docker compose accepts docker/compose.yml' : stderr);
  process.exitCode = status === 0 ? 0 : 1;
}
