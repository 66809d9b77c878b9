import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { StartProblem } from '@stipple/local-servers';
import { adopt } from './adopt.js';
import { backUp, examineBackup, restore } from './backup.js';
import { rotateMasterKey } from './master-key.js';
import { republish } from './republish.js';
import { print, progress } from './terminal.js';

const longestPassphrase = 1_000;
const leastPassphrase = 12;

/**
 * The passphrase, from the environment or, with `fromInput`, from standard input. Never from arguments, which everybody
 * on the machine can read.
 */
async function passphraseOf(fromInput: boolean | undefined): Promise<string | undefined> {
  const given = fromInput
    ? (await text(process.stdin)).replace(/\r?\n$/, '')
    : process.env['STIPPLE_BACKUP_PASSPHRASE'];
  if (given === undefined || (given === '' && !fromInput)) return undefined;
  if (given.length < leastPassphrase || given.length > longestPassphrase)
    throw new StartProblem(`A passphrase has ${leastPassphrase} to ${longestPassphrase} characters.`);
  return given;
}

/** One progress line over all tables. */
function tables(label: string): (table: string, bytes: number) => void {
  const shown = progress(label, 'KB');
  const done = new Map<string, number>();
  return (table, bytes) => {
    done.set(table, bytes);
    shown(Math.floor([...done.values()].reduce((sum, one) => sum + one, 0) / 1_000));
  };
}

const eventsOf = (counts: Record<string, number>): number =>
  Object.entries(counts).reduce((sum, [table, rows]) => (table.endsWith('.events') ? sum + rows : sum), 0);

