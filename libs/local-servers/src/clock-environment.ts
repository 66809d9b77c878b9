/**
 * What shifts the clock of every program that is started from here, as Debian's `faketime` does it; empty as a rule.
 * Servers that took another time than those who talk to them would hold what is stored now for old, or for yet to come.
 */
export function clockEnvironment(): NodeJS.ProcessEnv {
  const { LD_PRELOAD: preload } = process.env;
  if (preload === undefined || !preload.includes('faketime')) return {};
  const names = /^(LD_PRELOAD|FAKETIME.*|DONT_FAKE_MONOTONIC|NO_FAKE_STAT)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => names.test(name)));
}
