import { beginning, type Position, type Recorded } from '@stipple/event-store';
import type { Stage } from '@stipple/service/stage';
import type { PackEvent } from '../pack/pack.decider.js';
import type { RecallEvent } from './recall.decider.js';

async function* everything({ context }: Stage): AsyncGenerator<Recorded> {
  const { rows } = await context.database.query<{ stored: number }>('select count(*)::int as stored from events');
  let read = 0;
  for (let at: Position = beginning; ;) {
    const page = await context.log.after(at, 5_000);
    yield* page;
    read += page.length;
    at = page.at(-1)?.position ?? at;
    // An older transaction that is open somewhere on the server holds the last of them back for a while.
    if (page.length === 0 && read >= (rows[0]?.stored ?? 0)) return;
    if (page.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/**
 * Reads from the log what a recall should name and does not: recalled packs, and the treatments and clients for whom one
 * of them was used, before or after. Once no recall has loads to follow, the list is empty.
 */
export async function strays(stage: Stage): Promise<string[]> {
  const recalledBy = new Map<string, Set<string>>();
  const uses: { packId: string; treatmentId: string; clientId: string }[] = [];
  const named = new Map<string, { packIds: Set<string>; treatmentIds: Set<string>; clientIds: Set<string> }>();
  for await (const recorded of everything(stage)) {
    const event = recorded as unknown as PackEvent | RecallEvent;
    switch (event.type) {
      case 'PackRecalled':
        recalledBy.set(event.data.packId, (recalledBy.get(event.data.packId) ?? new Set()).add(event.data.recallId));
        break;
      case 'PackUsed':
        uses.push(event.data);
        break;
      case 'RecallOpened':
      case 'RecallReached':
      case 'RecallScopeWidened': {
        const before = named.get(event.data.recallId) ?? {
          packIds: new Set<string>(),
          treatmentIds: new Set<string>(),
          clientIds: new Set<string>(),
        };
        for (const kind of ['packIds', 'treatmentIds', 'clientIds'] as const)
          for (const id of event.data[kind]) before[kind].add(id);
        named.set(event.data.recallId, before);
        break;
      }
      default:
    }
  }
  return [...recalledBy].flatMap(([packId, recallIds]) =>
    [...recallIds].flatMap((recallId) => {
      const reach = named.get(recallId);
      return [
        ...(reach?.packIds.has(packId) ? [] : [`${recallId} does not name pack ${packId}`]),
        ...uses
          .filter((use) => use.packId === packId)
          .flatMap(({ treatmentId, clientId }) => [
            ...(reach?.treatmentIds.has(treatmentId)
              ? []
              : [`${recallId} does not name treatment ${treatmentId} of pack ${packId}`]),
            ...(reach?.clientIds.has(clientId)
              ? []
              : [`${recallId} does not name client ${clientId} of pack ${packId}`]),
          ]),
      ];
    }),
  );
}
