import { acting, actAs, own, type Command, type Outcome, type Refusal, type Role } from '@stipple/event-store';
import { found, GraphFault, type Request } from './access.js';

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
  const passes = who.kind !== 'role' || (who.orAdministrator && actor.admin);
  const isHidden =
    !passes && about.isPublic !== true && (clinicId === undefined || (own(actor.roles, clinicId) ?? []).length === 0);
  const here = found(isHidden ? undefined : known, about.name);
  if (who.kind === 'role' && !passes) request.need(clinicId ?? '', ...who.roles);
  return here;
}

/**
 * A field of Query: who may ask, what it is about, and the answer. Signing in, NOT_FOUND and FORBIDDEN are settled before
 * `answer` runs.
 */
export function ask<Args extends object, Known, Answer>(declared: {
  who: Who;
  about?: About<Args, Known>;
  answer(known: Known, args: Args, request: Request): Answer | Promise<Answer>;
}) {
  const resolve = async (_parent: unknown, args: Args, request: Request): Promise<Answer> =>
    declared.answer(await admit(declared.who, declared.about, args, request), args, request);
  declarations.set(resolve, { who: declared.who, about: declared.about?.name, command: undefined });
  return resolve;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What clients send for fields that a command may lack: they may also say null. */
type Sent<Fields> = { [Key in keyof Fields]: undefined extends Fields[Key] ? Fields[Key] | null : Fields[Key] } & {
  commandId?: string | null;
};

/** A field of Mutation, as it is declared. `Fields` is what its command is made from: `Given<ReleaseLoadInput>`. */
export interface Change<Fields extends object, Known, State, Name extends string, Shown> {
  who: Who;
  about?: About<Fields, Known>;
  /** The class of the command. */
  gives: { readonly type: string };
  /** The command. What it needs besides the input comes from what was loaded and from who asks. */
  command(input: Fields, known: Known, request: Request): Command | Promise<Command>;
  /** Under which name, and how, the state after the command is shown. */
  as: Name;
  toGraph(state: State, input: Fields, request: Request): Shown | null | Promise<Shown | null>;
}

/** What a mutation answers with: the thing under its name, or nothing and every refusal. */
export type Answered<Name extends string, Shown> = { [N in Name]: Shown | null } & { refusals: Refusal[] };

/** Who takes commands: Nest's command bus. */
export interface Commands {
  execute(command: Command): Promise<unknown>;
}

/**
 * Makes fields of Mutation from what is declared about them. A `commandId` lets the command happen once, however often it
 * is sent.
 */
export const changesBy =
  (commands: Commands) =>
  <Fields extends object, Known, State, Name extends string, Shown>(
    declared: Change<Fields, Known, State, Name, Shown>,
  ) => {
    const change = async (input: Fields, request: Request): Promise<Answered<Name, Shown>> => {
      const known = await admit(declared.who, declared.about, input, request);
      const outcome = (await commands.execute(await declared.command(input, known, request))) as Outcome<State>;
      const shown = outcome.accepted ? await declared.toGraph(outcome.state, input, request) : null;
      return { [declared.as]: shown, refusals: [...outcome.refusals] } as Answered<Name, Shown>;
    };
    const resolve = (_parent: unknown, { input }: { input: Sent<Fields> }, request: Request) =>
      once(input.commandId, () => change(given(input) as unknown as Fields, request));
    declarations.set(resolve, { who: declared.who, about: declared.about?.name, command: declared.gives.type });
    return resolve;
  };

/** Runs a command under the id that the client gave it. @throws GraphFault BAD_USER_INPUT */
function once<Answer>(commandId: string | null | undefined, run: () => Promise<Answer>): Promise<Answer> {
  if (commandId === undefined || commandId === null) return run();
  if (!uuid.test(commandId)) throw new GraphFault('BAD_USER_INPUT', 'commandId has to be a UUID.');
  return actAs({ ...acting(), commandId: commandId.toLowerCase() }, run);
}
