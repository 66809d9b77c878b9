import { Type } from '@sinclair/typebox';
import { code, id, moment } from './fields.js';
import { contract } from './message.js';

/** A clinic opened. Subject: the clinic. */
export const clinicOpened = contract(
  'staff.clinic-opened.v1',
  Type.Object({
    clinicId: id,
    timeZone: Type.String({ maxLength: 100 }),
    currency: Type.String({ maxLength: 3 }),
    country: Type.String({ maxLength: 2 }),
  }),
);

/** A person works at a clinic, in these roles. Subject: the staff member. */
export const memberHired = contract(
  'staff.member-hired.v1',
  Type.Object({ staffMemberId: id, clinicId: id, roles: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 10 }) }),
);

/**
 * A person no longer works at a clinic. Earlier shifts and privileges no longer count there, even if the person comes
 * back. Subject: the staff member.
 */
export const membershipEnded = contract('staff.membership-ended.v1', Type.Object({ staffMemberId: id, clinicId: id }));

/**
 * A person's privilege for one procedure at one clinic, sent whenever it changes. Subject: the staff member. It holds
 * from `from` up to `until`, not while `suspended`, and never again once `ended`.
 */
export const privilegeChanged = contract(
  'staff.privilege-changed.v1',
  Type.Object({
    privilegeId: id,
    staffMemberId: id,
    clinicId: id,
    procedureCode: code,
    from: moment,
    until: moment,
    suspended: Type.Boolean(),
    ended: Type.Boolean(),
  }),
);

/** A person works at a clinic from `start` up to `end`. Subject: the staff member. */
export const shiftPublished = contract(
  'staff.shift-published.v1',
  Type.Object({ shiftId: id, staffMemberId: id, clinicId: id, start: moment, end: moment }),
);
