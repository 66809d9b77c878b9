import {
  Already,
  Ignored,
  Refused,
  type Actor,
  type Command,
  type Decider,
  type Decision,
  type Informed,
  type Refusal,
  type Situation,
  type StoredEvent,
} from './decider.js';

/** The person who acts in a specification unless `by` says otherwise. */
const somebody: Actor = { id: 'somebody', admin: false, roles: {} };
export const noon = '2026-06-15T12:00:00.000Z';

type Together<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;
/** The facts of all commands of a decider, in one. */
type AllFacts<Facts> = Together<NonNullable<Facts[keyof Facts]>>;

/**
 * `given(past events).by(actor).at(instant).with(facts).when(command).then(events)`, or `.refuses(codes)`, `.isSo()`,
 * `.ignores(because)`. The whole decision is asserted: every event with its data, every refusal's code in order, or the
 * reason.
 */
export function specify<C extends Command, E extends StoredEvent, S, F>(
  decider: Decider<C, E, S, F>,
  facts: AllFacts<F>,
) {
  const given = (...past: (E | readonly E[])[]) => {
    const state = past.flat().reduce((before, event) => decider.evolve(before, event as E), decider.initial);
    const deciding = (situation: Situation, known: AllFacts<F>) => ({
      by: (actor: Actor) => deciding({ ...situation, actor }, known),
      at: (now: string) => deciding({ ...situation, now }, known),
      with: (more: Partial<AllFacts<F>>) => deciding(situation, Object.assign({}, known, more)),
      when: (command: C) => {
        const informed = { type: command.type, data: command.data, facts: known } as unknown as Informed<C, F>;
        const decision = shown(decider.decide(informed, state, situation));
        return {
          then: (...events: (E | readonly E[])[]) => equal(decision, { events: events.flat() }),
          refuses: (...codes: string[]) =>
            equal('refused' in decision ? { codes: decision.refused.map((one) => one.code) } : decision, { codes }),
          isSo: () => equal(decision, { already: true }),
          ignores: (because: string) => equal(decision, { ignored: because }),
          /** What is stored, for assertions of another kind. */
          events: () => ('events' in decision ? decision.events : []),
          refusals: () => ('refused' in decision ? decision.refused : []),
        };
      },
      state,
    });
    return deciding({ actor: somebody, now: noon }, facts);
  };
  return given;
}

type Shown<E> = { events: readonly E[] } | { already: true } | { ignored: string } | { refused: readonly Refusal[] };

/** A decision as it is compared, and shown where it is another than was expected. */
function shown<E>(decision: Decision<E>): Shown<E> {
  if (decision instanceof Refused) return { refused: decision.refusals };
  if (decision instanceof Ignored) return { ignored: decision.because };
  return decision instanceof Already ? { already: true } : { events: decision };
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
