import { Kind } from 'graphql';
import type { FieldNode, GraphQLError } from 'graphql';
import type { BoundedDocument } from './bounds.js';
import { refuse } from './errors.js';
import type { Exchange } from './exchange.js';

/** The root fields for people who are not signed in. */
const open = ['signIn', 'acceptInvitation', 'resetPassword', 'health', '__typename'];
/** The root fields that a bad token does not close, so that a client that still holds one can get a new one. */
const openToAnyToken = ['signIn', 'acceptInvitation', 'resetPassword'];

/**
 * Refuses every closed root field to people who are not signed in. It runs before validation, because validation errors
 * would tell them about the schema.
 * @param document undefined for a text that does not parse; Apollo Server refuses it
 * @throws GraphQLError `UNAUTHENTICATED` with status 401
 */
export function admit(document: BoundedDocument | undefined, exchange: Exchange): void {
  if (exchange.actor !== undefined) return;
  // All operations of the document count, not only the one to run: all of them are validated.
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
 * `__type(name: "X") { name }`, by which programs check that a server answers at all. The answer is the same as for an
 * unknown X.
 */
function asksForNameOnly({ name, selectionSet }: FieldNode): boolean {
  const wanted = selectionSet?.selections ?? [];
  return (
    name.value === '__type' &&
    wanted.every((selection) => selection.kind === Kind.FIELD && ['name', '__typename'].includes(selection.name.value))
  );
}
