import type { Logger } from '@stipple/service';
import { remark } from './terminal.js';

/** A logger for commands that print everything themselves. */
export const quiet: Logger = {
  info: () => undefined,
  warn: () => undefined,
  error: (_fields, message) => remark(message),
};
