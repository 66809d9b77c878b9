import kafkajs, { type AclEntry } from 'kafkajs';
import { withTimeout } from '@stipple/time';
import type { Log } from './broker.js';
import { kafkaClient } from './kafka.client.js';
import type { KafkaServers } from './kafka.servers.js';
import { deadLettersOf, topicOf } from './topics.js';

// In a CommonJS module Node finds these only by the default export.
const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;

/** A context as Kafka knows it. */
export interface KafkaTenant {
  context: string;
  /** The contexts whose messages it reads. */
  hears: readonly string[];
  /** The Kafka user of its service. */
  user: string;
}

const deadline = 30_000;

/**
 * Lets each context's user write its own topic and its dead letters, read the topics of the contexts it listens to, and
 * do nothing else. Needs a user that may change access. Doing it again changes nothing. Takes away what an earlier
 * release allowed besides.
 * @throws Error when Kafka does not answer within half a minute, or does not allow it to this user
 */
export async function grantTopics(servers: KafkaServers, tenants: readonly KafkaTenant[], log: Log): Promise<void> {
  const client = kafkaClient(servers, 'stipple.access', log);
  const admin = client.kafka.admin();
  const work = async (): Promise<true> => {
    await admin.connect();
    const wanted = tenants.flatMap(entriesOf);
    const users = new Set(tenants.map(({ user }) => `User:${user}`));
    const { resources } = await admin.describeAcls({
      resourceType: AclResourceTypes.ANY,
      resourcePatternType: ResourcePatternTypes.ANY,
      operation: AclOperationTypes.ANY,
      permissionType: AclPermissionTypes.ANY,
    });
    const found = resources.flatMap(({ resourceType, resourceName, resourcePatternType, acls }) =>
      acls.map((acl): AclEntry => ({ resourceType, resourceName, resourcePatternType, ...acl })),
    );
    const [have, want] = [new Set(found.map(keyOf)), new Set(wanted.map(keyOf))];
    const missing = wanted.filter((entry) => !have.has(keyOf(entry)));
    const stale = found.filter((entry) => users.has(entry.principal) && !want.has(keyOf(entry)));
    if (missing.length > 0) await admin.createAcls({ acl: missing });
    if (stale.length > 0) await admin.deleteAcls({ filters: stale });
    return true;
  };
  try {
    if (!(await withTimeout(deadline, work()))) throw new Error(`Kafka has not answered within ${deadline / 1_000} s`);
  } finally {
    await withTimeout(
      500,
      admin
        .disconnect()
        .catch((error: unknown) => log('debug', 'An administrator was not disconnected.', { reason: String(error) })),
    );
    client.cut();
  }
}

const keyOf = ({
  resourceType,
  resourceName,
  resourcePatternType,
  principal,
  host,
  operation,
  permissionType,
}: AclEntry): string =>
  JSON.stringify([resourceType, resourceName, resourcePatternType, principal, host, operation, permissionType]);

const { READ, WRITE, CREATE, DESCRIBE, DESCRIBE_CONFIGS, ALTER_CONFIGS } = AclOperationTypes;

function entriesOf({ context, hears, user }: KafkaTenant): AclEntry[] {
  const entries = (
    resourceType: AclEntry['resourceType'],
    resourceName: string,
    ...operations: readonly AclEntry['operation'][]
  ): AclEntry[] =>
    operations.map((operation) => ({
      resourceType,
      resourceName,
      resourcePatternType: ResourcePatternTypes.LITERAL,
      principal: `User:${user}`,
      host: '*',
      operation,
      permissionType: AclPermissionTypes.ALLOW,
    }));
  return [
    ...[topicOf(context), deadLettersOf(context)].flatMap((topic) =>
      entries(AclResourceTypes.TOPIC, topic, WRITE, CREATE, DESCRIBE, DESCRIBE_CONFIGS, ALTER_CONFIGS),
    ),
    ...hears.flatMap((heard) => entries(AclResourceTypes.TOPIC, topicOf(heard), READ, DESCRIBE, DESCRIBE_CONFIGS)),
    ...entries(AclResourceTypes.GROUP, `stipple.${context}`, READ, DESCRIBE),
  ];
}
