import {
  already,
  command,
  needsName,
  refusal,
  unless,
  wholeBetween,
  type Claim,
  type Decider,
} from '@stipple/event-store';
import { comparableCode } from '@stipple/text';

export interface ProcedureTerms {
  clinicId: string;
  code: string;
  name: string;
  kind: 'CONSULTATION' | 'PATCH_TEST' | 'TREATMENT' | 'FOLLOW_UP';
  durationMinutes: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  /** Days of 24 hours between the starts of two sessions of one client. */
  healingDays: number;
  requiresPrivilege: boolean;
  requiresConsultation: boolean;
  requiresPatchTest: boolean;
  requiresConsent: boolean;
}

export class DefineProcedure extends command('DefineProcedure')<ProcedureTerms> {}

// Stored for ever: add, never rename.
export type ProcedureEvent =
  { type: 'ProcedureDefined'; data: ProcedureTerms } | { type: 'ProcedureRedefined'; data: ProcedureTerms };

export type Procedure = { status: 'unknown' } | { status: 'offered'; terms: ProcedureTerms };

export const procedureId = (clinicId: string, code: string): string => `${clinicId}:${code}`;

/** The claim on a code. It is unique at a clinic, whatever its spaces, dashes and capitals. */
export const codeClaim = (clinicId: string, code: string): Claim => ({
  resource: `procedure:${clinicId}:${comparableCode(code)}`,
});

/** `twin` is the code of another procedure of the clinic that differs in spelling alone. */
export interface ProcedureFacts {
  DefineProcedure: { twin: string | undefined };
}

/**
 * A procedure that a clinic offers under its code. Defining it again changes its terms from now on. Bookings made before
 * keep theirs.
 */
export const procedure: Decider<DefineProcedure, ProcedureEvent, Procedure, ProcedureFacts> = {
  stream: 'procedure',
  idOf: ({ data }) => procedureId(data.clinicId, data.code),
  initial: { status: 'unknown' },
  clinicOf: (state) => (state.status === 'unknown' ? undefined : state.terms.clinicId),

  claims: (state) => (state.status === 'unknown' ? [] : [codeClaim(state.terms.clinicId, state.terms.code)]),

  decide({ data, facts: { twin } }, state) {
    const terms = { ...data, name: data.name.trim() };
    const refused = unless(
      !/^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$/.test(data.code) &&
        refusal(
          'CODE_INVALID',
          'A code is 1 to 60 letters, digits, dots, dashes and underscores, such as SMP-FULL.',
          'code',
        ),
      state.status === 'unknown' &&
        twin !== undefined &&
        refusal('ALREADY_EXISTS', `This clinic has this code already, written ${twin}.`, 'code'),
      needsName(terms.name, 'A name', 'name'),
      wholeBetween(data.durationMinutes, [5, 720], 'durationMinutes', 'A procedure takes 5 to 720 minutes.'),
      wholeBetween(data.bufferBeforeMinutes, [0, 240], 'bufferBeforeMinutes', 'The buffer before is 0 to 240 minutes.'),
      wholeBetween(data.bufferAfterMinutes, [0, 240], 'bufferAfterMinutes', 'The buffer after is 0 to 240 minutes.'),
      wholeBetween(data.healingDays, [0, 365], 'healingDays', 'Healing takes 0 to 365 days.'),
    );
    if (refused) return refused;
    if (state.status === 'unknown') return [{ type: 'ProcedureDefined', data: terms }];
    return sameTerms(state.terms, terms) ? already() : [{ type: 'ProcedureRedefined', data: terms }];
  },

  evolve: (_state, event) => ({ status: 'offered', terms: event.data }),
};

const sameTerms = (one: ProcedureTerms, other: ProcedureTerms): boolean =>
  (Object.keys(other) as (keyof ProcedureTerms)[]).every((name) => one[name] === other[name]);
