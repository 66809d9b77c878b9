import { Command, CommanderError } from 'commander';
import { addKeyCommands } from './key-commands.js';
import { addLogCommands } from './log-commands.js';
import { reasonOf, sentenceOf } from './sentence.js';
import { outliveReaders, outputProblem, remark } from './terminal.js';
import { addVerifyCommand } from './verify-command.js';
import { addWitnessCommands } from './witness-commands.js';

outliveReaders();

const program = new Command('stipple').description('Runs, looks after and examines a Stipple.').exitOverride();

for (const add of [addLogCommands, addVerifyCommand, addWitnessCommands, addKeyCommands]) add(program);
// An auditor needs no package of the other commands, and may not have them.
const isAudit = program.commands.some((command) => command.name() === process.argv[2]);
if (!isAudit) {
  const { addClinicCommands } = await import('./clinic-commands.js');
  addClinicCommands(program);
  const { addKeepingCommands } = await import('./keeping-commands.js');
  addKeepingCommands(program);
}

// Printing the whole help would hide the one line that matters.
function pointToHelp(command: Command, name: string): void {
  command.showHelpAfterError(`See "${name} --help".`);
  for (const part of command.commands) pointToHelp(part, `${name} ${part.name()}`);
}
pointToHelp(program, program.name());

try {
  await program.parseAsync().catch((error: unknown) => {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode;
  });
  const problem = await outputProblem();
  if (problem !== undefined)
    throw new Error(`What was asked was done, but its result could not be printed: ${reasonOf(problem)}.`);
} catch (error) {
  remark(sentenceOf(error));
  process.exitCode = 1;
}
