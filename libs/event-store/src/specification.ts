import { Refused, type Actor, type Command, type Decider, type Situation, type StoredEvent } from './decider.js';

/** The person who acts in a specification unless `by` says otherwise. */
const somebody: Actor = { id: 'somebody', admin: false, roles: {} };
export const noon = '2026-06-15T12:00:00.000Z';

/**
 * `given(past events).by(actor).at(instant).with(facts).when(command).then(events)` or `.refuses(codes)`.
 * What is asserted is the whole decision: every event with its data, or every refusal's code in order.
 */
export function specify<C extends Command, E extends StoredEvent, S, F extends object>(
  decider: Decider<C, E, S, F>,
  facts: F,
) {
  const given = (...past: (E | readonly E[])[]) => {
    const state = past.flat().reduce((before, event) => decider.evolve(before, event as E), decider.initial);
    const standing = (situation: Situation, known: F) => ({
      by: (actor: Actor) => standing({ ...situation, actor }, known),
      at: (now: string) => standing({ ...situation, now }, known),
      with: (more: Partial<F>) => standing(situation, { ...known, ...more }),
      when: (command: C) => {
        const decision = decider.decide(command, state, { ...known, ...situation });
        return {
          then: (...events: (E | readonly E[])[]) =>
            equal(decision instanceof Refused ? { refused: decision.refusals } : decision, events.flat()),
          refuses: (...codes: string[]) =>
            equal(decision instanceof Refused ? decision.refusals.map((one) => one.code) : { events: decision }, codes),
          changesNothing: () => equal(decision, []),
          refusals: () => (decision instanceof Refused ? decision.refusals : []),
        };
      },
      state,
    });
    return standing({ actor: somebody, now: noon }, facts);
  };
  return given;
}

function equal(actual: unknown, expected: unknown): void {
  const written = (value: unknown) => JSON.stringify(value, sorted, 2);
  if (written(actual) !== written(expected))
    throw new Error(`Decided otherwise.\nexpected ${written(expected)}\nactual   ${written(actual)}`);
}

const sorted = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
