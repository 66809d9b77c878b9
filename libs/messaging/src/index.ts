export * from './broker.js';
export * from './cloud-events.js';
export * from './embedded.broker.js';
export * from './embedded.migrations.js';
export * from './kafka.access.js';
export * from './kafka.broker.js';
export * from './kafka.servers.js';
export * from './murmur2.js';
export { deadLettersOf, topicOf } from './topics.js';
