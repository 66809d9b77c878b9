import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The embedded broker's tables. The owner of schema `broker` runs this. The schema and the role `stipple_broker`, as
 * which brokers connect, exist already.
 */
class CreateBroker1764000000000 implements MigrationInterface {
  name = 'CreateBroker1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE broker.topics (
        topic text PRIMARY KEY,
        next_offset bigint[] NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      ) WITH (fillfactor = 20)`);
    await runner.query(
      `COMMENT ON COLUMN broker.topics.next_offset IS 'of each partition, from partition 0. Whoever publishes holds this row until commit, so offsets become visible in order and without gaps'`,
    );
    await runner.query(`
      CREATE TABLE broker.messages (
        topic text NOT NULL,
        partition integer NOT NULL,
        "offset" bigint NOT NULL,
        key text,
        headers jsonb,
        value text,
        recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (topic, partition, "offset")
      )`);
    await runner.query(`GRANT USAGE ON SCHEMA broker TO stipple_broker`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE (next_offset) ON broker.topics TO stipple_broker`);
    await runner.query(`GRANT SELECT, INSERT, DELETE ON broker.messages TO stipple_broker`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE broker.messages`);
    await runner.query(`DROP TABLE broker.topics`);
    await runner.query(`REVOKE USAGE ON SCHEMA broker FROM stipple_broker`);
  }
}

class AddReadings1795860000000 implements MigrationInterface {
  name = 'AddReadings1795860000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE broker.readings (
        consumer_group text NOT NULL,
        topic text NOT NULL,
        partition integer NOT NULL,
        next_offset bigint NOT NULL,
        seen_at timestamptz NOT NULL,
        PRIMARY KEY (topic, partition, consumer_group)
      )`);
    await runner.query(
      `COMMENT ON TABLE broker.readings IS 'How far groups had come when somebody last looked, so that nothing is removed before they have read it. Where to go on is asked of their own databases'`,
    );
    await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON broker.readings TO stipple_broker`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE broker.readings`);
  }
}

/** Give these to a TypeORM `DataSource` whose own `schema` is `broker`. */
export const brokerMigrations = [CreateBroker1764000000000, AddReadings1795860000000];
