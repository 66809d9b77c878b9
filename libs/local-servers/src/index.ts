export { StartProblem } from './start-problem.js';
export { type Home, type KeyPair, openHome } from './home.js';
export type { Lock } from './lock.js';
export { type Postgres, type PostgresOptions, erasePostgres, postgresUrl, startPostgres } from './postgres.js';
export { onStop } from './stop.js';
export { installKafka, kafkaAvailable } from './kafka-install.js';
export { type Kafka, type KafkaOptions, eraseKafka, startKafka } from './kafka.js';
export { type SchemaAccess, type SchemaOwner, accessTo, provision, schemaOwners } from './provision.js';
export { freePort } from './ports.js';
