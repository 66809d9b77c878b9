import { parseArgs } from 'node:util';
import path from 'node:path';
import { checkoutFolder } from './checkout.js';
import { openHome } from './home.js';
import { type Kafka, startKafka } from './kafka.js';
import { StartProblem, isCode, messageOf } from './start-problem.js';
import { onStop } from './stop.js';

// `npm run kafka`: a local Apache Kafka under STIPPLE_HOME until Ctrl-C.
const say = (line: string) => process.stdout.write(`${line}\n`);
const usage = 'Usage: npm run kafka -- [--port NUMBER]';

function wantedPort(): number | undefined {
  let text: string | undefined;
  try {
    text = parseArgs({ options: { port: { type: 'string' } } }).values.port;
  } catch (error) {
    if (
      !isCode(
        error,
        'ERR_PARSE_ARGS_UNKNOWN_OPTION',
        'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL',
        'ERR_PARSE_ARGS_INVALID_OPTION_VALUE',
      )
    )
      throw error;
    throw new StartProblem(`${messageOf(error).split('.')[0]}. ${usage}`);
  }
  if (text === undefined) return undefined;
  if (!/^\d{1,5}$/.test(text) || Number(text) < 1 || Number(text) > 65_535)
    throw new StartProblem(`"${text}" is not a port. ${usage}`);
  return Number(text);
}

async function start(): Promise<Kafka> {
  const port = wantedPort();
  const home = await openHome(process.env['STIPPLE_HOME'] ?? path.join((await checkoutFolder()) ?? '.', '.stipple'), {
    lock: null,
  });
  return startKafka({ home, progress: say, ...(port === undefined ? {} : { port }) });
}

const starting = start();
onStop(
  async () => {
    say('Stopping Kafka …');
    const [started] = await Promise.allSettled([starting]);
    if (started.status === 'fulfilled') await started.value.stop();
    say('Stopped.');
  },
  { say },
);
try {
  const { brokers, died } = await starting;
  say(`Apache Kafka is ready: KAFKA_BROKERS=${brokers}   Ctrl-C stops it.`);
  say('Every program on this machine may use it without a password: for work on Stipple, not for clients’ data.');
  throw await died;
} catch (error) {
  process.stderr.write(
    `${error instanceof StartProblem ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exit(1);
}
