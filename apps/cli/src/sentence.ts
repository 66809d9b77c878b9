import { messageOf } from '@stipple/text';

/** An error of the operating system, with its call and the call's subject. */
interface SystemError {
  code: string;
  syscall: string;
  message: string;
  path?: string;
  dest?: string;
  address?: string;
  port?: number;
  hostname?: string;
}

// Asks for an error's fields, not its class: each realm, such as a Jest file's, has an Error of its own.
const isSystemError = (error: unknown): error is SystemError =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  typeof error.code === 'string' &&
  'syscall' in error &&
  typeof error.syscall === 'string';

/** For each system call, the word for `X cannot be …`. */
const participles: Record<string, string> = {
  open: 'opened',
  read: 'read',
  stat: 'read',
  lstat: 'read',
  fstat: 'read',
  scandir: 'read',
  opendir: 'read',
  readlink: 'read',
  mkdir: 'made',
  mkdtemp: 'made',
  rm: 'removed',
  rmdir: 'removed',
  unlink: 'removed',
  write: 'written',
  rename: 'written',
  copyfile: 'written',
  fsync: 'written',
  fdatasync: 'written',
  ftruncate: 'written',
  link: 'written',
  symlink: 'written',
  close: 'written',
};

/** Errors that cannot come from opening a file for reading. */
const onlyWriting = new Set(['EISDIR', 'EROFS', 'ENOSPC', 'EDQUOT', 'EEXIST', 'ETXTBSY']);

const fileReasons: Record<string, string> = {
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  EROFS: 'the file system is read-only',
  EISDIR: 'it is a folder',
  ENOTDIR: 'part of its path is a file, not a folder',
  ENOENT: 'part of its path does not exist',
  EEXIST: 'a file of that name is there already',
  ENOTEMPTY: 'a folder of that name is there already',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its links lead in a circle',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file system takes no file of that size',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EBUSY: 'another program uses it',
  ETXTBSY: 'it is a program that runs',
  EIO: 'the device that it lies on has failed',
};

const systemsOwn = ({ message }: Pick<SystemError, 'message'>): string => `the system says "${message}"`;

function netReason({ code, syscall, message, address, port, hostname }: SystemError): string {
  const place =
    address === undefined
      ? (hostname ?? 'that address')
      : port === undefined || port < 0
        ? address
        : `${address.includes(':') ? `[${address}]` : address}:${port}`;
  const known: Record<string, string> = {
    EADDRINUSE: `another program listens on ${place} already`,
    EADDRNOTAVAIL: `${address ?? 'that'} is no address of this machine`,
    ENOTFOUND: `there is no machine called ${place}`,
    EAI_AGAIN: `nobody could be asked where ${place} is`,
    ECONNREFUSED: `nothing answers at ${place}`,
    ECONNRESET: 'the other side broke off',
    EPIPE: 'the other side broke off',
    ETIMEDOUT: `${place} did not answer in time`,
    EHOSTUNREACH: `there is no way to ${place}`,
    ENETUNREACH: `there is no way to ${place}`,
    ...(syscall === 'listen' || syscall === 'bind' ? { EACCES: `this user may not listen on ${place}` } : {}),
  };
  return known[code] ?? systemsOwn({ message });
}

/** Why something failed, as the end of a sentence. */
export function reasonOf(error: unknown): string {
  if (isSystemError(error))
    return error.syscall in participles ? (fileReasons[error.code] ?? systemsOwn(error)) : netReason(error);
  if (typeof error !== 'object' || error === null) return String(error);
  // Node tried each address of a name, and each failed in its own way.
  if ('errors' in error && Array.isArray(error.errors) && error.errors.length > 0)
    return [...new Set(error.errors.map(reasonOf))].join(', and ');
  if ('code' in error && error.code === 'ERR_SOCKET_BAD_PORT') return 'a port is a number from 0 to 65535';
  const message = messageOf(error);
  // A message that ends like a sentence is complete. Otherwise add the cause: `fetch failed: nothing answers at …`.
  return /[.!?]$/.test(message) || !('cause' in error) || error.cause === undefined
    ? message
    : `${message}: ${reasonOf(error.cause)}`;
}

/**
 * An error as a sentence for a person. Errors that were not written for people, such as the system's, are put into
 * words.
 */
export function sentenceOf(error: unknown): string {
  const deed = isSystemError(error)
    ? error.syscall === 'open' && onlyWriting.has(error.code)
      ? 'written'
      : participles[error.syscall]
    : undefined;
  const reason = reasonOf(error);
  if (!isSystemError(error) || deed === undefined)
    return reason === messageOf(error) ? reason : `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
  if (error.syscall === 'copyfile' && error.code === 'ENOENT')
    return `${error.path} cannot be copied to ${error.dest}: one of the two paths does not exist.`;
  const file = error.dest ?? error.path;
  // Hide the suffix of a temporary file: the person knows only the final name.
  const shown = file?.replace(/\.\d+\.new$/, '');
  return `${shown ?? 'A file'} cannot be ${shown === file ? deed : 'written'}: ${reason}.`;
}

/**
 * Adds the file's name to an error of the system that lacks it, such as one of a read. Other errors stay as they are.
 */
export function about(file: string, error: unknown): unknown {
  if (!isSystemError(error) || error.path !== undefined) return error;
  const { code, syscall, message } = error;
  return Object.assign(new Error(message, { cause: error }), { code, syscall, path: file });
}
