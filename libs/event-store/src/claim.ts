/**
 * Something of which there is one: a person's time, a room's, an e-mail address. Held by a stream until its state no
 * longer says so.
 */
export interface Claim {
  resource: string;
  /** Half-open; without it the resource is held for ever. */
  during?: { from: string; to: string };
}
