import {
  acting,
  actAs,
  own,
  type Actor,
  type Command,
  type Decider,
  type EventStore,
  type Outcome,
  type Refusal,
  type Role,
  type StoredEvent,
} from '@stipple/event-store';
import { isUuid } from '@stipple/text';
import { found, GraphFault, holds, type Request } from './access.js';

/** Who may ask a root field of the graph. */
export type Who =
  | { readonly kind: 'anyone'; readonly because: string }
  | { readonly kind: 'signed in'; readonly because: string }
  | { readonly kind: 'administrator' }
  | { readonly kind: 'role'; readonly roles: readonly Role[]; readonly orAdministrator: boolean };

/** Without signing in. @param because why that is right, in a sentence for docs/who-may.md */
export const anyone = (because: string): Who => ({ kind: 'anyone', because });

/** Anybody who has signed in. @param because what keeps others' things apart, in a sentence for docs/who-may.md */
export const signedIn = (because: string): Who => ({ kind: 'signed in', because });

export const administrator: Who = { kind: 'administrator' };

/** Whoever holds one of the roles at the clinic of what the field is about. */
export const role = (...roles: readonly Role[]): Who => ({ kind: 'role', roles, orAdministrator: false });

/** As `role`, and an administrator besides. */
export const roleOrAdministrator = (...roles: readonly Role[]): Who => ({ kind: 'role', roles, orAdministrator: true });

/** The thing that a root field is about. Its clinic decides who may. */
export interface About<Args, Known> {
  /** As a person calls it: "There is no such …". */
  readonly name: string;
  /** Undefined where there is none. */
  load(args: Args, request: Request): Promise<Known | undefined>;
  /** Undefined for what belongs to no clinic. */
  clinicOf(known: Known): string | undefined;
  /** True where everybody may know that it exists, as of a clinic. Otherwise another clinic's thing is answered as one there is none of. */
  readonly isPublic?: boolean;
}

/** A state of a thing that exists. */
export type Existing<State> = Exclude<State, { readonly status: 'unknown' }>;

/** A thing as the log has it; undefined where there is none. For the `load` of an `About`. */
export async function existing<C extends Command, E extends StoredEvent, S extends object, F>(
  store: EventStore,
  decider: Decider<C, E, S, F>,
  id: string,
): Promise<Existing<S> | undefined> {
  const state = await store.state(decider, id);
  return 'status' in state && state.status === 'unknown' ? undefined : (state as Existing<S>);
}

/** What is declared about a root field, for the list of who may do what. */
export interface Declared {
  readonly who: Who;
  /** What it loads before anything else. */
  readonly about: string | undefined;
  /** The type of the command that a mutation gives. */
  readonly command: string | undefined;
}

const declarations = new WeakMap<object, Declared>();

/** What was declared about a resolver; undefined for a function that nobody declared. */
export const declaredOf = (resolver: unknown): Declared | undefined =>
  typeof resolver === 'function' ? declarations.get(resolver) : undefined;

type Nullable<T> = { [Key in keyof T]: null extends T[Key] ? Key : never }[keyof T];

/** An input without its nulls: what was not given is absent. */
export type Given<Input> = Omit<Input, Nullable<Input> | 'commandId'> & {
  [Key in Exclude<Nullable<Input>, 'commandId'>]?: NonNullable<Input[Key]>;
};

/** Drops what is null, and `commandId`, which the command carries beside its content. */
export const given = <Input extends object>(input: Input): Given<Input> =>
  Object.fromEntries(
    Object.entries(input).filter(([key, value]) => value !== null && value !== undefined && key !== 'commandId'),
  ) as Given<Input>;

/** Whether somebody who has signed in may, at a clinic. */
function passes(who: Who, actor: Actor, clinicId: string | undefined): boolean {
  switch (who.kind) {
    case 'anyone':
    case 'signed in':
      return true;
    case 'administrator':
      return actor.admin;
    case 'role':
      return (who.orAdministrator && actor.admin) || (clinicId !== undefined && holds(actor, clinicId, ...who.roles));
  }
}

