import path from 'node:path';
import { beginDemo, demoAccounts, demoAdministrator, demoHealth, progressFile, wantsDemo } from '@stipple/demo';
import { checkAddress, onStop, openHome } from '@stipple/local-servers';
import { databaseUrl } from '@stipple/local-servers/connection';
import {
  addressOf,
  edgeSettings,
  endOnFault,
  failStart,
  faultCode,
  openLog,
  startTracing,
  stopWithParent,
} from '@stipple/service';
import { messageOf } from '@stipple/text';
import { startClinic } from './clinic.js';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Aborted by a stop while the demo is being made: later failures come from that. */
const ending = new AbortController();

function tellAccounts({ password, generated }: { password: string; generated: boolean }): void {
  say('');
  say('The demo clinic is open. Its accounts:');
  for (const account of demoAccounts) say(`  ${account}`);
  say(
    generated
      ? `All have the password ${password}   (shown this once)`
      : 'All have the password in STIPPLE_DEMO_PASSWORD.',
  );
}

const fault = endOnFault();

try {
  const { host, port } = addressOf(process.env, 4000);
  const edge = edgeSettings(process.env);
  await checkAddress(host, port);
  const home = await openHome(process.env['STIPPLE_HOME'] ?? path.resolve('.stipple'));
  const log = openLog({
    name: 'clinic',
    file: path.join(await home.folder('logs'), 'stipple.log'),
    level: process.env['LOG_LEVEL'] ?? 'info',
  });
  const endTracing = await startTracing('clinic', log);
  const demo = wantsDemo(process.env, host, 'on');
  if (demo.why) say(demo.why);
  const firstAdministrator = demo.wanted ? demoAdministrator : process.env['STIPPLE_ADMIN_EMAIL'];
  const server = databaseUrl(process.env);
  const demoFile = await progressFile(home);
  const starting = startClinic({
    home,
    host,
    port,
    log,
    say,
    edge: { ...edge, ending: fault },
    ...(firstAdministrator ? { firstAdministrator } : {}),
    ...(demo.wanted ? { extraHealth: async () => ({ demo: await demoHealth(demoFile) }) } : {}),
    ...(server === undefined ? {} : { databaseUrl: server }),
  });
  const stop = async () => {
    const started = await starting.catch(
      (error: unknown) => (say(`It had not started: ${messageOf(error)}`), undefined),
    );
    await started?.stop();
    await endTracing();
    await home.close();
  };
  fault.stopBy(stop);
  onStop(
    async () => {
      ending.abort();
      say('Stopping …');
      await stop();
      say('Stopped.');
    },
    { say },
  );
  stopWithParent();
  const clinic = await starting;
  void clinic.died.then(async (problem) => {
    process.stderr.write(`${problem}\n`);
    await stop();
    process.exit(faultCode);
  });

  let whole = true;
  if (demo.wanted) {
    const invitation = clinic.notices.find((notice) => notice.invitation !== undefined)?.invitation;
    whole = await beginDemo({
      home,
      url: clinic.url,
      environment: process.env,
      say,
      whole: tellAccounts,
      signal: ending.signal,
      ...(invitation === undefined ? {} : { invitation }),
    });
  } else for (const notice of clinic.notices) say(notice.sentence);
  say('');
  say(whole ? `Stipple is ready: ${clinic.url}` : `Stipple runs, its demo not finished: ${clinic.url}`);
  say(
    demo.wanted && whole
      ? 'Try first: sign in there as desk@stipple.example and run DaySheet. Ctrl-C stops it.'
      : 'Ctrl-C stops it.',
  );
  process.send?.({ ready: clinic.url, notices: clinic.notices });
} catch (error) {
  if (!ending.signal.aborted) failStart(error);
}
