import { onStop, StartProblem } from '@stipple/local-servers';
import { BrokerUnavailable } from '@stipple/messaging';
import type { Provided } from './host.js';
import { endOnFault } from './fault.js';
import { openLog } from './logger.js';
import type { ContextModule } from './definitions.js';
import { serve } from './serve.js';
import { SettingProblem } from './setting.js';
import { identitySettings } from './settings.js';
import { startTracing } from './telemetry-export.js';

/** Ends the process with one sentence on standard error, and exit code 1. */
export function failStart(error: unknown): never {
  const known = error instanceof StartProblem || error instanceof SettingProblem || error instanceof BrokerUnavailable;
  process.stderr.write(
    `${known ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
}

/** Stops this process when its parent has gone, since nobody else would. */
export function stopWithParent(): void {
  if (process.connected) process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}

/** The main of a service: one context, set up by environment variables, until a signal stops it. */
export async function runService(
  module: ContextModule,
  identity?: (settings: ReturnType<typeof identitySettings>) => readonly Provided[],
): Promise<void> {
  const ending = endOnFault();
  try {
    const log = openLog({ name: module.parts.name, level: process.env['LOG_LEVEL'] ?? 'info' });
    const endTracing = await startTracing(module.parts.name, log);
    const settings = identity && identitySettings(process.env);
    const service = await serve(module, log, {
      ending,
      ...(identity && settings
        ? {
            provide: identity(settings),
            ...(settings.firstAdministrator ? { firstAdministrator: settings.firstAdministrator } : {}),
          }
        : {}),
    });
    // A parent process is told by message, and prints it once for all.
    if (!process.connected) for (const notice of service.notices) process.stdout.write(`${notice.sentence}\n`);
    const stop = async () => {
      await service.stop();
      await endTracing();
    };
    ending.stopBy(stop);
    onStop(stop, { say: (line) => process.stderr.write(`${line}\n`) });
    stopWithParent();
    process.send?.({ ready: service.url, notices: service.notices });
  } catch (error) {
    failStart(error);
  }
}
