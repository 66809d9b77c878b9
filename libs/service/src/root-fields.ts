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

/** Whoever holds a role at the clinic of what a field is about. Where it is at several clinics, one of them is enough. */
export interface RoleHolder {
  readonly kind: 'role';
  readonly roles: readonly Role[];
  readonly orAdministrator: boolean;
  /** Also the person whom it is about, in whatever role. */
  readonly orThemself?: true;
  /** Only whose own it is, and managers. */
  readonly onlyTheirOwn?: true;
  /** The role is held at all of its clinics, not at one of them. */
  readonly atEveryClinic?: true;
}

/** Who may ask a root field of the graph. */
export type Who =
  | { readonly kind: 'anyone'; readonly because: string }
  | { readonly kind: 'signed in'; readonly because: string }
  | { readonly kind: 'administrator' }
  | RoleHolder;

/** Without signing in. @param because why that is right, in a sentence for docs/who-may.md */
export const anyone = (because: string): Who => ({ kind: 'anyone', because });

/** Anybody who has signed in. @param because what keeps others' things apart, in a sentence for docs/who-may.md */
export const signedIn = (because: string): Who => ({ kind: 'signed in', because });

export const administrator: Who = { kind: 'administrator' };

/** Whoever holds one of the roles at the clinic of what the field is about. */
export const role = (...roles: readonly Role[]): RoleHolder => ({ kind: 'role', roles, orAdministrator: false });

/** As `role`, and an administrator besides. */
export const roleOrAdministrator = (...roles: readonly Role[]): RoleHolder => ({
  kind: 'role',
  roles,
  orAdministrator: true,
});

/** Besides, the person whom the field is about: `personOf`. */
export const orThemself = (who: RoleHolder): RoleHolder => ({ ...who, orThemself: true });

/** Of those who hold the role, the one whose own it is (`personOf`), and managers. */
export const onlyTheirOwn = (who: RoleHolder): RoleHolder => ({ ...who, onlyTheirOwn: true });

/** Whoever holds the role at all clinics of what the field is about. Where it has none, no role is enough. */
export const atEveryClinic = (who: RoleHolder): RoleHolder => ({ ...who, atEveryClinic: true });

