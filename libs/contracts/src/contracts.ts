import * as billing from './billing.js';
import * as bookings from './bookings.js';
import type { Contract } from './message.js';
import * as staff from './staff.js';
import * as sterilization from './sterilization.js';
import * as treatments from './treatments.js';

const isContract = (value: unknown): value is Contract =>
  typeof value === 'object' && value !== null && 'schema' in value && 'problem' in value && 'type' in value;
const known: ReadonlyMap<string, Contract> = new Map(
  [billing, bookings, staff, sterilization, treatments]
    .flatMap((sender) => Object.values(sender).filter(isContract))
    .map((contract) => [contract.type, contract]),
);

/** The contract of a message's type; undefined if no context promises that type. */
export const contractOf = (type: string): Contract | undefined => known.get(type);
