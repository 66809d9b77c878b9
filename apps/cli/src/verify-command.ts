import { open, type FileHandle } from 'node:fs/promises';
import { copyFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Command } from 'commander';
import { Malformed, nodeCryptography, verifyBundle, type Verdict } from '@stipple/audit-log';
import { readCheckpoint, readPolicy, wholeNumber } from './audit-input.js';
import { about } from './sentence.js';
import { print, progress, remark } from './terminal.js';

interface VerifyOptions {
  since?: string;
  policy?: string;
  json?: boolean;
  from?: number;
  to?: number;
  selection?: boolean;
  evidence?: string;
  page?: string;
}

function tell({ holds, problem, log, entries, since, cosignatures, remarks }: Verdict): void {
  if (holds && entries !== undefined && log !== undefined) {
    print(
      entries.count === 0
        ? 'Everything holds; the bundle has no entries.'
        : `Everything holds: entries ${entries.first} to ${entries.last} (${entries.count}) are what ${log.origin} recorded.`,
    );
  } else print(problem?.sentence ?? 'It does not hold.');
  const found = problem?.isProven === true ? 'First bad index' : 'Found at index';
  if (problem?.index !== undefined)
    print(
      problem.lastIndex === undefined
        ? `${found}: ${problem.index}`
        : `${found}: one of ${problem.index} to ${problem.lastIndex}`,
    );
  if (log !== undefined) print(`Log ${log.origin}, ${log.size} entries, root ${log.root}`);
  if (since !== undefined) print(`It extends the kept checkpoint of ${since} entries.`);
  for (const { witness, time } of cosignatures) print(`Cosigned by ${witness} at ${time}`);
  for (const line of remarks) remark(line);
}

export function addVerifyCommand(program: Command): void {
  program
    .command('verify [bundle]')
    .description('verify a bundle without any network; ends with 0 only when everything holds')
    .option('--since <file>', 'a checkpoint that you have kept')
    .option('--policy <file>', 'the log that you trust, and the witnesses that have to cosign')
    .option('--from <index>', 'the first entry that the bundle has to hold', wholeNumber)
    .option('--to <index>', 'the last entry that the bundle has to hold', wholeNumber)
    .option('--selection', 'accept chosen entries, with others left out between them')
    .option('--json', 'print the verdict as JSON')
    .option('--evidence <file>', 'the file for the proof, if the log has signed two histories')
    .option('--page <file>', 'write the page that verifies bundles in a browser, from a file, instead')
    .action(
      async (
        bundle: string | undefined,
        { since, policy, json, from, to, selection, evidence, page }: VerifyOptions,
      ) => {
        if (page !== undefined) {
          copyFileSync(pageFile(), page);
          print(`Open ${page} in a browser; it asks nobody either.`);
          if (bundle === undefined) return;
        }
        if (bundle === undefined) throw new Malformed('Name the bundle to verify.');
        const file = await opened(bundle);
        try {
          const verdict = await verifyBundle(
            { read: (into) => bytesRead(file, into, bundle) },
            {
              cryptography: nodeCryptography,
              ...(since === undefined ? {} : { since: readCheckpoint(since) }),
              ...(policy === undefined ? {} : { policy: readPolicy(policy) }),
              ...(from === undefined ? {} : { from }),
              ...(to === undefined ? {} : { to }),
              selection: selection === true,
              progress: progress('Verifying', 'entries'),
            },
          );
          if (json) print(JSON.stringify(verdict, undefined, 2));
          else tell(verdict);
          if (evidence !== undefined && verdict.splitView !== undefined)
            writeFileSync(evidence, Buffer.from(verdict.splitView, 'base64'));
          if (!verdict.holds) process.exitCode = 1;
        } finally {
          await file.close();
        }
      },
    );
}

async function opened(bundle: string): Promise<FileHandle> {
  try {
    return await open(bundle);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new Malformed(`There is no file ${bundle}.`);
    throw error;
  }
}

async function bytesRead(file: FileHandle, into: Uint8Array, bundle: string): Promise<number> {
  try {
    return (await file.read(into, 0, into.length)).bytesRead;
  } catch (error) {
    throw about(bundle, error);
  }
}

/** The file of the page, as the build writes it. */
const pageFile = (): string =>
  path.join(path.dirname(createRequire(import.meta.url).resolve('@stipple/audit-log')), '../verify.html');
