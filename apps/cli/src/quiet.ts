import type { Logger } from '@stipple/service';
import { remark } from './terminal.js';

/** For commands that say everything themselves. */
export const quiet: Logger = {
  info: () => undefined,
  warn: () => undefined,
  error: (_fields, message) => remark(message),
};
