import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmod, chown, link, mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Lock, holderOf, takeLock } from './lock.js';
import { StartProblem, becauseOf, codeOf, isCode } from './start-problem.js';

/** An Ed25519 pair in PEM: the private key as PKCS#8, the public one as SPKI. */
export interface KeyPair {
  privateKey: string;
  publicKey: string;
  /** Earlier public keys that are still valid: those in `keys/<name>.retired.pub.pem`. */
  retired: readonly string[];
}

/** The folder of a Stipple on one machine: STIPPLE_HOME. All its files are there. */
export interface Home {
  /** Absolute. */
  readonly path: string;
  /** True when Stipple made the folder, so that its permissions are Stipple's to set. */
  readonly ours: boolean;
  /** A folder inside, made for its owner only (0700) when missing. Absolute. */
  folder(...names: string[]): Promise<string>;
  /**
   * The random bytes of `keys/<name>`, made (0600) when first asked for.
   * @throws StartProblem when the file has another length.
   */
  secret(name: string, bytes: number): Promise<Buffer>;
  /**
   * The Ed25519 pair of `keys/<name>.pem` and `keys/<name>.pub.pem`, made when first asked for.
   * @throws StartProblem when the file holds no such key.
   */
  keyPair(name: string): Promise<KeyPair>;
  /**
   * Holds a part of the home, `postgres`, until released or this process ends.
   * @throws StartProblem, with `sentence` if given, when a process holds it.
   */
  lock(part: string, sentence?: (pid: number) => string): Promise<Lock>;
  /** The pid of the living process that holds a part, if one does. */
  holder(part: string): Promise<number | undefined>;
  /** Releases the lock of `openHome`. */
  close(): Promise<void>;
}

const marker = 'about.txt';
const about = `This folder is the home of a Stipple: database, keys, logs and local servers.
Keep keys/ private and backed up. With Stipple stopped, deleting the whole folder starts anew.
`;

/**
 * Opens STIPPLE_HOME, making it (0700) when missing.
 * @param lock the part to hold while the home is open. `stipple`, the default, keeps two Stipples from using one home;
 *   null is for tools that only read, such as the command line.
 * @throws StartProblem when it cannot be made or written, or another process holds it.
 */
export async function openHome(folder: string, { lock = 'stipple' }: { lock?: string | null } = {}): Promise<Home> {
  if (folder.trim() === '') throw new StartProblem('STIPPLE_HOME is empty: set it to a folder, or leave it unset.');
  const root = path.resolve(folder);
  const ours = await prepare(root);
  const owner = await stat(root);
  const part = async (...names: string[]): Promise<string> => {
    let made = root;
    for (const name of names) {
      made = path.join(made, name);
      await mkdir(made, { mode: 0o700 }).then(
        () => giveTo(made, owner),
        (error: unknown) => {
          if (!isCode(error, 'EEXIST')) throw error;
        },
      );
    }
    return made;
  };
  const inUse = (pid: number) =>
    `Another Stipple (process ${pid}) is using ${root}: stop it first, or set STIPPLE_HOME to another folder.`;
  const hold = async (name: string, sentence = inUse): Promise<Lock> => takeLock(await part('locks', name), sentence);
  const held = lock === null ? undefined : await hold(lock).catch((error: unknown) => refuse(root, error));
  return {
    path: root,
    ours,
    folder: part,
    secret: async (name, bytes) => {
      const file = path.join(await part('keys'), name);
      const secret = await once(file, owner, () => randomBytes(bytes));
      if (secret.length !== bytes)
        throw new StartProblem(
          `${file} holds ${secret.length} bytes where ${bytes} are needed: restore it from a backup.`,
        );
      return secret;
    },
    keyPair: async (name) => {
      const file = path.join(await part('keys'), `${name}.pem`);
      const made = await once(file, owner, () =>
        Buffer.from(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })),
      );
      const pair = pairOf(
        made.toString('utf8'),
        await retiredKeys(path.join(path.dirname(file), `${name}.retired.pub.pem`)),
      );
      if (pair === undefined) throw new StartProblem(`${file} holds no Ed25519 private key: restore it from a backup.`);
      const shown = path.join(path.dirname(file), `${name}.pub.pem`);
      // Somebody may have removed the private key and left the public one.
      if ((await once(shown, owner, () => Buffer.from(pair.publicKey))).toString('utf8') !== pair.publicKey) {
        await rm(shown, { force: true });
        await once(shown, owner, () => Buffer.from(pair.publicKey));
      }
      return pair;
    },
    lock: hold,
    holder: (name) => holderOf(path.join(root, 'locks', name)),
    close: async () => held?.release(),
  };
}

