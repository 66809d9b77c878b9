/** Ids of everything that a recall affects. */
export interface Reach {
  loadIds: readonly string[];
  packIds: readonly string[];
  treatmentIds: readonly string[];
  clientIds: readonly string[];
}

export const nobody: Reach = { loadIds: [], packIds: [], treatmentIds: [], clientIds: [] };

/** The most ids in one event or message. */
export const mostNamed = 500;
/** The most characters of ids in one event. It stays below 40 KiB, however long the ids are. */
const mostCharacters = 30_000;

const kinds = ['loadIds', 'packIds', 'treatmentIds', 'clientIds'] as const;

export function joined(before: Reach, more: Reach): Reach {
  const union = (some: readonly string[], others: readonly string[]): string[] => [...new Set([...some, ...others])];
  return {
    loadIds: union(before.loadIds, more.loadIds),
    packIds: union(before.packIds, more.packIds),
    treatmentIds: union(before.treatmentIds, more.treatmentIds),
    clientIds: union(before.clientIds, more.clientIds),
  };
}

const without = (some: readonly string[], known: readonly string[]): string[] => {
  const before = new Set(known);
  return [...new Set(some)].filter((id) => !before.has(id));
};

/** The part of `more` that is not in `before`. */
export const beyond = (before: Reach, more: Reach): Reach => ({
  loadIds: without(more.loadIds, before.loadIds),
  packIds: without(more.packIds, before.packIds),
  treatmentIds: without(more.treatmentIds, before.treatmentIds),
  clientIds: without(more.clientIds, before.clientIds),
});

export const sizeOf = (reach: Reach): number => kinds.reduce((sum, kind) => sum + reach[kind].length, 0);

/** Splits a reach into pieces that each fit into one event and one message. */
export function pieces(reach: Reach): Reach[] {
  const parts: Record<keyof Reach, string[]>[] = [];
  let room = { ids: 0, characters: 0 };
  for (const kind of kinds) {
    for (const id of reach[kind]) {
      if (room.ids < 1 || room.characters < id.length) {
        parts.push({ loadIds: [], packIds: [], treatmentIds: [], clientIds: [] });
        room = { ids: mostNamed, characters: mostCharacters };
      }
      parts.at(-1)?.[kind].push(id);
      room = { ids: room.ids - 1, characters: room.characters - id.length - 3 };
    }
  }
  return parts;
}
