import { readFileSync } from 'node:fs';
import { own } from '@stipple/event-store';

/** A missing or wrong setting, in a sentence for the person who runs the process. */
export class SettingProblem extends Error {
  override name = 'SettingProblem';
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** @throws SettingProblem */
export const needed = (environment: Environment, name: string, what: string): string => {
  const value = own(environment, name);
  if (value === undefined || value === '') throw new SettingProblem(`Set ${name} to ${what}.`);
  return value;
};

/** The value of NAME, or the text of the file that NAME_FILE names. */
export const secretText = (environment: Environment, name: string, what: string): string => {
  const file = own(environment, `${name}_FILE`);
  if (file === undefined || file === '')
    return needed(environment, name, `${what}, or ${name}_FILE to a file that holds it`);
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new SettingProblem(`${name}_FILE names ${file}, which cannot be read.`);
  }
};

/** A setting's text, given directly or by its file. Undefined where neither is set. */
export const optionalText = (environment: Environment, name: string, what: string): string | undefined =>
  own(environment, name) || own(environment, `${name}_FILE`) ? secretText(environment, name, what) : undefined;
