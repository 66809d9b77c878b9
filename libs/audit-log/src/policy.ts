import type { Cryptography } from './cryptography.js';
import { integerOf, Malformed, textOf } from './encoding.js';
import { isSameKey, parseVerifierKey, type VerifierKey } from './keys.js';

/** A witness's key, and its address if the policy gives one. */
export interface PolicyWitness {
  name: string;
  key: VerifierKey;
  url?: string;
}
interface PolicyGroup {
  name: string;
  /** How many members have to cosign. */
  atLeast: number;
  members: string[];
}

/** The accepted logs, and the witnesses that have to cosign a checkpoint for it to be sealed (C2SP tlog-policy). */
export interface Policy {
  logs: { key: VerifierKey; url?: string }[];
  witnesses: PolicyWitness[];
  groups: PolicyGroup[];
  /** The name of a witness or group; undefined if the policy asks for none. */
  quorum: string | undefined;
}

/** The most bytes of a policy. */
export const policyLimit = 262_144;
const countLimit = 256;

/**
 * @throws Malformed, naming the line, unless the bytes are a policy file (C2SP tlog-policy) of at most 256 KiB with at
 *   most 256 logs, witnesses and groups each. Beyond the specification it has to be UTF-8, and no witness may hold the
 *   key of a log, because a log must not witness itself.
 */
export function parsePolicy(cryptography: Cryptography, bytes: Uint8Array): Policy {
  if (bytes.length > policyLimit)
    throw new Malformed(`A policy is at most ${policyLimit} bytes long; this is ${bytes.length}.`);
  const policy: Policy = { logs: [], witnesses: [], groups: [], quorum: undefined };
  let quorum: string | undefined;
  const strange = bytes.findIndex((byte) => (byte < 0x20 && byte !== 0x09 && byte !== 0x0a) || byte === 0x7f);
  if (strange >= 0)
    throw new Malformed(
      `Line ${bytes.subarray(0, strange).filter((byte) => byte === 0x0a).length + 1} of the policy: it holds a control character.`,
    );
  for (const [number, line] of textOf(bytes, 'The policy').split('\n').entries()) {
    const words = line.split(/[ \t]+/).filter((word) => word !== '');
    const [kind, ...rest] = words;
    if (kind === undefined || kind.startsWith('#')) continue;
    const fail = (sentence: string): never => {
      throw new Malformed(`Line ${number + 1} of the policy: ${sentence}`);
    };
    const isDefined = (name: string) =>
      policy.witnesses.some((one) => one.name === name) || policy.groups.some((one) => one.name === name);
    const isNew = (name: string | undefined): name is string =>
      name !== undefined && name !== 'none' && !isDefined(name);
    switch (kind) {
      case 'log': {
        const [text, url, ...more] = rest;
        if (text === undefined || more.length > 0) return fail('a log is "log VKEY [URL]".');
        const key = keyOf(cryptography, text, 'signature', fail);
        if (policy.logs.some((log) => isSameKey(log.key, key))) return fail('this log stands there twice.');
        policy.logs.push({ key, ...(url === undefined ? {} : { url }) });
        break;
      }
      case 'witness': {
        const [name, text, url, ...more] = rest;
        if (!isNew(name) || text === undefined || more.length > 0)
          return fail('a witness is "witness NAME VKEY [URL]", with a name of its own.');
        const key = keyOf(cryptography, text, 'cosignature', fail);
        if (policy.witnesses.some((witness) => isSameKey(witness.key, key)))
          return fail('this witness stands there twice.');
        policy.witnesses.push({ name, key, ...(url === undefined ? {} : { url }) });
        break;
      }
      case 'group': {
        const [name, threshold, ...members] = rest;
        if (!isNew(name) || threshold === undefined || members.length === 0)
          return fail('a group is "group NAME K|any|all MEMBER …", with a name of its own.');
        const unknown = members.find((member) => !isDefined(member));
        if (unknown !== undefined) return fail(`"${unknown}" is not defined before.`);
        const taken = members.find(
          (member, at) =>
            members.indexOf(member) !== at || policy.groups.some((group) => group.members.includes(member)),
        );
        if (taken !== undefined) return fail(`"${taken}" is a member already.`);
        const atLeast = threshold === 'any' ? 1 : threshold === 'all' ? members.length : countOf(threshold, fail);
        if (atLeast < 1 || atLeast > members.length)
          return fail(`a group of ${members.length} needs between 1 and ${members.length} of them.`);
        policy.groups.push({ name, atLeast, members });
        break;
      }
      case 'quorum': {
        const [name, ...more] = rest;
        if (name === undefined || more.length > 0 || quorum !== undefined)
          return fail('there is one line "quorum NAME", and one name on it.');
        if (name !== 'none' && !isDefined(name)) return fail(`"${name}" is not defined before.`);
        quorum = name;
        break;
      }
      default:
        return fail('it begins with none of log, witness, group and quorum.');
    }
    if (Math.max(policy.logs.length, policy.witnesses.length, policy.groups.length) > countLimit)
      return fail(`a policy has at most ${countLimit} logs, witnesses and groups.`);
  }
  if (quorum === undefined) throw new Malformed('The policy has no quorum line.');
  const itself = policy.witnesses.find((witness) => policy.logs.some((log) => isSameKey(log.key, witness.key)));
  if (itself !== undefined)
    throw new Malformed(
      `In the policy, the witness ${itself.name} holds the key of a log, which would witness itself.`,
    );
  return { ...policy, quorum: quorum === 'none' ? undefined : quorum };
}

function countOf(text: string, fail: (sentence: string) => never): number {
  try {
    return integerOf(text, 'The number');
  } catch (error) {
    if (error instanceof Malformed) return fail('a group needs a number, any or all.');
    throw error;
  }
}

function keyOf(
  cryptography: Cryptography,
  text: string,
  type: VerifierKey['type'],
  fail: (sentence: string) => never,
): VerifierKey {
  try {
    const key = parseVerifierKey(cryptography, text);
    if (key.type !== type)
      return fail(
        type === 'signature' ? "this is a witness's key, not a log's." : "this is a log's key, not a witness's.",
      );
    return key;
  } catch (error) {
    if (error instanceof Malformed && !error.message.startsWith('Line ')) return fail(error.message);
    throw error;
  }
}

/** Whether cosignatures by these witnesses (their names in the policy) satisfy the policy. */
export function isQuorum(policy: Policy, cosigned: ReadonlySet<string>): boolean {
  if (policy.quorum === undefined) return true;
  const reached = new Set(cosigned);
  // Every group comes after its members, so one pass in order is enough.
  for (const { name, atLeast, members } of policy.groups)
    if (members.filter((member) => reached.has(member)).length >= atLeast) reached.add(name);
  return reached.has(policy.quorum);
}
