// The faults: each does something to the servers, the wires or the processes. All come in turn, in an order drawn from
// the seed.
import { asAdmin } from './servers.mjs';

export function faultsOf({ random, servers, wires, fleet, copies }) {
  const some = (share) => () => random.chance(share);
  const wire = () => random.one(Object.values(wires));
  const roles = [...new Set(fleet.members.map(({ role }) => role))];
  const oneOf = (role) => random.one(fleet.members.filter((member) => member.role === role));
  const backends = (count, work) =>
    asAdmin(servers.adminUrl, async (client) => {
      const { rows } = await client.query(
        "select pid from pg_stat_activity where datname = 'faults' and usename like 'faults\\_%'",
      );
      await work(client, random.shuffled(rows.map(({ pid }) => pid)).slice(0, count));
      return rows.length > 0;
    });

  /** Tries for some seconds, because every target may still be recovering from the fault before. */
  const soon = async (work) => {
    for (let tries = 0; tries < 40; tries += 1) {
      if (work()) return true;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    return false;
  };

  /** Tries again if a server is killed meanwhile. */
  const trying = async (work, most = 5) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await work();
      } catch (error) {
        if (tries === most) throw error;
        await new Promise((resolve) => setTimeout(resolve, 2_000));
      }
    }
  };

  return {
    ...Object.fromEntries(roles.map((role) => [`kill a ${role}`, () => fleet.kill(oneOf(role))])),
    'kill half of the processes': () =>
      fleet.members
        .filter(some(0.5))
        .map((member) => fleet.kill(member))
        .some(Boolean),
    ...Object.fromEntries(
      roles
        .filter((role) => role !== 'repeater')
        .map((role) => [
          `freeze a ${role}`,
          () => fleet.freeze(oneOf(role), random.between(500, /consumer|publisher/.test(role) ? 9_000 : 4_000)),
        ]),
    ),
    'kill the database': () => servers.killDatabase(),
    'crash a backend, and all with it': () =>
      backends(1, (_client, pids) => pids.forEach((pid) => process.kill(pid, 'SIGKILL'))),
    'back up, and restore elsewhere': () => trying(() => copies.copy()),
    'terminate backends': () =>
      backends(random.whole(1, 6), (client, pids) =>
        client.query('select pg_terminate_backend(pid) from unnest($1::int[]) pid', [pids]),
      ),
    'cut connections to PostgreSQL': () => soon(() => wires.postgres.cut(some(0.4)) > 0),
    'lose answers of PostgreSQL': () => soon(() => wires.postgres.loseAnswers(some(0.4)) > 0),
    'stall a wire': () => wire().stall(random.between(500, 6_000)),
    'delay a wire': () => wire().delay(random.between(10, 150), random.between(1_000, 4_000)),
    'slow a wire': () => wire().slow(random.between(20_000, 200_000), random.between(1_000, 3_000)),
    ...(wires.kafka && {
      // A process that repeats records of the old topic would bring them out of order into the new one.
      // Nor may records on the wire, sent by publishers before they were killed, come into the new topic.
      'make the topic anew': async () =>
        (await trying(() => servers.isFilled('alpha'))) &&
        fleet.without(['publisher', 'repeater'], async () => {
          wires.kafka.cut(() => true);
          await new Promise((resolve) => setTimeout(resolve, 500));
          return trying(() => servers.remakeTopic('alpha'), 20);
        }),
      'kill the broker': () => servers.killBroker(),
      'cut connections to Kafka': () => soon(() => wires.kafka.cut(some(0.5)) > 0),
      'lose answers of Kafka': () => soon(() => wires.kafka.loseAnswers(some(0.5)) > 0),
      'stall the wire to Kafka': () => wires.kafka.stall(random.between(2_000, 9_000)),
    }),
  };
}