/** @throws GraphFault UNAUTHENTICATED, NOT_FOUND, FORBIDDEN */
async function admit<Args, Known>(
  who: Who,
  about: About<Args, Known> | undefined,
  args: Args,
  request: Request,
): Promise<Known> {
  if (who.kind === 'anyone') return (await about?.load(args, request)) as Known;
  const { actor } = request;
  if (who.kind === 'administrator') request.needAdmin();
  if (!about) return undefined as Known;
  const known = await about.load(args, request);
  const clinicId = known === undefined ? undefined : about.clinicOf(known);
  const may = passes(who, actor, clinicId);
  const isHidden =
    !may && about.isPublic !== true && (clinicId === undefined || (own(actor.roles, clinicId) ?? []).length === 0);
  const here = found(isHidden ? undefined : known, about.name);
  if (who.kind === 'role' && !may) request.need(clinicId ?? '', ...who.roles);
  return here;
}

/**
 * A field of Query: who may ask, what it is about, and the answer. Signing in, NOT_FOUND and FORBIDDEN are settled before
 * `answer` runs.
 */
export function ask<Args extends object, Known, Answer>(declared: {
  who: Who;
  about?: About<NoInfer<Args>, Known>;
  answer(known: Known, args: Args, request: Request): Answer | Promise<Answer>;
}) {
  const resolve = async (_parent: unknown, args: Args, request: Request): Promise<Answer> =>
    declared.answer(await admit(declared.who, declared.about, args, request), args, request);
  declarations.set(resolve, { who: declared.who, about: declared.about?.name, command: undefined });
  return resolve;
}

/** Another thing that the graph leads to: who may see it, how it is found, and how it is shown. */
export interface Pointer<Key extends object, Known, Shown> {
  who: Who;
  about: About<NoInfer<Key>, Known>;
  toGraph(known: Known, request: Request): Shown | null | Promise<Shown | null>;
}

/** The thing as it is shown; null where there is none, and to whom it is not shown. @throws GraphFault UNAUTHENTICATED */
async function follow<Key extends object, Known, Shown>(
  { who, about, toGraph }: Pointer<Key, Known, Shown>,
  key: Key,
  request: Request,
): Promise<Shown | null> {
  const actor = who.kind === 'anyone' ? undefined : request.actor;
  const known = await about.load(key, request);
  if (known === undefined || (actor && !passes(who, actor, about.clinicOf(known)))) return null;
  return toGraph(known, request);
}

/** An entity that another service names: `__resolveReference`. Another clinic's thing is null. */
export const refers =
  <Key extends object, Known, Shown>(declared: Pointer<Key, Known, Shown>) =>
  (key: Key, request: Request): Promise<Shown | null> =>
    follow(declared, key, request);

/** A field that leads to another thing. `key` says to which; null leads to none. Another clinic's thing is null. */
export const pointsTo =
  <Parent, Key extends object, Known, Shown>({
    key,
    ...declared
  }: Pointer<Key, Known, Shown> & { key(parent: Parent): Key | null }) =>
  async (parent: Parent, _args: unknown, request: Request): Promise<Shown | null> => {
    const at = key(parent);
    return at && follow(declared, at, request);
  };

/** A field that leads to several things, in the order of `keys`. Those that there are none of are left out. */
export const pointsToAll =
  <Parent, Key extends object, Known, Shown>({
    keys,
    ...declared
  }: Pointer<Key, Known, Shown> & {
    keys(parent: Parent, request: Request): readonly Key[] | Promise<readonly Key[]>;
  }) =>
  async (parent: Parent, _args: unknown, request: Request): Promise<Shown[]> => {
    const shown = await Promise.all((await keys(parent, request)).map((key) => follow(declared, key, request)));
    return shown.filter((one) => one !== null);
  };

/** What every field of Mutation may be sent beside its content. */
interface Sent {
  commandId?: string | null;
}

/** A field of Mutation that gives a command, without how its outcome is shown. */
interface Gives<Input extends Sent, Known> {
  who: Who;
  about?: About<Given<NoInfer<Input>>, Known>;
  /** The class of the command. */
  gives: { readonly type: string };
  /** The command. What it needs besides the input comes from what was loaded and from who asks. */
  command(input: Given<Input>, known: Known, request: Request): Command | Promise<Command>;
}

