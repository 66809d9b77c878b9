import type { EventStore } from '@stipple/event-store';
import { found } from '@stipple/service';
import { canonicalCode } from '@stipple/text';
import { procedure, procedureId, type ProcedureTerms } from './procedure.decider.js';

/**
 * The code under which a clinic keeps what somebody means by a code: its canonical form, or as it is given where it was
 * defined in that form before codes had a canonical one.
 */
export async function keptCode(store: EventStore, clinicId: string, code: string): Promise<string> {
  const canonical = canonicalCode(code);
  if (canonical === code) return code;
  const [known, asGiven] = await Promise.all(
    [canonical, code].map((one) => store.state(procedure, procedureId(clinicId, one))),
  );
  return known?.status === 'unknown' && asGiven?.status === 'offered' ? code : canonical;
}

/** What a clinic offers under a code, however it is spelled. @throws GraphFault NOT_FOUND */
export async function needProcedure(store: EventStore, clinicId: string, code: string): Promise<ProcedureTerms> {
  const state = await store.state(procedure, procedureId(clinicId, await keptCode(store, clinicId, code)));
  return found(state.status === 'unknown' ? undefined : state.terms, 'procedure at this clinic');
}
