import { handlerFor } from '@stipple/service';
import { knownClinic, NoteClinic } from './clinic.decider.js';
import { knownProcedure, NoteProcedure } from './procedure.decider.js';

export const heardHandlers = [handlerFor(knownClinic, NoteClinic), handlerFor(knownProcedure, NoteProcedure)];
