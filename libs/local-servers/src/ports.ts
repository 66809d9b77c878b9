import { readFile, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { StartProblem, isCode } from './start-problem.js';

export const loopback = '127.0.0.1';

/** True when a TCP port of the loopback address can be listened on. */
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', (error) => (isCode(error, 'EADDRINUSE', 'EACCES') ? resolve(false) : reject(error)));
    server.listen({ port, host: loopback, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** A TCP port of the loopback address that nobody listens on at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen({ port: 0, host: loopback }, () => {
      const address = server.address();
      server.close(() =>
        address !== null && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('No port was given.')),
      );
    });
  });
}

/**
 * The wanted port; else the port in `file` if it is still free; else any free one, which `file` then keeps for the next
 * start.
 * @throws StartProblem when the wanted port is taken.
 */
export async function choosePort(server: string, file: string, wanted: number | undefined): Promise<number> {
  if (wanted !== undefined && !(await isFree(wanted))) {
    throw new StartProblem(
      `${server} cannot listen on port ${wanted}: another program does. Stop that program or choose another port.`,
    );
  }
  const before = await remembered(file);
  const port = wanted ?? (before !== undefined && (await isFree(before)) ? before : await freePort());
  if (port !== before) await writeFile(file, `${port}\n`, { mode: 0o600 });
  return port;
}

/** The port that `file` holds, if any. */
export async function remembered(file: string): Promise<number | undefined> {
  try {
    const port = Number((await readFile(file, 'utf8')).trim());
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}
