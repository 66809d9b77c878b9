/**
 * An exclusive resource: a person's time, a room's, an e-mail address. A stream holds it until its state no longer
 * claims it.
 */
export interface Claim {
  resource: string;
  /** Half-open. Without it the resource is held for ever. */
  during?: { from: string; to: string };
}

/** The claims after a decision, or undefined where it leaves them as they are. */
export const changedClaims = (before: readonly Claim[], after: readonly Claim[]): readonly Claim[] | undefined =>
  JSON.stringify(before) === JSON.stringify(after) ? undefined : after;

/** A stream whose claims change. */
interface Holder {
  stream: string;
  claims: readonly Claim[] | undefined;
}

/** The streams whose claims change, and every claim that they then hold, as `append_atomic` takes them. */
export function claimRows(all: readonly Holder[]) {
  const holding = all.filter(({ claims }) => claims);
  return {
    holders: holding.map(({ stream }) => stream),
    claims: holding.flatMap(({ stream, claims = [] }) =>
      claims.map(({ resource, during }) => ({
        holder: stream,
        resource,
        from: during?.from ?? null,
        to: during?.to ?? null,
      })),
    ),
  };
}
