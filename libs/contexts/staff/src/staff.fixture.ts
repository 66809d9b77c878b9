import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { publicKeysOf, verifyToken } from '@stipple/service';
import { administrator, openStage, type Stage } from '@stipple/service/stage';
import { bookings } from '@stipple/contracts';
import type { Actor, Role } from '@stipple/event-store';
import { StaffModule } from './staff.module.js';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
export const tokenKeys = publicKeysOf(publicKey);
export const goodPassword = 'correct horse battery';

/** This context alone on a real PostgreSQL, for tests. */
export const openStaff = (): Promise<Stage> =>
  openStage(StaffModule, { provide: StaffModule.provide({ tokenKey: privateKey, identitySecret: randomBytes(32) }) });

/** A mutation's payload: what was asked of it, and why not. */
export interface Answer {
  refusals: { code: string; message: string }[];
  token?: string | null;
  expiresAt?: string | null;
  invitation?: string | null;
  reset?: string | null;
  user?: object | null;
  clinic?: { id: string };
  staffMember?: { id: string; name?: string | null; roles?: string[] } | null;
  credential?: { id: string; status: string; verifiedBy?: { id: string } | null } | null;
  privilege?: { id: string; status: string } | null;
  shift?: { id: string; start: string; end: string } | null;
}

/** Gives a mutation of one input; answers its payload, or throws its first error's code. */
export async function does(
  stage: Stage,
  actor: Actor | undefined,
  name: string,
  input: object,
  fields = '',
): Promise<Answer> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await stage.ask(
    actor,
    `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} refusals { code message } } }`,
    { input },
  );
  if (errors?.[0]) throw new Error(String(errors[0].extensions['code']));
  return (data as Record<string, Answer> | undefined)?.[name] ?? { refusals: [] };
}

export const codesOf = (answer: Answer): string[] => answer.refusals.map(({ code }) => code);

/** Opens a clinic. */
export async function openClinic(stage: Stage, name: string, timeZone = 'Asia/Bangkok'): Promise<string> {
  const { clinic } = await does(
    stage,
    administrator,
    'openClinic',
    { name, timeZone, currency: 'THB', country: 'TH' },
    'clinic { id }',
  );
  return clinic?.id ?? '';
}

/** Hires somebody, lets them accept, and signs them in: who they are from then on. */
export async function hire(
  stage: Stage,
  by: Actor,
  clinicId: string,
  name: string,
  roles: readonly string[],
): Promise<Actor> {
  const email = `${name}@example.com`;
  const { invitation } = await does(stage, by, 'hireStaff', { clinicId, name, email, roles }, 'invitation');
  if (invitation) await does(stage, undefined, 'acceptInvitation', { token: invitation, password: goodPassword });
  const person = await signIn(stage, email, goodPassword);
  if (invitation) return person;
  await does(stage, person, 'acceptMembership', { clinicId });
  return asNow(stage, person.id);
}

export async function signIn(stage: Stage, email: string, password: string): Promise<Actor> {
  const { token, refusals } = await does(stage, undefined, 'signIn', { email, password }, 'token');
  const signedIn = !token ? undefined : await verifyToken(tokenKeys, token);
  if (!signedIn) throw new Error(refusals.map(({ code }) => code).join());
  return asNow(stage, signedIn.id);
}

/** Somebody with the roles that they hold now, as a gateway asks for them. */
export async function asNow(stage: Stage, id: string): Promise<Actor> {
  const { data } = await stage.ask(
    administrator,
    'query ($ids: [ID!]!) { accounts(ids: $ids) { administrator memberships { clinicId roles } } }',
    { ids: [id] },
  );
  const [account] =
    (data as { accounts: { administrator: boolean; memberships: { clinicId: string; roles: Role[] }[] }[] } | undefined)
      ?.accounts ?? [];
  return {
    id,
    admin: account?.administrator ?? false,
    roles: Object.fromEntries((account?.memberships ?? []).map(({ clinicId, roles }) => [clinicId, roles])),
  };
}

/** Has a clinic offer procedures, as the context of bookings tells. */
export async function offer(stage: Stage, clinicId: string, ...codes: string[]): Promise<void> {
  for (const code of codes) {
    const procedure = {
      clinicId,
      code,
      name: code,
      kind: 'TREATMENT' as const,
      durationMinutes: 60,
      requiresPrivilege: true,
      requiresConsent: false,
    };
    await stage.hear(bookings.procedureDefined, bookings.procedureDefined.of(`${clinicId}:${code}`, procedure));
  }
}
