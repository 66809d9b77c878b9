import { handlerFor } from '@stipple/service';
import { NoteProcedure, procedure } from './procedure.decider.js';

export const procedureHandlers = [handlerFor(procedure, NoteProcedure)];
