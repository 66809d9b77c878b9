// A proxy between the gateway and the staff service. It keeps what passes, and can answer in place of the service.
import http from 'node:http';

/** @param to the service's address */
export async function openBetween(to) {
  const kept = [];
  /** Gets the request and the answer, and returns the answer for the gateway; undefined leaves it as it is. */
  let forge = () => undefined;
  const ask = (request, body) =>
    fetch(`${to}${request.url}`, {
      method: request.method,
      headers: pick(request.headers),
      ...(body === '' ? {} : { body }),
    });
  const server = http.createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      ask(request, body)
        .then(async (answer) => ({
          status: answer.status,
          body: await answer.text(),
          headers: pick(Object.fromEntries(answer.headers)),
        }))
        .then((answered) => {
          const asked = {
            method: request.method,
            path: request.url,
            body,
            header: request.headers['x-stipple-call'],
            at: Date.now(),
          };
          kept.push({ asked, answered });
          const told = forge(asked, answered, kept) ?? answered;
          response.writeHead(told.status, told.headers).end(told.body);
        })
        .catch((error) => response.writeHead(502).end(error.message));
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    kept,
    forging: (how) => (forge = how ?? (() => undefined)),
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))),
  };
}

const pick = (headers) =>
  Object.fromEntries(
    ['content-type', 'x-stipple-call', 'x-stipple-answer'].flatMap((name) =>
      headers[name] === undefined ? [] : [[name, headers[name]]],
    ),
  );
