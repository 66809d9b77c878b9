/**
 * An id that says whose it is, so that it leads to the holder's own stream without asking a read model that may be
 * behind.
 */
export const idWithin = (memberId: string, id: string): string => `${memberId}.${id}`;

/** Whose credential or privilege it is; text that is no such id leads to nobody. */
export const holderOf = (id: string): string => /^([0-9a-f-]{36})\.[0-9a-f-]{36}$/.exec(id)?.[1] ?? 'nobody';
