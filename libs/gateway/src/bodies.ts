import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';

/**
 * The largest body in bytes. An autoclave cycle's record of 20,000 samples is about 1.2 MB; operations for people not
 * signed in have a few hundred bytes.
 */
export const bodyLimit = 2 * 1024 * 1024;
const strangersLimit = 64 * 1024;
/**
 * The most bytes of all bodies under way at one moment, of people signed in and of everybody else. Unfinished bodies
 * are held until their time is over.
 */
const underWay = { person: 128 * 1024 * 1024, stranger: 16 * 1024 * 1024 };

/** A fault of a body, with the HTTP status and a sentence for the sender. */
export class BodyProblem extends Error {
  constructor(
    readonly statusCode: number,
    message: string,
  ) {
    super(message);
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Parses JSON in UTF-8 and nothing else, bounded by sender and by all bodies together. */
export function takeJson(app: FastifyInstance): void {
  const held = { person: 0, stranger: 0 };
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', (request, payload, done) => {
    const kind = request.exchange?.actor === undefined ? 'stranger' : 'person';
    const limit = kind === 'person' ? bodyLimit : strangersLimit;
    const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(request.headers['content-type'] ?? '')?.[1];
    const encoding = request.headers['content-encoding'];
    if (charset !== undefined && !/^utf-?8$/i.test(charset))
      return done(new BodyProblem(415, 'Send the request as JSON in UTF-8.'));
    if (encoding !== undefined && encoding !== 'identity')
      return done(new BodyProblem(415, 'Send the request as JSON that is not compressed.'));
    let took = 0;
    const take = (bytes: number) => {
      took += bytes;
      held[kind] += bytes;
      if (took > limit) throw tooLarge(limit);
      if (held[kind] > underWay[kind])
        throw new BodyProblem(503, 'Too many requests are under way. Ask again in a moment.');
    };
    read(payload, limit, take)
      .then(textOf)
      .then(
        (text) => parse(request, text, done),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      )
      .finally(() => (held[kind] -= took));
  });
}

const tooLarge = (limit: number): BodyProblem =>
  new BodyProblem(
    413,
    limit === bodyLimit
      ? `The request is too large: ${bodyLimit / 1024 / 1024} MB are the most.`
      : 'The request is too large for somebody who is not signed in.',
  );

async function read(payload: IncomingMessage, limit: number, take: (bytes: number) => void): Promise<Buffer> {
  const announced = Number(payload.headers['content-length'] ?? 0);
  if (announced > limit) throw tooLarge(limit);
  const chunks: Buffer[] = [];
  // Iterating would destroy the connection before an answer was on it.
  await new Promise<void>((resolve, reject) => {
    payload.on('data', (chunk: Buffer) => {
      try {
        take(chunk.length);
        chunks.push(chunk);
      } catch (error) {
        chunks.length = 0;
        payload.removeAllListeners('data').resume();
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    payload.once('end', resolve);
    payload.once('error', () => reject(new BodyProblem(400, 'The request broke off.')));
    payload.once('close', () => reject(new BodyProblem(400, 'The request broke off.')));
  });
  return Buffer.concat(chunks);
}

/** Leaves out a byte order mark. */
function textOf(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new BodyProblem(400, 'The request is not UTF-8.');
  }
}
