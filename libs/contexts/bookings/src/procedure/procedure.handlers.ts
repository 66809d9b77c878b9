import type { Facts } from '@stipple/event-store';
import { handlerFor } from '@stipple/service';
import { comparableCode } from '@stipple/text';
import { codeClaim, DefineProcedure, procedure, procedureId, type ProcedureFacts } from './procedure.decider.js';

/**
 * Finds another procedure of the clinic with the same code in another spelling. The claims know it; the catalogue knows
 * those of the time before claims.
 */
async function twinOf(
  { clinicId, code }: { clinicId: string; code: string },
  facts: Facts,
): Promise<ProcedureFacts['DefineProcedure']> {
  const [holders, listed] = await Promise.all([
    facts.rows<{ holder: string }>('select holder from claims where resource = $1', [
      codeClaim(clinicId, code).resource,
    ]),
    facts.rows<{ code: string }>('select code from procedures where clinic_id = $1', [clinicId]),
  ]);
  const stream = `${procedure.stream}-${procedureId(clinicId, '')}`;
  const others = [...holders.map(({ holder }) => holder.slice(stream.length)), ...listed.map((one) => one.code)];
  return { twin: others.find((one) => one !== code && comparableCode(one) === comparableCode(code)) };
}

export const procedureHandlers = [handlerFor(procedure, DefineProcedure, ({ data }, facts) => twinOf(data, facts))];
