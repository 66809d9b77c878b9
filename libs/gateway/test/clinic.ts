import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, GraphQLError, parse, print } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { SubgraphUnavailable } from '@stipple/service';
import type { ContextName, Seen, Subgraph, SubgraphRequest, SubgraphResult } from '@stipple/service';

type Resolvers = NonNullable<
  Extract<
    Extract<Parameters<typeof buildSubgraphSchema>[0], readonly unknown[]>[number],
    { resolvers?: unknown }
  >['resolvers']
>;

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@listSize"])\n';

const typeDefs: Record<ContextName, string> = {
  staff: `${link}
    type Query { me: User  whoAmI: User!  staffMembers(first: Int): [StaffMember!]! @listSize(slicingArguments: ["first"]) }
    type Mutation { signIn(input: SignInInput!): SignInPayload!  acceptInvitation(input: SignInInput!): SignInPayload!  hire(name: String!): StaffMember }
    input SignInInput { email: String!  password: String! }
    type SignInPayload { token: String  user: User  refusals: [Refusal!]! }
    type Refusal @shareable { code: String!  message: String! }
    type User @key(fields: "id") { id: ID!  name: String!  team: User  clinics: [Clinic!]! }
    type Clinic { id: ID! }
    type StaffMember @key(fields: "id") { id: ID!  name: String!  privileges: [Privilege!]! }
    type Privilege { procedureCode: String!  status: String! }`,
  bookings: `${link}
    scalar DateTime
    type Query {
      daySheet(date: String!, rows: Int = 3): [Booking!]! @listSize(assumedSize: 50)
      booking(id: ID!): Booking
      bookings(first: Int, at: DateTime): BookingConnection!
      secret: String  fails: String  forbidden: String  health: String
    }
    type Mutation { book(input: BookInput!): BookPayload!  cancel(id: ID!): Booking!  note(text: String!): String }
    input BookInput { clientName: String!  mode: Mode! = IN_PERSON  at: DateTime  samples: [Sample!] }
    input Sample { second: Int!  celsius: Float!  kPaAbsolute: Float! }
    enum Mode { IN_PERSON VIDEO }
    type BookPayload { booking: Booking  refusals: [Refusal!]! }
    type Refusal @shareable { code: String!  message: String! }
    type BookingConnection { edges: [BookingEdge!]!  totalCount: Int! }
    type BookingEdge { cursor: String!  node: Booking! }
    type Booking @key(fields: "id") { id: ID!  status: String!  client: Client!  staffMember: StaffMember  room: Room!  previous: Booking }
    type Client { id: ID!  name: String! }
    type StaffMember @key(fields: "id", resolvable: false) { id: ID! }
    type Room @key(fields: "id") { id: ID!  name: String! }`,
  sterilization: `${link}
    type Query { rooms: [Room!]! }
    type Mutation { quarantine(id: ID!): Room }
    type Room @key(fields: "id") { id: ID!  hygiene: Hygiene }
    type Hygiene { status: String! }`,
  treatments: `${link}
    type Query { treatment(id: ID!): Treatment }
    type Booking @key(fields: "id") { id: ID!  treatment: Treatment }
    type Treatment { id: ID!  status: String! }`,
  billing: `${link}
    type Query { invoice(id: ID!): Invoice }
    type Mutation { pay(invoiceId: ID!): Invoice }
    type Booking @key(fields: "id") { id: ID!  invoice: Invoice }
    type Invoice @key(fields: "id") { id: ID!  status: String!  total: String!  booking: Booking! }`,
};

const booking = (id: string) => ({
  id,
  status: 'CONFIRMED',
  client: { id: `client-${id}`, name: `Client of ${id}` },
  staffMember: { id: `staff-${Number(id) % 2}` },
  room: { id: `room-${Number(id) % 3}`, name: 'Room' },
});
const invoice = (id: string) => ({ id, status: 'ISSUED', total: '120.00', booking: { id } });
const staffMember = ({ id }: { id: string }) => ({
  id,
  name: `Member ${id}`,
  privileges: [{ procedureCode: 'SMP', status: 'ACTIVE' }],
});