/** A field of Mutation that shows the thing after its command. */
export interface Change<Input extends Sent, Known, State, Name extends string, Shown> extends Gives<Input, Known> {
  /** Under which name, and how, the state after the command is shown. */
  as: Name;
  toGraph(state: State, input: Given<Input>, request: Request): Shown | null | Promise<Shown | null>;
}

/** A field of Mutation that shows several things after its command. */
export interface WideChange<Input extends Sent, Known, State, Payload extends object> extends Gives<Input, Known> {
  toPayload(state: State, input: Given<Input>, request: Request): Payload | Promise<Payload>;
}

/** What a mutation answers with: the thing under its name, or nothing and every refusal. */
export type Answered<Name extends string, Shown> = { [N in Name]: Shown | null } & { refusals: Refusal[] };

/** Who takes commands: Nest's command bus. */
export interface Commands {
  execute(command: Command): Promise<unknown>;
}

/** A resolver of Mutation: admits, drops nulls, and runs under the id that the client gave. */
function declaring<Input extends Sent, Known, Answer>(
  { who, about, gives }: Pick<Gives<Input, Known>, 'who' | 'about'> & Partial<Gives<Input, Known>>,
  run: (known: Known, input: Given<Input>, request: Request) => Promise<Answer>,
) {
  const resolve = (_parent: unknown, { input }: { input: Input }, request: Request): Promise<Answer> =>
    once(input.commandId, async () => run(await admit(who, about, given(input), request), given(input), request));
  declarations.set(resolve, { who, about: about?.name, command: gives?.type });
  return resolve;
}

/**
 * Makes fields of Mutation from what is declared about them. A `commandId` lets the command happen once, however often it
 * is sent.
 */
export const changesBy =
  (commands: Commands) =>
  <Input extends Sent, Known, State, Name extends string, Shown>(declared: Change<Input, Known, State, Name, Shown>) =>
    declaring(declared, async (known: Known, input, request): Promise<Answered<Name, Shown>> => {
      const outcome = (await commands.execute(await declared.command(input, known, request))) as Outcome<State>;
      const shown = outcome.accepted ? await declared.toGraph(outcome.state, input, request) : null;
      return { [declared.as]: shown, refusals: [...outcome.refusals] } as Answered<Name, Shown>;
    });

/** The same for fields that show several things. Where the command is refused, none of them is there. */
export const wideChangesBy =
  (commands: Commands) =>
  <Input extends Sent, Known, State, Payload extends object>(declared: WideChange<Input, Known, State, Payload>) =>
    declaring(declared, async (known: Known, input, request): Promise<Partial<Payload> & { refusals: Refusal[] }> => {
      const outcome = (await commands.execute(await declared.command(input, known, request))) as Outcome<State>;
      const payload: Partial<Payload> = outcome.accepted ? await declared.toPayload(outcome.state, input, request) : {};
      return { ...payload, refusals: [...outcome.refusals] };
    });

/**
 * A field of Mutation that gives no command of its own: signing in, or trying again what is parked. Whatever commands
 * `answer` gives happen under the id that the client gave.
 */
export const perform = <Input extends Sent, Known, Answer>(declared: {
  who: Who;
  about?: About<Given<NoInfer<Input>>, Known>;
  answer(known: Known, input: Given<Input>, request: Request): Promise<Answer>;
}) => declaring<Input, Known, Answer>(declared, (...given) => declared.answer(...given));

/** Runs a command under the id that the client gave it. @throws GraphFault BAD_USER_INPUT */
function once<Answer>(commandId: string | null | undefined, run: () => Promise<Answer>): Promise<Answer> {
  if (commandId === undefined || commandId === null) return run();
  if (!isUuid(commandId)) throw new GraphFault('BAD_USER_INPUT', 'commandId has to be a UUID.');
  return actAs({ ...acting(), commandId: commandId.toLowerCase() }, run);
}
