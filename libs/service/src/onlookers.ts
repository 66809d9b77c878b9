import { createHash, timingSafeEqual } from 'node:crypto';

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();
const loopback = /^(::ffff:)?127\.|^::1$/;

/**
 * Who may see metrics and what health says in detail: where there is a token, whoever bears it (`Authorization: Bearer …`), else whoever
 * asks from this machine. The address is that of the connection: what a proxy says of others does not count.
 */
export function onlookers(token: string | undefined): (request: { headers: { authorization?: string | undefined }; socket: { remoteAddress?: string | undefined } }) => boolean {
  if (token === undefined) return ({ socket }) => loopback.test(socket.remoteAddress ?? '');
  const expected = digestOf(`Bearer ${token}`);
  return ({ headers }) => timingSafeEqual(digestOf(headers.authorization ?? ''), expected);
}
