import { Type } from '@sinclair/typebox';

/** An opaque id. */
export const id = Type.String({ minLength: 1, maxLength: 200 });
/** RFC 3339 in UTC. */
export const moment = Type.String({ minLength: 20, maxLength: 40 });
/** A procedure's code within its clinic. */
export const code = Type.String({ minLength: 1, maxLength: 60 });
/** A set of ids. */
export const ids = Type.Array(id, { maxItems: 20_000 });
