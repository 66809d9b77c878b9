import { createServer } from 'node:net';
import { StartProblem } from './start-problem.js';

/** An error of `listen` as a sentence that says what to do. */
export function listenProblem(error: unknown, host: string, port: number, setting = 'PORT'): Error {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const sentences: Record<string, string> = {
    EADDRINUSE: `Port ${port} is taken by another program. Set ${setting} to a free one.`,
    EACCES: `This user may not listen on port ${port}. Set ${setting} to one above 1023.`,
    EADDRNOTAVAIL: `${host} is not an address of this machine. Set HOST to one that is, such as 127.0.0.1.`,
    ENOTFOUND: `There is no machine called ${host}. Set HOST to an address of this machine, such as 127.0.0.1.`,
    EAI_AGAIN: `There is no machine called ${host}. Set HOST to an address of this machine, such as 127.0.0.1.`,
    ERR_SOCKET_BAD_PORT: `${port} is not a port. Set ${setting} to a number between 0 and 65535.`,
  };
  const sentence = sentences[code];
  if (sentence === undefined) return error instanceof Error ? error : new Error(String(error));
  return new StartProblem(sentence, { cause: error });
}

/**
 * Checks that an address can be listened on, before anything is started that would have to be stopped again.
 * @throws StartProblem
 */
export function checkAddress(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => reject(listenProblem(error, host, port)));
    server.listen({ host, port }, () => server.close(() => resolve()));
  });
}
