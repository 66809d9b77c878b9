import type { GraphQLScalarType } from 'graphql';
import type { GraphPart } from './parts.js';

type PartClass = new (...given: never[]) => GraphPart;

/** What a field's resolver gives. */
type ValueOf<Field> = NonNullable<Field> extends (...given: never) => infer Value ? Awaited<Value> : never;

/** Names of the fields that their parent does not carry as the graph gives them. */
type NotCarried<Fields, Parent> = {
  [Name in keyof Fields & string]-?: Name extends `__${string}`
    ? never
    : string extends keyof Parent
      ? Name
      : Name extends keyof Parent
        ? Parent extends { [Carried in Name]?: ValueOf<Fields[Name]> }
          ? never
          : Name
        : Name;
}[keyof Fields & string];

/** Names of the fields of a type that a part has a resolver for. */
type ResolvedBy<Part, Type extends string> = Part extends { resolvers: { [One in Type]: infer Fields } }
  ? keyof Fields
  : never;

type Unresolved<Resolvers, Parents, Part> = {
  [Type in keyof Resolvers & keyof Parents & string]: NonNullable<Resolvers[Type]> extends GraphQLScalarType
    ? never
    : `${Type}.${Exclude<NotCarried<NonNullable<Resolvers[Type]>, Parents[Type]>, ResolvedBy<Part, Type>>}`;
}[keyof Resolvers & keyof Parents & string];

/**
 * The parts of a context's graph, which compile only when every field is either carried by its parent or has a
 * resolver; of Query and Mutation each needs one. `Resolvers` and `Parents` are what the code generator made of the
 * context's SDL. The error names each field that is missing, such as "Load.packs has no resolver".
 */
export const wholeGraph =
  <Resolvers, Parents>() =>
  <const Parts extends readonly PartClass[]>(
    ...parts: [Unresolved<Resolvers, Parents, InstanceType<Parts[number]>>] extends [never]
      ? Parts
      : readonly `${Unresolved<Resolvers, Parents, InstanceType<Parts[number]>>} has no resolver`[]
  ): Parts =>
    parts as Parts;
