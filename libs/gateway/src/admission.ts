import { Kind } from 'graphql';
import type { FieldNode, GraphQLError } from 'graphql';
import type { BoundedDocument } from './bounds.js';
import { refuse } from './errors.js';
import type { Exchange } from './exchange.js';

/** What somebody not signed in may ask for. */
const open = ['signIn', 'acceptInvitation', 'resetPassword', 'health', '__typename'];
/** What a bad token does not stand in the way of, so that a client that still holds one can get a new one. */
const openToAnyToken = ['signIn', 'acceptInvitation', 'resetPassword'];

/**
 * Lets people who are not signed in ask for what is open and nothing else, before the document is held against the
 * schema: what is wrong with it would tell them about the schema.
 * @param document undefined for what does not parse, which is left to be refused for that
 * @throws GraphQLError `UNAUTHENTICATED` with status 401
 */
export function admit(document: BoundedDocument | undefined, exchange: Exchange): void {
  if (exchange.actor !== undefined) return;
  // Of every operation in the document, not only of the one to run: all of them are validated.
  const root = document?.roots.flat() ?? [];
  if (
    exchange.badToken !== undefined &&
    !(root.length > 0 && root.every(({ name }) => openToAnyToken.includes(name.value)))
  )
    throw unauthenticated(exchange.badToken);
  const closed = root.find((field) => !open.includes(field.name.value) && !asksForNameOnly(field));
  if (closed === undefined) return;
  throw unauthenticated(closed.name.value.startsWith('__') ? 'Sign in to ask about the schema.' : 'Sign in first.');
}

const unauthenticated = (message: string): GraphQLError =>
  refuse('UNAUTHENTICATED', message, { status: 401, headers: { 'www-authenticate': 'Bearer' } });

/**
 * `__type(name: "X") { name }`, with which programs try whether a server answers at all. It is answered as if there
 * were no X.
 */
function asksForNameOnly({ name, selectionSet }: FieldNode): boolean {
  const wanted = selectionSet?.selections ?? [];
  return (
    name.value === '__type' &&
    wanted.every((selection) => selection.kind === Kind.FIELD && ['name', '__typename'].includes(selection.name.value))
  );
}