const resolvers: Record<ContextName, Resolvers> = {
  staff: {
    Query: {
      me(_: unknown, __: unknown, context: unknown) {
        const { actor } = (context as Context).request;
        return actor && { id: actor.id, name: `Somebody ${actor.id}`, clinics: [{ id: 'clinic-1' }] };
      },
      whoAmI: () => null,
      staffMembers: (_: unknown, { first = 2 }: { first?: number }) =>
        Array.from({ length: first }, (__, index) => staffMember({ id: `staff-${index}` })),
    },
    Mutation: {
      signIn: (_: unknown, { input }: { input: { email: string; password: string } }) =>
        input.password === 'right'
          ? { token: `token-of-${input.email.split('@')[0]}`, user: { id: 'desk', name: 'Dana Desk' }, refusals: [] }
          : { refusals: [{ code: 'BAD_CREDENTIALS', message: 'E-mail or password is wrong.' }] },
      acceptInvitation: () => ({ refusals: [] }),
      hire: (_: unknown, { name }: { name: string }) => ({ ...staffMember({ id: 'staff-9' }), name }),
    },
    User: { team: (user: unknown) => user },
    StaffMember: {
      __resolveReference: (reference: { id: string }) =>
        reference.id === 'staff-unknown' ? null : staffMember(reference),
    },
  },
  bookings: {
    Query: {
      daySheet: (_: unknown, { rows }: { rows: number }) =>
        Array.from({ length: rows }, (__, index) => booking(String(index))),
      booking: (_: unknown, { id }: { id: string }) => {
        if (id === 'unknown')
          throw new GraphQLError('There is no such booking.', { extensions: { code: 'NOT_FOUND' } });
        return id === 'stranger' ? { ...booking('1'), staffMember: { id: 'staff-unknown' } } : booking(id);
      },
      bookings: (_: unknown, { first = 2 }: { first?: number }) => ({
        totalCount: first,
        edges: Array.from({ length: first }, (__, index) => ({ cursor: String(index), node: booking(String(index)) })),
      }),
      fails: () => {
        throw new Error('password of the database is hunter2');
      },
      forbidden: () => {
        throw new GraphQLError('Only a manager may see this.', { extensions: { code: 'FORBIDDEN' } });
      },
      health: () => 'well',
    },
    Mutation: {
      book: (_: unknown, { input }: { input: { clientName: string } }) => ({
        booking: { ...booking('1'), status: input.clientName },
        refusals: [],
      }),
      cancel: (_: unknown, { id }: { id: string }) => (id === 'unknown' ? null : booking(id)),
      note: (_: unknown, { text }: { text: string }) => text,
    },
    Booking: { __resolveReference: ({ id }: { id: string }) => booking(id), previous: (row: unknown) => row },
    Room: { __resolveReference: ({ id }: { id: string }) => ({ id, name: 'Room' }) },
  },
  sterilization: {
    Query: { rooms: () => [] },
    Mutation: { quarantine: (_: unknown, { id }: { id: string }) => ({ id }) },
    Room: { __resolveReference: (reference: unknown) => reference, hygiene: () => ({ status: 'READY' }) },
  },
  treatments: {
    Query: { treatment: () => null },
    Booking: {
      __resolveReference: (reference: unknown) => reference,
      treatment: ({ id }: { id: string }) => ({ id: `treatment-${id}`, status: 'COMPLETED' }),
    },
  },
  billing: {
    Query: { invoice: (_: unknown, { id }: { id: string }) => invoice(id) },
    Mutation: {
      pay: (_: unknown, { invoiceId }: { invoiceId: string }) => ({ ...invoice(invoiceId), status: 'PAID' }),
    },
    Booking: {
      __resolveReference: (reference: unknown) => reference,
      invoice: ({ id }: { id: string }) => invoice(id),
    },
    Invoice: { __resolveReference: ({ id }: { id: string }) => invoice(id) },
  },
};

interface Context {
  request: SubgraphRequest;
}

/**
 * A subgraph on its own schema, as a context runs it, that remembers what it was asked and does as it is told when it
 * is to fail.
 */
class ClinicSubgraph implements Subgraph {
  readonly typeDefs: string;
  readonly asked: SubgraphRequest[] = [];
  /** What its next answers tell about its log; one each. */
  readonly tells: Seen[] = [];
  trouble: 'none' | 'down' | 'silent' | 'broken' = 'none';
  /** Milliseconds before it answers. */
  slow = 0;
  private readonly schema: GraphQLSchema;

  constructor(readonly name: ContextName) {
    this.typeDefs = typeDefs[name];
    this.schema = buildSubgraphSchema([{ typeDefs: parse(this.typeDefs), resolvers: resolvers[name] }]);
  }

  get operations(): string[] {
    return this.asked.map(({ document }) => print(document).replace(/\s+/g, ' '));
  }

  async execute(request: SubgraphRequest): Promise<SubgraphResult> {
    this.asked.push(request);
    if (this.slow > 0) await new Promise((resolve) => setTimeout(resolve, this.slow));
    if (this.trouble === 'down') throw new SubgraphUnavailable(`${this.name} is not there`);
    if (this.trouble === 'broken') throw new TypeError('row.password is undefined');
    if (this.trouble === 'silent') return new Promise(() => undefined);
    const result = await execute({
      schema: this.schema,
      document: request.document,
      variableValues: request.variables,
      contextValue: { request } satisfies Context,
    });
    const seen = this.tells.shift();
    return seen ? { ...result, extensions: { seen } } : result;
  }
}

/** The five contexts. */
export function clinic() {
  return {
    staff: new ClinicSubgraph('staff'),
    bookings: new ClinicSubgraph('bookings'),
    sterilization: new ClinicSubgraph('sterilization'),
    treatments: new ClinicSubgraph('treatments'),
    billing: new ClinicSubgraph('billing'),
  };
}
