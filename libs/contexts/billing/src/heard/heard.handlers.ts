import { decides } from '@stipple/service';
import { knownClinic, NoteClinic } from './clinic.decider.js';
import { knownProcedure, NoteProcedure } from './procedure.decider.js';

export const heardHandlers = [decides(knownClinic, NoteClinic), decides(knownProcedure, NoteProcedure)];
