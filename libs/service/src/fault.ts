import { cut } from './cut.js';

/**
 * The exit code of a process that ended by something nobody caught: whoever started it starts it again. 1 is for what
 * another start would not mend.
 */
export const faultCode = 70;
/** How long what runs may take to come to its end, in milliseconds. */
const patience = 8_000;
const mostTold = 10;

/** The line of an error without what could be a secret in it, and where it was thrown. */
export function faultText(error: unknown): string {
  const { name, message, stack } =
    error instanceof Error
      ? error
      : new Error(typeof error === 'string' ? error : 'something that is no error was thrown');
  const said = cut(message.replace(/\/\/[^/\s:@]*:[^/\s@]*@/g, '//(hidden)@'));
  const frames = (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => cut(line));
  return [`${cut(name)}: ${said}`, ...frames].join('\n');
}

/** What ends a process by a fault, and why it is ending once it is. */
export interface Ending {
  /** In a sentence why this process is ending; undefined as long as it is not. */
  reason(): string | undefined;
  /** What brings what runs to its end, once there is something that runs. */
  stopBy(stop: () => Promise<void>): void;
}

/**
 * Ends this process at the first error that nobody caught: says it, stops what runs, and exits, after eight seconds
 * even if stopping hangs. Nothing that was in memory at that moment can be relied on.
 */
export function endOnFault(say: (text: string) => void = (text) => process.stderr.write(`${text}\n`)): Ending {
  let reason: string | undefined;
  let stop: () => Promise<void> = () => Promise.resolve();
  let told = 0;
  const end = (error: unknown) => {
    told += 1;
    if (told <= mostTold) say(`Nobody caught this: ${faultText(error)}`);
    if (reason !== undefined) return;
    reason = 'This process is ending by an error that nobody caught.';
    const leave = () => process.exit(faultCode);
    setTimeout(leave, patience);
    Promise.resolve()
      .then(stop)
      .then(leave, (second: unknown) => {
        say(`Stopping failed: ${faultText(second)}`);
        leave();
      });
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
  return { reason: () => reason, stopBy: (how) => void (stop = how) };
}
