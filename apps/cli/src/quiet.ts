import type { Logger } from '@stipple/service';

/** For commands that say everything themselves. */
export const quiet: Logger = {
  info: () => undefined,
  warn: () => undefined,
  error: (_fields, message) => process.stderr.write(`${message}\n`),
};
