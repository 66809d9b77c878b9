/**
 * The environment that shifts the clock of a started program, as Debian's `faketime` does; usually empty. Servers need
 * the same clock as their clients, or they would take fresh rows for old ones or for future ones.
 */
export function clockEnvironment(): NodeJS.ProcessEnv {
  const { LD_PRELOAD: preload } = process.env;
  if (preload === undefined || !preload.includes('faketime')) return {};
  const names = /^(LD_PRELOAD|FAKETIME.*|DONT_FAKE_MONOTONIC|NO_FAKE_STAT)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => names.test(name)));
}
