import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as exported from '../src/index.js';
import type { Contract } from '../src/index.js';

export const folderOf = (name: 'samples' | 'promised'): string => path.join(import.meta.dirname, '..', name);

const isContract = (value: unknown): value is Contract =>
  typeof value === 'object' && value !== null && 'problem' in value && 'schema' in value;

/** Every promised message, with the name of the module that promises it. */
export const contracts: readonly (Contract & { sender: string })[] = Object.entries(exported).flatMap(
  ([sender, module]) =>
    typeof module === 'object'
      ? Object.values(module as object)
          .filter(isContract)
          .map((contract) => ({ ...contract, sender }))
      : [],
);

/** The parsed JSON files of a folder, by their names without `.json`. */
export const filesIn = (name: 'samples' | 'promised'): Map<string, unknown> =>
  new Map(
    readdirSync(folderOf(name))
      .filter((file) => file.endsWith('.json'))
      .map((file) => [
        file.slice(0, -'.json'.length),
        JSON.parse(readFileSync(path.join(folderOf(name), file), 'utf8')) as unknown,
      ]),
  );
