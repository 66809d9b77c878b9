// Sends one request and judges its answer: never a 5xx, never a masked error, never a long piece of the request.
import http from 'node:http';
import net from 'node:net';

const patience = 30_000;
const longestMessage = 200;

function overHttp(target, agent, { method, path, headers, body }, token) {
  return new Promise((resolve) => {
    const given = Object.fromEntries(
      Object.entries({ ...(token && { authorization: `Bearer ${token}` }), ...headers }).filter(
        ([, value]) => value !== undefined,
      ),
    );
    let request;
    try {
      request = http.request({
        host: target.hostname,
        port: target.port,
        agent,
        method,
        path,
        headers: given,
        timeout: patience,
      });
    } catch (error) {
      // Node's own client refuses to send it.
      return resolve({ unsent: error.message });
    }
    request.once('response', (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.once('end', () =>
        resolve({ status: response.statusCode, text: Buffer.concat(chunks).toString('utf8') }),
      );
      response.once('error', (error) => resolve({ broken: error.message }));
    });
    request.once('timeout', () => request.destroy(new Error(`no answer within ${patience / 1_000} s`)));
    request.once('error', (error) => resolve({ broken: error.message }));
    request.end(body);
  });
}

function overSocket(target, { bytes, wait }) {
  return new Promise((resolve) => {
    const chunks = [];
    let hangUp;
    const socket = net.connect({ host: target.hostname, port: target.port }, () => {
      socket.write(bytes);
      hangUp = setTimeout(() => socket.destroy(), wait);
    });
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => undefined);
    socket.once('close', () => {
      clearTimeout(hangUp);
      const text = Buffer.concat(chunks).toString('utf8');
      resolve({
        raw: true,
        status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0),
        text: text.slice(text.indexOf('\r\n\r\n') + 4),
      });
    });
  });
}

export const send = (target, agent, request, token) =>
  request.kind === 'raw' ? overSocket(target, request) : overHttp(target, agent, request, token);

function errorsIn(text) {
  try {
    return JSON.parse(text)?.errors ?? [];
  } catch {
    return [];
  }
}

/** The fault of an answer; undefined if there is none. */
export function faultIn({ status, text = '', broken, unsent, raw }) {
  if (unsent !== undefined) return undefined;
  // A server may hang up on bytes that are no HTTP, or in the middle of a refused body.
  if (broken !== undefined) return /ECONNRESET|EPIPE|socket hang up/.test(broken) ? undefined : `no answer: ${broken}`;
  if (raw && status === 0) return undefined;
  const errors = errorsIn(text);
  const code = errors.find(
    ({ extensions }) =>
      extensions?.code === 'INTERNAL_SERVER_ERROR' ||
      extensions?.code === 'SERVICE_UNAVAILABLE' ||
      extensions?.code === undefined,
  )?.extensions?.code;
  if (status >= 500 && !text.startsWith('{"status":')) return `status ${status}: ${text.slice(0, 300)}`;
  if (
    errors.length > 0 &&
    errors.some(({ extensions }) =>
      ['INTERNAL_SERVER_ERROR', 'SERVICE_UNAVAILABLE', undefined].includes(extensions?.code),
    )
  )
    return `code ${code}: ${JSON.stringify(errors).slice(0, 300)}`;
  const long = errors.find(({ message }) => String(message).length > longestMessage);
  return long === undefined
    ? undefined
    : `an error of ${long.message.length} characters: ${long.message.slice(0, 300)}`;
}
