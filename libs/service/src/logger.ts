import { pino } from 'pino';
import { rotating } from './log-file.js';
import type { Logger } from './host.js';
import { cut, cutWithin } from './cut.js';
import { faultText } from './fault.js';
import { traceId } from './telemetry.js';

/**
 * Structured log lines, to a file or to standard output. No field is meant for secrets or personal data; fields with
 * telling names are blacked out anyway. No text is longer than 200 characters, since it may repeat what was sent.
 */
export const openLog = (options: { name: string; file?: string; level?: string }): Logger =>
  pino(
    {
      name: options.name,
      level: options.level ?? 'info',
      redact: {
        paths: [
          'password',
          'token',
          'authorization',
          'invitation',
          'email',
          'phone',
          '*.password',
          '*.token',
          '*.authorization',
          '*.email',
          '*.phone',
        ],
        censor: '(hidden)',
      },
      formatters: { log: cutDetails },
      // Errors are texts by then.
      serializers: { err: (told: unknown) => told },
      base: { name: options.name, pid: process.pid },
      mixin: () => {
        const trace = traceId();
        return trace === undefined ? {} : { traceId: trace };
      },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    options.file === undefined ? pino.destination({ dest: 1, sync: false }) : rotating(options.file),
  );

/** An error as its name, message, place and cause. Everything else with its texts cut. */
function cutDetails(details: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      cut(name),
      value instanceof Error ? cutError(value) : cutWithin(value),
    ]),
  );
}

const cutError = (error: Error): object => {
  const [type = '', ...stack] = faultText(error).split('\n');
  return {
    type: cut(error.name),
    message: type.slice(error.name.length + 2),
    stack: [type, ...stack].join('\n'),
    ...('code' in error && typeof error.code === 'string' ? { code: cut(error.code) } : {}),
    ...(error.cause instanceof Error ? { cause: faultText(error.cause) } : {}),
  };
};
