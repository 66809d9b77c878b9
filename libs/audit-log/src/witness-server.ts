import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Malformed } from './encoding.js';
import { requestLimit, type Witness, type WitnessAnswer } from './witness.js';

const type = (status: WitnessAnswer['status'] | 413 | 500) => (status === 409 ? 'text/x.tlog.size' : 'text/plain; charset=utf-8');

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > requestLimit) throw new Malformed(`A request is at most ${requestLimit} bytes long.`);
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

/**
 * Serves a witness by C2SP tlog-witness: `POST /add-checkpoint` and `GET /ORIGIN-HASH/checkpoint`.
 * @param now in seconds since 1970.
 * @param onError is told of what is no fault of whoever asked.
 */
export function witnessServer(witness: Witness, now: () => number, onError: (error: unknown) => void): Server {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const end = (status: number, contentType: string, body: string | Uint8Array) => {
      response.writeHead(status, { 'content-type': contentType, 'x-content-type-options': 'nosniff' });
      response.end(body);
    };
    if (request.url === '/add-checkpoint') {
      if (request.method !== 'POST') return end(405, 'text/plain; charset=utf-8', 'add-checkpoint is asked by POST.\n');
      const { status, body } = await witness.addCheckpoint(await bodyOf(request), now());
      return end(status, type(status), body);
    }
    const [, hash] = /^\/([0-9a-f]{64})\/checkpoint$/.exec(request.url ?? '') ?? [];
    const cosigned = hash === undefined || request.method !== 'GET' ? undefined : witness.cosigned(hash);
    return cosigned === undefined ? end(404, 'text/plain; charset=utf-8', 'Nothing is here.\n') : end(200, 'text/plain; charset=utf-8', cosigned);
  };
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000, maxHeaderSize: 8192 }, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      const isTooLong = error instanceof Malformed;
      if (!isTooLong) onError(error);
      if (!response.headersSent) response.writeHead(isTooLong ? 413 : 500, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
      response.end(isTooLong ? `${error.message}\n` : 'Something went wrong here.\n');
    });
  });
  return server;
}
