import { describe, expect, it } from '@jest/globals';
import { contextNames, subgraphSdl } from '@stipple/service';
import { compose } from './supergraph.js';

describe('what contexts have put aside, in the supergraph', () => {
  const { apiSchema } = compose(
    contextNames.map((name) => ({ name, typeDefs: subgraphSdl({ name, sdl: [`type Query { ${name}: Boolean }`] }) })),
  );

  it('has its own fields for each of the five, and one type for all', () => {
    const fields = (type: 'getQueryType' | 'getMutationType') => Object.keys(apiSchema[type]()?.getFields() ?? {});
    for (const name of ['Staff', 'Bookings', 'Sterilization', 'Treatments', 'Billing']) {
      expect(fields('getQueryType')).toEqual(expect.arrayContaining([`parkedIn${name}`, `parkedDecisionsIn${name}`]));
      expect(fields('getMutationType')).toEqual(
        expect.arrayContaining([`retryParkedIn${name}`, `giveUpParkedIn${name}`]),
      );
    }
    expect(fields('getMutationType')).toHaveLength(10);
    expect(String(apiSchema.getQueryType()?.getFields()['parkedInStaff']?.type)).toBe('ParkedConnection!');
    expect(String(apiSchema.getQueryType()?.getFields()['parkedInBilling']?.type)).toBe('ParkedConnection!');
  });

  it('shows nothing of what it holds', () => {
    const type = apiSchema.getType('Parked');
    expect(type && 'getFields' in type ? Object.keys(type.getFields()) : []).toEqual([
      'id',
      'kind',
      'type',
      'subject',
      'readModel',
      'problem',
      'attempts',
      'parkedAt',
    ]);
  });
});
