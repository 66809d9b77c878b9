import type { Clinic as ClinicOfGraph } from '../graphql.gen.js';
import type { Clinic } from './clinic.decider.js';
import type { ClinicRow } from './clinic.view.js';

/** A clinic on its way through the graph. What its node does not carry is read when it is asked for. */
export type ClinicNode = Pick<ClinicOfGraph, 'id'> & Partial<ClinicOfGraph>;

export const clinicToGraph = (state: Clinic): ClinicOfGraph | null => (state.status === 'unknown' ? null : state);

export const clinicRowToGraph = ({ time_zone, ...row }: ClinicRow): ClinicOfGraph => ({ ...row, timeZone: time_zone });