/** The thing that a root field is about. Its clinic decides who may. */
export interface About<Args, Known> {
  /** As a person calls it: "There is no such …". */
  readonly name: string;
  /** Undefined where there is none. */
  load(args: Args, request: Request): Promise<Known | undefined>;
  /** Its clinic, or several. Undefined for what belongs to no clinic. */
  clinicOf(known: Known): string | readonly string[] | undefined;
  /** The person whom it is about, or whose work it is: for `orThemself` and `onlyTheirOwn`. */
  personOf?(known: Known): string;
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

/** Where a thing is, and whose it is. */
interface Place {
  clinicIds: readonly string[];
  person: string | undefined;
}

function placeOf<Args, Known>(about: About<Args, Known>, known: Known | undefined): Place {
  if (known === undefined) return { clinicIds: [], person: undefined };
  return { clinicIds: [about.clinicOf(known) ?? []].flat(), person: about.personOf?.(known) };
}

/** Whether somebody who has signed in may, about what is there. */
function passes(who: Who, actor: Actor, { clinicIds, person }: Place): boolean {
  switch (who.kind) {
    case 'anyone':
    case 'signed in':
      return true;
    case 'administrator':
      return actor.admin;
    case 'role': {
      const isTheirs = person === actor.id;
      if ((who.orAdministrator && actor.admin) || (who.orThemself && isTheirs)) return true;
      const held = clinicIds.filter((clinicId) => holds(actor, clinicId, ...who.roles));
      if (held.length === 0 || (who.atEveryClinic && held.length < clinicIds.length)) return false;
      return !who.onlyTheirOwn || isTheirs || held.some((clinicId) => holds(actor, clinicId, 'MANAGER'));
    }
  }
}

function forbidden({ roles, ...who }: RoleHolder): GraphFault {
  const where = who.atEveryClinic ? 'every clinic that this is about' : 'this clinic';
  const others = `${who.onlyTheirOwn ? ', and what is not your own the role MANAGER' : ''}${who.orAdministrator ? ', or ADMIN' : ''}`;
  return new GraphFault('FORBIDDEN', `This takes the role ${roles.join(' or ')} at ${where}${others}.`);
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
  const place = placeOf(about, known);
  const may = passes(who, actor, place);
  const worksThere = place.clinicIds.some((clinicId) => (own(actor.roles, clinicId) ?? []).length > 0);
  const here = found(may || about.isPublic || worksThere ? known : undefined, about.name);
  if (who.kind === 'role' && !may) throw forbidden(who);
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
  if (known === undefined || (actor && !passes(who, actor, placeOf(about, known)))) return null;
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
interface Gives<Input extends Sent, Known, Made extends Command> {
  who: Who;
  about?: About<Given<NoInfer<Input>>, Known>;
  /** The class of the command. */
  gives: { readonly type: string };
  /** The command. What it needs besides the input comes from what was loaded and from who asks. */
  command(input: Given<Input>, known: Known, request: Request): Made | Promise<Made>;
}

/** What a mutation was decided with: what was loaded, and the command that was made. */
export interface Decided<Known, Made extends Command> {
  known: Known;
  command: Made;
}

/** A field of Mutation that shows the thing after its command. */
export interface Change<
  Input extends Sent,
  Known,
  State,
  Name extends string,
  Shown,
  Made extends Command,
> extends Gives<Input, Known, Made> {
  /** Under which name, and how, the state after the command is shown. */
  as: Name;
  toGraph(
    state: State,
    input: Given<Input>,
    request: Request,
    decided: Decided<Known, Made>,
  ): Shown | null | Promise<Shown | null>;
}

/** A field of Mutation that shows several things after its command. */
export interface WideChange<
  Input extends Sent,
  Known,
  State,
  Payload extends object,
  Made extends Command,
> extends Gives<Input, Known, Made> {
  toPayload(
    state: State,
    input: Given<Input>,
    request: Request,
    decided: Decided<Known, Made>,
  ): Payload | Promise<Payload>;
}

/** What a mutation answers with: the thing under its name, or nothing and every refusal. */
export type Answered<Name extends string, Shown> = { [N in Name]: Shown | null } & { refusals: Refusal[] };

/** Who takes commands: Nest's command bus. */
export interface Commands {
  execute(command: Command): Promise<unknown>;
}

/** A resolver of Mutation: admits, drops nulls, and runs under the id that the client gave. */
function declaring<Input extends Sent, Known, Answer>(
  { who, about, gives }: Pick<Gives<Input, Known, Command>, 'who' | 'about'> & { gives?: { readonly type: string } },
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
  <Input extends Sent, Known, State, Name extends string, Shown, Made extends Command = Command>(
    declared: Change<Input, Known, State, Name, Shown, Made>,
  ) =>
    declaring<Input, Known, Answered<Name, Shown>>(declared, async (known, input, request) => {
      const command = await declared.command(input, known, request);
      const outcome = (await commands.execute(command)) as Outcome<State>;
      const shown = outcome.accepted ? await declared.toGraph(outcome.state, input, request, { known, command }) : null;
      return { [declared.as]: shown, refusals: [...outcome.refusals] } as Answered<Name, Shown>;
    });

/** The same for fields that show several things. Where the command is refused, none of them is there. */
export const wideChangesBy =
  (commands: Commands) =>
  <Input extends Sent, Known, State, Payload extends object, Made extends Command = Command>(
    declared: WideChange<Input, Known, State, Payload, Made>,
  ) =>
    declaring<Input, Known, Partial<Payload> & { refusals: Refusal[] }>(declared, async (known, input, request) => {
      const command = await declared.command(input, known, request);
      const outcome = (await commands.execute(command)) as Outcome<State>;
      const payload: Partial<Payload> = outcome.accepted
        ? await declared.toPayload(outcome.state, input, request, { known, command })
        : {};
      return { ...payload, refusals: [...outcome.refusals] };
    });

/**
 * A field of Mutation that gives no command (signing in, trying again what is parked), or several. Whatever commands
 * `answer` gives happen under the id that the client gave.
 */
export const perform = <Input extends Sent, Known, Answer>(declared: {
  who: Who;
  about?: About<Given<NoInfer<Input>>, Known>;
  /** The class of the commands that it gives. */
  gives?: { readonly type: string };
  answer(known: Known, input: Given<Input>, request: Request): Promise<Answer>;
}) => declaring<Input, Known, Answer>(declared, (...given) => declared.answer(...given));

/** Runs a command under the id that the client gave it. @throws GraphFault BAD_USER_INPUT */
function once<Answer>(commandId: string | null | undefined, run: () => Promise<Answer>): Promise<Answer> {
  if (commandId === undefined || commandId === null) return run();
  if (!isUuid(commandId)) throw new GraphFault('BAD_USER_INPUT', 'commandId has to be a UUID.');
  return actAs({ ...acting(), commandId: commandId.toLowerCase() }, run);
}
