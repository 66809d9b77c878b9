import { handlerFor } from '@stipple/service';
import { clinic, OpenClinic } from './clinic.decider.js';

export const clinicHandlers = [handlerFor(clinic, OpenClinic)];
