import { rm } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { beginDemo } from '@stipple/demo';
import { eraseKafka, erasePostgres, openHome, StartProblem } from '@stipple/local-servers';
import { databaseUrl } from '@stipple/local-servers/connection';
import { installDatabase, kafkaSettings } from '@stipple/service';
import { examine } from './doctor.js';
import { contexts } from './contexts.js';
import { homePath, passwordOf } from './installation.js';
import { giveUpParked, listParked, retryParked } from './parked.js';
import { replay, type ReplayOptions } from './replay.js';
import { bar, print, printNext } from './terminal.js';
import { prepareTopics } from './topics.js';
import { listViews, rebuild } from './views.js';

const table = (rows: readonly (readonly string[])[]) => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows)
    print(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
};

/** Commands for a Stipple on this machine, its database and its broker. */
export function addClinicCommands(program: Command): void {
  program
    .command('demo')
    .description('make the demo clinic in a Stipple that runs without one')
    .option('--url <url>', "the gateway's address", `http://127.0.0.1:${process.env['PORT'] ?? '4000'}`)
    .option('--invitation <token>', "the first administrator's invitation, if nobody has accepted it yet")
    .action(async ({ url, invitation }: { url: string; invitation?: string }) => {
      if (!/^https?:\/\/(127\.\d+\.\d+\.\d+|\[::1\]|localhost)[:/]/.test(`${url}/`))
        throw new StartProblem('Demo accounts are only made on this machine: --url has to be a loopback address.');
      const home = await openHome(homePath(), { lock: null });
      let made: { password: string; generated: boolean } | undefined;
      const isWhole = await beginDemo({
        home,
        url,
        environment: process.env,
        say: print,
        whole: (accounts) => (made = accounts),
        ...(invitation ? { invitation } : {}),
      });
      if (made)
        print(
          made.generated
            ? `The demo accounts have the password ${made.password}   (shown this once)`
            : 'The demo accounts have the password in STIPPLE_DEMO_PASSWORD.',
        );
      else if (isWhole) print('The demo clinic is there already.');
      else process.exitCode = 1;
    });

  program
    .command('migrate')
    .description('bring the PostgreSQL that DATABASE_URL names up to date: roles, schemas, tables')
    .action(async () => {
      const adminUrl = databaseUrl(process.env);
      if (!adminUrl)
        throw new StartProblem(
          'Set DATABASE_URL to a connection that may make databases and roles. npm start migrates its own database by itself.',
        );
      const home = await openHome(homePath(), { lock: null });
      await installDatabase({
        adminUrl,
        parts: contexts.map((context) => context.parts),
        secretOf: passwordOf(home),
        progress: print,
      });
      print('The database is up to date.');
    });

  program
    .command('topics')
    .description(
      "make every context's topics in the Kafka of KAFKA_BROKERS, and let each user stipple-<context> " +
        'write its own topic and read those of the contexts it listens to',
    )
    .action(async () => {
      await prepareTopics(kafkaSettings(process.env));
      print('The topics are there.');
    });

  program
    .command('reset')
    .description('delete everything this Stipple has stored on this machine')
    .option('--yes', 'do not ask')
    .action(async ({ yes }: { yes?: boolean }) => {
      const home = await openHome(homePath());
      try {
        if (!yes) {
          if (!process.stdin.isTTY)
            throw new StartProblem(
              `This deletes every booking, record and event in ${home.path}. Run it in a terminal to be asked, or give --yes.`,
            );
          const asking = createInterface({ input: process.stdin, output: process.stdout });
          const answer = await asking.question(
            `This deletes every booking, record and event in ${home.path}, for ever. Type "delete" to go on: `,
          );
          asking.close();
          if (answer.trim() !== 'delete') {
            print('Nothing was deleted.');
            return;
          }
        }
        await erasePostgres(home);
        await eraseKafka(home);
        for (const part of ['demo', 'keys', 'logs'])
          await rm(path.join(home.path, part), { recursive: true, force: true });
        print('Everything is deleted. npm start begins anew.');
      } finally {
        await home.close();
      }
    });

  program
    .command('doctor')
    .description('show what is installed, reachable, migrated and lagging, with advice')
    .action(async () => {
      let wrong = 0;
      for await (const { what, ok, found, advice } of examine()) {
        print(`${ok ? 'ok  ' : '!!  '}${what.padEnd(14)} ${found}`);
        if (advice) print(`    ${''.padEnd(14)} ${advice}`);
        if (!ok) wrong += 1;
      }
      if (wrong > 0) process.exitCode = 1;
    });

  const views = program.command('views').description('list the read models with their places in the log and their lag');
  views.action(async () => {
    const lines = await listViews();
    table([
      ['READ MODEL', 'CONTEXT', 'POSITION', 'BEHIND', 'PARKED'],
      ...lines.map((line) => [line.view, line.context, line.position, String(line.behind), String(line.parked)]),
    ]);
  });
  views
    .command('rebuild <name>')
    .description('make a read model again from its events, while the old one serves')
    .action(async (name: string) => {
      await rebuild(name, bar(name, 'events', process.stdout));
      print(`${name} is made again.`);
    });

  program
    .command('parked <context>')
    .description('list the messages, and events of read models, that are parked with a problem')
    .option('--retry [subject]', 'try them again, in order per subject, or those of one subject')
    .option('--give-up <id>', 'drop one for good, by its id')
    .option('--reason <text>', 'the reason, kept with your name; required for giving up')
    .action(
      async (
        context: string,
        { retry, giveUp, reason }: { retry?: string | true; giveUp?: string; reason?: string },
      ) => {
        if (giveUp !== undefined) {
          await giveUpParked(context, giveUp, reason ?? '');
          print('Given up.');
        }
        if (retry !== undefined) {
          const { messages, rows, stillParked } = await retryParked(
            context,
            retry === true ? undefined : retry,
            reason,
          );
          print(`${messages} messages and ${rows} rows of read models went through; ${stillParked} are parked still.`);
        }
        if (giveUp !== undefined || retry !== undefined) return;
        const lines = await listParked(context);
        if (lines.length === 0) print('Nothing is parked.');
        else
          table([
            ['ID', 'KIND', 'TYPE', 'SUBJECT', 'READ MODEL', 'TRIES', 'PROBLEM'],
            ...lines.map((line) => [
              line.id,
              line.kind,
              line.type,
              line.subject,
              line.readModel ?? '',
              line.attempts === null ? '' : String(line.attempts),
              line.problem,
            ]),
          ]);
      },
    );

  program
    .command('replay <context>')
    .description("print a context's events in order, a line of JSON each, without personal data")
    .option('--category <name>', 'only one kind of thing, such as load')
    .option('--stream <name>', 'only one thing, such as load-<id>')
    .option('--after <position>', 'only events after this place in the log')
    .action(async (context: string, options: ReplayOptions) => {
      for await (const event of replay(context, options)) {
        if (!(await printNext(JSON.stringify(event)))) break;
      }
    });
}
