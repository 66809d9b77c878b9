import { operations } from './operations.gen.js';

const first = ['daySheet', 'me', 'availability', 'eligibleStaff', 'hygieneEvents'];
const rank = (field: string): number => (first.includes(field) ? first.indexOf(field) : first.length);

/** What the operations that only ask are asked with; the page puts the person's clinic and the time in place. */
const variables: Partial<Record<keyof typeof operations, object>> = {
  daySheet: { clinicId: '<clinic>', date: '<today>' },
  hygieneEvents: { clinicId: '<clinic>', first: 20 },
  eligibleStaff: { clinicId: '<clinic>', procedureCode: 'SMP-FULL', at: '<now>' },
  availability: { input: { clinicId: '<clinic>', procedureCode: 'SMP-FULL', from: '<now>', to: '<in a day>' } },
};

/** The operations for a person to try, those first that only ask. */
export const examples: readonly { name: string; document: string; variables?: Record<string, unknown> }[] =
  Object.entries(operations)
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([field, document]) => ({
      name: /^(?:query|mutation) (\w+)/.exec(document)?.[1] ?? field,
      document,
      variables: {
        ...(variables[field as keyof typeof operations] ?? (document.startsWith('mutation') ? { input: {} } : {})),
      },
    }));
