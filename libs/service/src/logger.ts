import { pino } from 'pino';
import { rotating } from './log-file.js';
import type { Logger } from './context.js';
import { traceId } from './telemetry.js';

/**
 * Structured log lines, to a file or to standard output. What could be a secret or say who somebody is has no field here;
 * should one slip in under a telling name, it is blacked out.
 */
export const openLog = (options: { name: string; file?: string; level?: string }): Logger =>
  pino(
    {
      name: options.name,
      level: options.level ?? 'info',
      redact: { paths: ['password', 'token', 'authorization', 'invitation', 'email', 'phone', '*.password', '*.token', '*.authorization', '*.email', '*.phone'], censor: '(hidden)' },
      base: { name: options.name, pid: process.pid },
      mixin: () => {
        const trace = traceId();
        return trace === undefined ? {} : { traceId: trace };
      },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    options.file === undefined ? pino.destination({ dest: 1, sync: false }) : rotating(options.file),
  );
