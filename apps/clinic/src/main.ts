import path from 'node:path';
import { beginDemo, demoAccounts, demoAdministrator, wantsDemo } from '@stipple/demo';
import { checkAddress, onStop, openHome } from '@stipple/local-servers';
import { addressOf, edgeSettings, endOnFault, failStart, faultCode, openLog, startTracing, stopWithParent } from '@stipple/service';
import { startClinic } from './clinic.js';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Told to stop while it was making the demo: what then fails, fails for that. */
let stopping = false;

const ending = endOnFault();

try {
  const { host, port } = addressOf(process.env, 4000);
  const edge = edgeSettings(process.env);
  await checkAddress(host, port);
  const home = await openHome(process.env['STIPPLE_HOME'] ?? path.resolve('.stipple'));
  const log = openLog({ name: 'clinic', file: path.join(await home.folder('logs'), 'stipple.log'), level: process.env['LOG_LEVEL'] ?? 'info' });
  const endTracing = await startTracing('clinic', log);
  const demo = wantsDemo(process.env, host, 'on');
  if (demo.why) say(demo.why);
  const firstAdministrator = demo.wanted ? demoAdministrator : process.env['STIPPLE_ADMIN_EMAIL'];
  const starting = startClinic({
    home, host, port, log, say,
    edge: { ...edge, ending },
    ...(firstAdministrator ? { firstAdministrator } : {}),
    ...(process.env['DATABASE_URL'] ? { databaseUrl: process.env['DATABASE_URL'] } : {}),
  });
  const stop = async () => {
    const started = await starting.catch((error: unknown) => (say(`It had not started: ${error instanceof Error ? error.message : String(error)}`), undefined));
    await started?.stop();
    await endTracing();
    await home.close();
  };
  ending.stopBy(stop);
  onStop(
    async () => {
      stopping = true;
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

  if (demo.wanted) {
    const invitation = clinic.notices.find((notice) => notice.invitation !== undefined)?.invitation;
    const password = process.env['STIPPLE_DEMO_PASSWORD'];
    const made = await beginDemo({ home, url: clinic.url, say, ...(invitation === undefined ? {} : { invitation }), ...(password ? { password } : {}) });
    if (made.password !== undefined) {
      say('');
      say('The demo clinic is open. Its accounts:');
      for (const account of demoAccounts) say(`  ${account}`);
      say(made.generated ? `All have the password ${made.password}   (shown this once)` : 'All have the password in STIPPLE_DEMO_PASSWORD.');
    }
  } else for (const notice of clinic.notices) say(notice.sentence);
  say('');
  say(`Stipple is ready: ${clinic.url}`);
  say(demo.wanted ? 'Try first: sign in there as desk@stipple.example and run DaySheet. Ctrl-C stops it.' : 'Ctrl-C stops it.');
  process.send?.({ ready: clinic.url, notices: clinic.notices });
} catch (error) {
  if (!stopping) failStart(error);
}