/** Commands for copies of the stored data: backup, restore, republish, rotate-master-key, adopt. */
export function addKeepingCommands(program: Command): void {
  program
    .command('backup <file>')
    .description(
      'write everything that is stored at one moment into a file, while Stipple runs; leaves out read models and keys',
    )
    .option(
      '--keys <file>',
      'also write the keys of personal data, wrapped by the master key, into a file of their own',
    )
    .option('--secrets', 'with --keys: also the master key, the identity secret and the token key; needs a passphrase')
    .option(
      '--passphrase-stdin',
      'read the passphrase for the file of keys from standard input instead of STIPPLE_BACKUP_PASSPHRASE',
    )
    .option('--force', 'replace files that are there')
    .action(
      async (
        file: string,
        {
          keys,
          secrets,
          passphraseStdin,
          force,
        }: { keys?: string; secrets?: boolean; passphraseStdin?: boolean; force?: boolean },
      ) => {
        const passphrase = await passphraseOf(passphraseStdin);
        const counts = await backUp(
          file,
          {
            ...(keys === undefined ? {} : { keys }),
            secrets: secrets ?? false,
            force: force ?? false,
            ...(passphrase === undefined ? {} : { passphrase }),
          },
          tables('Written'),
        );
        print(`${file} holds ${eventsOf(counts)} events of five contexts, whole and of one moment.`);
        if (keys === undefined)
          print('Keys are not in it: without them, personal data that is restored cannot be read. --keys writes them.');
        else if (secrets)
          print(
            `${keys} holds the keys and the secrets of this installation, locked with the passphrase. ` +
              'Both files together open everything: keep them apart.',
          );
        else
          print(
            `${keys} holds the keys of personal data, wrapped by the master key` +
              `${passphrase === undefined ? ' and not locked with a passphrase' : ''}. The master key, the identity ` +
              'secret and the token key are not in it: keep the keys folder of the home elsewhere.',
          );
      },
    );

  program
    .command('restore <file>')
    .description('load a backup into an empty installation, on any PostgreSQL')
    .option('--keys <file>', 'the file of keys that was written with it')
    .option(
      '--passphrase-stdin',
      'read the passphrase of the file of keys from standard input instead of STIPPLE_BACKUP_PASSPHRASE',
    )
    .option('--check', 'only check that the files are whole, and print their contents')
    .action(
      async (
        file: string,
        { keys, passphraseStdin, check }: { keys?: string; passphraseStdin?: boolean; check?: boolean },
      ) => {
        const passphrase = await passphraseOf(passphraseStdin);
        const options = {
          ...(keys === undefined ? {} : { keys }),
          ...(passphrase === undefined ? {} : { passphrase }),
        };
        if (check) {
          const found = await examineBackup(file, options);
          print(`${file} is whole, of ${found.file.begin.at} and PostgreSQL ${found.file.begin.server}. It holds:`);
          for (const [table, rows] of Object.entries(found.file.counts))
            if (rows > 0) print(`  ${table.padEnd(36)} ${rows} rows`);
          if (found.keys)
            print(
              `${keys} is whole. It is of ${found.keys.begin.at}, and holds ` +
                `${Object.values(found.keys.counts).reduce((a, b) => a + b, 0)} keys` +
                `${Object.keys(found.keys.begin.secrets).length > 0 ? ' and the secrets of the installation' : ''}.`,
            );
          return;
        }
        const restored = await restore(file, options, tables('Restored'));
        print(
          `Restored: ${eventsOf(restored.file.counts)} events as they were at ${restored.file.begin.at}. ` +
            'Read models are made again at the next start.',
        );
        for (const written of restored.secrets) print(`${written} is that of the backup.`);
        if (restored.keys)
          print(
            `${restored.keys.loaded} keys of personal data came with it` +
              `${restored.keys.erased > 0 ? `; ${restored.keys.erased} were left out, because they were destroyed since` : ''}.`,
          );
        else
          print(
            'No keys were given: personal data cannot be read until they are (--keys, into an empty installation).',
          );
        for (const what of restored.lacking)
          print(`This installation does not have ${what}: bring it from the other before the first start.`);
        print(
          'Over Kafka: begin with new topics, then run npx stipple republish for each context; docs/operations.md says why.',
        );
      },
    );

  program
    .command('republish <context>')
    .description(
      "publish a context's messages again from its log, for a broker that lost them; listeners do nothing twice. " +
        "The context's service has to be stopped",
    )
    .option('--from <position>', 'from after this place in the log, as "position" shows it')
    .option('--all', 'from as far back as listeners remember handled messages')
    .action(async (context: string, { from, all }: { from?: string; all?: boolean }) => {
      if ((from === undefined) === (all !== true))
        throw new StartProblem('Give --from with a place in the log, or --all.');
      const events = await republish(context, from, progress('Gone through', 'events'));
      print(`The messages of ${events} events of ${context} were published again.`);
    });

  program
    .command('rotate-master-key')
    .description('wrap the keys of personal data by a new master key; Stipple has to be stopped')
    .action(async () => {
      const { keys, file } = await rotateMasterKey();
      print(`${keys} keys are wrapped by the new master key.`);
      print(
        file === undefined
          ? 'Before the next start, set STIPPLE_MASTER_KEY of every service to the value of STIPPLE_NEXT_MASTER_KEY.'
          : `${file} is the new one; the old one lies beside it for as long as backups need it.`,
      );
    });

  program
    .command('adopt')
    .description(
      'go on with a database that was copied here by other means, such as a dump: checks its logs, then begins their next epoch',
    )
    .option('--always', 'also if readers could go on without it')
    .action(async ({ always }: { always?: boolean }) => {
      const adopted = await adopt({ always: always ?? false }, print);
      if (adopted.length === 0) print('Readers can go on: there is nothing to adopt.');
      for (const { context, epoch, after, why, returned } of adopted)
        print(
          `${context}: epoch ${epoch} begins after ${after}${why === undefined ? '' : `; ${why}`}` +
            `${returned > 0 ? `; ${returned} places of readers went back to the end` : ''}.`,
        );
      if (adopted.length > 0)
        print(
          'Read models are made again at the next start. If the broker is of another moment, see docs/operations.md.',
        );
    });
}
