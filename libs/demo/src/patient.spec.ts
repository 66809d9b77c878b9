import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { PatientClient } from './patient.js';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const json =
  (body: object, status = 200): Answer =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const failing = (code: string, message: string) => json({ data: null, errors: [{ message, extensions: { code } }] });

describe('somebody patient at the graph', () => {
  const stops: (() => void)[] = [];
  afterEach(() => stops.splice(0).forEach((stop) => stop()));

  /** A gateway that gives one answer after the other, the last again and again. */
  async function asking(...answers: Answer[]) {
    const bodies: string[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
      request.on('end', () => {
        bodies.push(body);
        (answers.length > 1 ? answers.shift() : answers[0])?.(request, response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    stops.push(() => {
      server.closeAllConnections();
      server.close();
    });
    const ending = new AbortController();
    const said: (string | undefined)[] = [];
    const client = new PatientClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {
      signal: ending.signal,
      waits: (why) => said.push(why),
    });
    return { client, said, bodies, ending };
  }

  it('asks the same again while a service, the gateway or an answer is missing, and says what is waited for once', async () => {
    const { client, said, bodies } = await asking(
      failing('SERVICE_UNAVAILABLE', 'The billing service does not answer.'),
      failing('SERVICE_UNAVAILABLE', 'The billing service does not answer.'),
      (request) => request.socket.destroy(),
      (_request, response) => response.writeHead(502).end('<html>'),
      json({ data: { me: { id: 'dao' } } }),
    );
    expect(await client.get('query Me { me { id } }', { a: 1 })).toEqual({ me: { id: 'dao' } });
    expect(said).toEqual([
      'The billing service does not answer.',
      expect.stringMatching(/^The gateway cannot be reached: .*\.$/),
      'The gateway does not answer yet.',
      undefined,
    ]);
    expect(bodies).toHaveLength(5);
    expect(new Set(bodies).size).toBe(1);
  });

  it('takes what will be no better a moment later for an answer', async () => {
    const { client, said, bodies } = await asking(failing('FORBIDDEN', 'That is not yours.'));
    await expect(client.get('query Me { me { id } }')).rejects.toThrow('Me: FORBIDDEN That is not yours.');
    expect({ said, asked: bodies.length }).toEqual({ said: [], asked: 1 });
  });

  it('stays patient once signed in', async () => {
    const { client } = await asking(
      json({ data: { signIn: { token: 'one', refusals: [] } } }),
      failing('SERVICE_UNAVAILABLE', 'Not now.'),
      json({ data: { me: { id: 'dao' } } }),
    );
    const dao = await client.signIn('dao@example.test', 'a password');
    expect({ patient: dao instanceof PatientClient, token: dao.token }).toEqual({ patient: true, token: 'one' });
    expect(await dao.get('query Me { me { id } }')).toEqual({ me: { id: 'dao' } });
  });

  it('gives up at once when it is told to', async () => {
    const { client, ending } = await asking((_request, response) => {
      failing('SERVICE_UNAVAILABLE', 'Not now.')(_request, response);
      response.once('close', () => ending.abort());
    });
    await expect(client.get('query Me { me { id } }')).rejects.toMatchObject({ name: 'AbortError' });
  });
});
