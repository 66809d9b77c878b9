import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Witness, WitnessAnswer } from './witness.js';
import { requestLimit } from './witness-request.js';

const plain = 'text/plain; charset=utf-8';
const type = (status: WitnessAnswer['status']) => (status === 409 ? 'text/x.tlog.size' : plain);

/** The body of a request; undefined when it is too large. */
async function bodyOf(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > requestLimit) return undefined;
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

/**
 * Serves a witness by C2SP tlog-witness: `POST /add-checkpoint` and `GET /ORIGIN-HASH/checkpoint`.
 * @param now in seconds since 1970.
 * @param onError receives errors that are not the caller's fault.
 */
export function witnessServer(witness: Witness, now: () => number, onError: (error: unknown) => void): Server {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const end = (status: number, contentType: string, body: string | Uint8Array) => {
      response.writeHead(status, { 'content-type': contentType, 'x-content-type-options': 'nosniff' });
      response.end(body);
    };
    if (request.url === '/add-checkpoint') {
      if (request.method !== 'POST') return end(405, plain, 'add-checkpoint is asked by POST.\n');
      const asked = await bodyOf(request);
      if (asked === undefined) {
        response.shouldKeepAlive = false;
        return end(413, plain, `A request is at most ${requestLimit} bytes long.\n`);
      }
      const { status, body } = await witness.addCheckpoint(asked, now());
      return end(status, type(status), body);
    }
    const [, hash] = /^\/([0-9a-f]{64})\/checkpoint$/.exec(request.url ?? '') ?? [];
    const cosigned = hash === undefined || request.method !== 'GET' ? undefined : witness.cosigned(hash);
    return cosigned === undefined ? end(404, plain, 'Nothing is here.\n') : end(200, plain, cosigned);
  };
  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 10_000, maxHeaderSize: 8192 },
    (request, response) => {
      answer(request, response).catch((error: unknown) => {
        onError(error);
        if (!response.headersSent) response.writeHead(500, { 'content-type': plain, connection: 'close' });
        response.end('Something went wrong here.\n');
      });
    },
  );
  return server;
}
