import { decides } from '@stipple/service';
import { clinic, OpenClinic } from './clinic.decider.js';

export const clinicHandlers = [decides(clinic, OpenClinic)];
