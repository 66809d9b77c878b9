import { randomUUID } from 'node:crypto';
import type { Actor, Role } from '@stipple/event-store';
import { parse } from 'graphql';
import type { PublicKeys } from './keys.js';
import { SubgraphUnavailable, type Seen, type Subgraph } from './subgraph.port.js';
import { verifyToken } from './tokens.js';

const question = parse('query CurrentRoles { me { id roles memberships { clinicId roles } } }');
/** How long what was learnt is used again, in milliseconds, where this gateway sees no change of staff. */
const freshFor = 30_000;
const mostPeople = 10_000;

interface Me {
  id: string;
  roles: readonly string[];
  memberships: readonly { clinicId: string; roles: readonly Role[] }[];
}

/**
 * Who a token stands for, with the roles they hold now rather than when they signed in: somebody hired at a clinic may act
 * there at once. While the staff context cannot be asked, the token's own roles count, so that its outage stops nobody else.
 */
export function currentRoles(staff: Subgraph, tokenKeys: PublicKeys): { subgraph: Subgraph; verify(token: string): Promise<Actor | undefined> } {
  const known = new Map<string, { actor: Promise<Actor>; until: number }>();
  let seen: Seen | undefined;
  const ask = async (signedIn: Actor): Promise<Actor> => {
    try {
      const { data } = await staff.execute({ document: question, actor: signedIn, after: { own: seen ? [seen] : [], others: [] }, deadline: Date.now() + 2_000, correlationId: randomUUID(), address: 'gateway' });
      const me = (data as { me?: Me | null } | null | undefined)?.me;
      if (!me) return signedIn;
      return { id: me.id, admin: me.roles.includes('ADMIN'), roles: Object.fromEntries(me.memberships.map(({ clinicId, roles }) => [clinicId, roles])) };
    } catch (error) {
      if (error instanceof SubgraphUnavailable) return signedIn;
      throw error;
    }
  };
  return {
    subgraph: {
      ...staff,
      async execute(request) {
        const result = await staff.execute(request);
        if (result.extensions?.seen) {
          seen = result.extensions.seen;
          known.clear();
        }
        return result;
      },
    },
    async verify(token) {
      const signedIn = await verifyToken(tokenKeys, token);
      if (!signedIn) return undefined;
      const before = known.get(signedIn.id);
      if (before && before.until > Date.now()) return before.actor;
      if (known.size >= mostPeople) known.clear();
      const actor = ask(signedIn);
      known.set(signedIn.id, { actor, until: Date.now() + freshFor });
      return actor;
    },
  };
}
