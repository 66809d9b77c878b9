export * from './broker.js';
export * from './cloud-events.js';
export * from './embedded.broker.js';
export * from './embedded.migrations.js';
export * from './kafka.broker.js';
export * from './murmur2.js';
