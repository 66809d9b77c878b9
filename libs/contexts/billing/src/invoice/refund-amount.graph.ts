import { GraphFault } from '@stipple/service';
import { valueFromASTUntyped, type ValueNode } from 'graphql';

const decimal = /^-?\d{1,15}(\.\d{1,6})?$/;

/** An amount as it was given: money, or an amount in the invoice's currency. */
export interface GivenAmount {
  amount: string;
  currency?: string;
}

/** @throws GraphFault BAD_USER_INPUT */
export function givenAmount(value: unknown): GivenAmount {
  const { amount, currency }: { amount?: unknown; currency?: unknown } =
    typeof value === 'object' && value !== null ? value : { amount: value };
  if (typeof amount !== 'string' || !decimal.test(amount))
    throw new GraphFault(
      'BAD_USER_INPUT',
      'An amount is a decimal text such as "250.00", or an object of amount and currency.',
    );
  if (currency === undefined || currency === null) return { amount };
  if (typeof currency !== 'string' || currency.length > 10)
    throw new GraphFault('BAD_USER_INPUT', 'A currency is a code such as THB.');
  return { amount, currency };
}

/** Reads the scalar, in variables and in documents. */
export const refundAmount = {
  serialize: (value: unknown): unknown => value,
  parseValue: givenAmount,
  parseLiteral: (node: ValueNode, variables?: Record<string, unknown> | null): GivenAmount =>
    givenAmount(valueFromASTUntyped(node, variables)),
};
