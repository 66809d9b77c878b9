// The bare process that idle.mjs compares with: a server and a connection without work.
import { createServer } from 'node:http';
import pg from 'pg';

const client = new pg.Client({ connectionString: process.env.BENCH_DATABASE_URL });
await client.connect();
const server = createServer((_request, response) => response.end()).listen(0, '127.0.0.1', () =>
  process.send({ ready: true }),
);
process.once('SIGTERM', async () => {
  server.close();
  await client.end();
  process.exit(0);
});
