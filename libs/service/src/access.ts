import { own, type Actor, type Role } from '@stipple/event-store';

/** A failure other than a refused command. Clients switch on `code`; the message is for the person who asked. */
export class GraphFault extends Error {
  override name = 'GraphFault';
  constructor(
    readonly code:
      | 'UNAUTHENTICATED'
      | 'FORBIDDEN'
      | 'BAD_USER_INPUT'
      | 'NOT_FOUND'
      | 'CONFLICT'
      | 'RATE_LIMITED'
      | 'TOO_COMPLEX'
      | 'SERVICE_UNAVAILABLE',
    message: string,
  ) {
    super(message);
  }
}

const notFound = (what: string): GraphFault => new GraphFault('NOT_FOUND', `There is no such ${what}.`);

/**
 * The thing.
 * @throws GraphFault NOT_FOUND where there is none
 */
export function found<T>(thing: T | undefined | null, what: string): T {
  if (thing === undefined || thing === null) throw notFound(what);
  return thing;
}

/** Whether somebody holds one of the roles at a clinic. A manager has all roles of the clinic except AUDITOR. */
export const holds = (actor: Actor, clinicId: string, ...wanted: readonly Role[]): boolean =>
  (own(actor.roles, clinicId) ?? []).some(
    (role) => wanted.includes(role) || (role === 'MANAGER' && wanted.some((one) => one !== 'AUDITOR')),
  );

/** Whether somebody holds any role at a clinic. */
export const worksAt = (actor: Actor, clinicId: string): boolean => (own(actor.roles, clinicId) ?? []).length > 0;

/** The context of resolvers: who asks, and from where. A new one for each operation. */
export class Request {
  /** The loaders that combine the reads of one operation, by name. */
  readonly loaders = new Map<string, unknown>();

  constructor(
    private readonly person: Actor | undefined,
    /** The caller's address. */
    readonly address: string,
  ) {}

  /** @throws GraphFault UNAUTHENTICATED */
  get actor(): Actor {
    if (!this.person) throw new GraphFault('UNAUTHENTICATED', 'Sign in first.');
    return this.person;
  }

  /**
   * The person who asks, who has to hold one of the roles at the clinic.
   * @throws GraphFault UNAUTHENTICATED, FORBIDDEN
   */
  need(clinicId: string, ...wanted: readonly Role[]): Actor {
    const { actor } = this;
    if (!holds(actor, clinicId, ...wanted))
      throw new GraphFault('FORBIDDEN', `This takes the role ${wanted.join(' or ')} at this clinic.`);
    return actor;
  }

  /** @throws GraphFault UNAUTHENTICATED, FORBIDDEN */
  needAdmin(): Actor {
    const { actor } = this;
    if (!actor.admin) throw new GraphFault('FORBIDDEN', 'This takes the role ADMIN.');
    return actor;
  }

  /** The clinics at which the person holds one of the roles. */
  clinicsAs(...wanted: readonly Role[]): string[] {
    return Object.keys(this.actor.roles).filter((clinicId) => holds(this.actor, clinicId, ...wanted));
  }

  /** The operation's loader of this name, made at its first use. */
  loader<T>(name: string, make: () => T): T {
    if (!this.loaders.has(name)) this.loaders.set(name, make());
    return this.loaders.get(name) as T;
  }
}