/** Makes the folder and checks that it can be written. True if it is Stipple's own: made now, or found empty. */
async function prepare(root: string): Promise<boolean> {
  try {
    await makeFolder(root, 0o700);
    const found = await readdir(root);
    const ours = found.length === 0 || found.includes(marker);
    const probe = path.join(root, `.writable-${process.pid}`);
    await writeFile(probe, '');
    await rm(probe);
    if (found.length === 0) {
      await chmod(root, 0o700);
      await writeFile(path.join(root, marker), about);
    }
    return ours;
  } catch (error) {
    return refuse(root, error);
  }
}

/**
 * Makes a folder with its parents, which get the usual permissions. Node's own recursive mkdir never returns where the
 * system refuses new folders with ENOENT, as /proc does.
 */
async function makeFolder(folder: string, mode = 0o777): Promise<void> {
  try {
    await mkdir(folder, { mode });
  } catch (error) {
    if (isCode(error, 'EEXIST') && (await stat(folder)).isDirectory()) return;
    if (
      !isCode(error, 'ENOENT') ||
      (await stat(path.dirname(folder)).then(
        () => true,
        () => false,
      ))
    )
      throw error;
    await makeFolder(path.dirname(folder));
    await makeFolder(folder, mode);
  }
}

function refuse(root: string, error: unknown): never {
  if (error instanceof StartProblem) throw error;
  throw new StartProblem(
    `Stipple cannot keep its data in ${root} ${becauseOf(error)}; set STIPPLE_HOME to a folder that can be written.`,
  );
}

/**
 * Reads a private file and makes it first if it is missing. It appears whole and at once, so two processes read the
 * same.
 */
async function once(file: string, owner: { uid: number; gid: number }, make: () => Buffer): Promise<Buffer> {
  try {
    const found = await readFile(file);
    if (((await stat(file)).mode & 0o077) !== 0) await chmod(file, 0o600);
    return found;
  } catch (error) {
    if (isCode(error, 'EACCES', 'EPERM'))
      throw new StartProblem(`${file} cannot be read by this user: start Stipple as the user who owns it.`);
    if (!isCode(error, 'ENOENT')) throw error;
  }
  const draft = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(make());
    await handle.sync();
  } finally {
    await handle.close();
  }
  await giveTo(draft, owner);
  try {
    await link(draft, file);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(file);
}

async function retiredKeys(file: string): Promise<readonly string[]> {
  try {
    return (await readFile(file, 'utf8')).match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g) ?? [];
  } catch (error) {
    if (isCode(error, 'ENOENT')) return [];
    throw error;
  }
}

function pairOf(pem: string, retired: readonly string[]): KeyPair | undefined {
  try {
    const key = createPrivateKey(pem);
    return key.asymmetricKeyType === 'ed25519'
      ? { privateKey: pem, publicKey: createPublicKey(key).export({ type: 'spki', format: 'pem' }) as string, retired }
      : undefined;
  } catch (error) {
    // OpenSSL's codes for a text that is not PEM, or another kind of key.
    if (/^ERR_(OSSL|CRYPTO|INVALID)/.test(codeOf(error))) return undefined;
    throw error;
  }
}

/** Gives a file made by root in another user's home to that user, who could not read it otherwise. */
async function giveTo(file: string, owner: { uid: number; gid: number }): Promise<void> {
  if (process.getuid?.() === 0 && owner.uid !== 0) await chown(file, owner.uid, owner.gid);
}
