import type { EventStore } from '@stipple/event-store';
import { existing, found } from '@stipple/service';
import { canonicalCode } from '@stipple/text';
import { procedure, procedureId, type ProcedureTerms } from './procedure.decider.js';

/**
 * The code under which a clinic keeps a procedure, however the code is spelled. That is its canonical form, or the given
 * form where the procedure was defined before codes had a canonical one.
 */
export async function keptCode(store: EventStore, clinicId: string, code: string): Promise<string> {
  const canonical = canonicalCode(code);
  if (canonical === code) return code;
  const [known, asGiven] = await Promise.all(
    [canonical, code].map((one) => store.state(procedure, procedureId(clinicId, one))),
  );
  return known?.status === 'unknown' && asGiven?.status === 'offered' ? code : canonical;
}

/** The procedure that a clinic offers under a code, however the code is spelled. @throws GraphFault NOT_FOUND */
export async function needProcedure(store: EventStore, clinicId: string, code: string): Promise<ProcedureTerms> {
  const offered = await existing(store, procedure, procedureId(clinicId, await keptCode(store, clinicId, code)));
  return found(offered?.terms, 'procedure at this clinic');
}
