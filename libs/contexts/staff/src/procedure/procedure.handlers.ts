import { decides } from '@stipple/service';
import { NoteProcedure, procedure } from './procedure.decider.js';

export const procedureHandlers = [decides(procedure, NoteProcedure)];
