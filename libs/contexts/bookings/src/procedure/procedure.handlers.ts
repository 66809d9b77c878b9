import { decides } from '@stipple/service';
import { DefineProcedure, procedure } from './procedure.decider.js';

export const procedureHandlers = [decides(procedure, DefineProcedure)];
