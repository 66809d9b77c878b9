import { createRequire } from 'node:module';

/** kafkajs's own: a consumer's side of its group. */
interface ConsumerGroup {
  readonly groupId: string;
  memberId: string | null;
  connect(): Promise<void>;
}

const orphans = new Map<string, string[]>();
let adopting = false;

/**
 * Lets the next consumer of this process join a group under the id of a member that lost its connection. Otherwise the
 * group would wait for the lost member until its session times out, after every restart of a broker. If the group has
 * forgotten the member, kafkajs joins as a new one.
 */
export function leaveBehind(group: string, memberId: string): void {
  adopt();
  orphans.set(group, [...(orphans.get(group) ?? []).slice(-9), memberId]);
}

function adopt(): void {
  if (adopting) return;
  adopting = true;
  const consumerGroup = (
    createRequire(import.meta.url)('kafkajs/src/consumer/consumerGroup') as { prototype: ConsumerGroup }
  ).prototype;
  const connect = consumerGroup.connect;
  consumerGroup.connect = async function (this: ConsumerGroup) {
    await connect.call(this);
    this.memberId ??= orphans.get(this.groupId)?.shift() ?? null;
  };
}
