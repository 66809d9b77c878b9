import { firstOf, needsName, noLonger, own, refusal, type Refusal } from '@stipple/event-store';
import { isPast, type Day, type Instant } from '@stipple/time';
import type { KnownBooking } from '../heard/booking.decider.js';
import { consented, type Consents } from '../heard/consent.decider.js';
import type { KnownPack } from '../heard/pack.decider.js';
import { privilegeFor, type Privileges } from '../heard/privilege.decider.js';
import type { KnownRoom } from '../heard/room.decider.js';
import { lastDayOf } from '../pigment/pigment.decider.js';
import type { PigmentLot } from '../pigment/pigment.rules.js';
import type { TreatmentPolicy } from '../policy.js';

export interface Cartridge {
  lot: string;
  expiresOn: Day;
}

/** What a treatment needs to know before it starts. */
export interface Circumstances {
  policy: TreatmentPolicy;
  timeZone: string;
  booking: KnownBooking;
  privileges: Privileges;
  consents: Consents;
  room: KnownRoom;
  /** By barcode, as scanned. */
  packs: Readonly<Record<string, KnownPack | undefined>>;
  /** By id, as chosen. */
  pigmentLots: Readonly<Record<string, PigmentLot | undefined>>;
  /** What other treatments hold. */
  claimed: readonly string[];
}

export const packClaim = (barcode: string): string => `pack:${barcode}`;
export const roomClaim = (roomId: string): string => `room:${roomId}`;

/**
 * Whoever works holds the privilege, and the client agreed, at the moment of the act; the booking's own check lies in
 * the past.
 */
export function personRefusals({ booking, privileges, consents }: Circumstances, at: Instant): Refusal[] {
  const held = booking.requiresPrivilege
    ? privilegeFor(privileges, booking.clinicId, booking.procedureCode, at)
    : 'held';
  return [
    ...(booking.status === 'CHECKED_IN'
      ? []
      : [refusal('NOT_CHECKED_IN', `The client is not checked in; the booking is ${booking.status}.`)]),
    ...(held === 'none'
      ? [refusal('NOT_PRIVILEGED', `The technician holds no privilege for ${booking.procedureCode} at this clinic.`)]
      : []),
    ...(held === 'suspended'
      ? [refusal('PRIVILEGE_SUSPENDED', `The technician's privilege for ${booking.procedureCode} is suspended.`)]
      : []),
    ...(booking.requiresConsent && !consented(consents, booking.procedureCode, at)
      ? [refusal('CONSENT_MISSING', `The client has not signed the consent for ${booking.procedureCode}.`)]
      : []),
  ];
}

export function roomRefusals({ booking, room, claimed }: Circumstances): Refusal[] {
  const name = room.name ?? 'The room';
  if (claimed.includes(roomClaim(booking.roomId)))
    return [refusal('ROOM_NOT_READY', `${name} is in use by another treatment.`)];
  return room.status === 'READY' ? [] : [refusal('ROOM_NOT_READY', `${name} is ${room.status}, not READY.`)];
}

function packRefusal(
  barcode: string,
  pack: KnownPack | undefined,
  { booking, claimed }: Circumstances,
  at: Instant,
): Refusal[] {
  const say = (code: string, message: string) => refusal(code, message, 'packBarcodes');
  if (!pack) return [say('PACK_NOT_STERILE', `No sterile pack with the barcode ${barcode} is known.`)];
  if (pack.clinicId !== booking.clinicId) return [say('WRONG_CLINIC', `Pack ${barcode} belongs to another clinic.`)];
  const expired = pack.status === 'EXPIRED' || (pack.expiresAt !== undefined && pack.expiresAt <= at);
  const used = pack.status === 'USED' || claimed.includes(packClaim(barcode));
  return [
    ...(pack.recalled ? [say('PACK_RECALLED', `Pack ${barcode} is recalled.`)] : []),
    ...(used ? [say('PACK_USED', `Pack ${barcode} was used before.`)] : []),
    ...(expired
      ? [say('PACK_EXPIRED', `Pack ${barcode} expired${pack.expiresAt === undefined ? '' : ` at ${pack.expiresAt}`}.`)]
      : []),
    ...(['STERILE', 'USED', 'EXPIRED'].includes(pack.status) || pack.recalled
      ? []
      : [say('PACK_NOT_STERILE', `Pack ${barcode} is ${pack.status}, not STERILE.`)]),
  ];
}

export function packRefusals(circumstances: Circumstances, barcodes: readonly string[], at: Instant): Refusal[] {
  if (barcodes.length === 0)
    return circumstances.booking.procedureKind === 'TREATMENT'
      ? [refusal('PACK_MISSING', 'Scan at least one sterile pack.', 'packBarcodes')]
      : [];
  return barcodes.flatMap((barcode) => packRefusal(barcode, own(circumstances.packs, barcode), circumstances, at));
}

function pigmentRefusal(lot: PigmentLot | undefined, { booking, timeZone }: Circumstances, at: Instant): Refusal[] {
  const say = (code: string, message: string) => refusal(code, message, 'pigmentLotIds');
  if (!lot) return [say('PIGMENT_NOT_RELEASED', 'No such pigment lot was received.')];
  const name = `${lot.product} lot ${lot.lot}`;
  if (lot.clinicId !== booking.clinicId) return [say('WRONG_CLINIC', 'This pigment lot belongs to another clinic.')];
  const lastDay = lastDayOf(lot, timeZone);
  return [
    ...(lot.recalled ? [say('PIGMENT_RECALLED', `${name} is recalled.`)] : []),
    ...(isPast(lastDay, timeZone, at) ? [say('PIGMENT_EXPIRED', `${name} could be used until ${lastDay}.`)] : []),
    ...(lot.released || lot.recalled ? [] : [say('PIGMENT_NOT_RELEASED', `${name} is in quarantine.`)]),
  ];
}

export function pigmentRefusals(circumstances: Circumstances, lotIds: readonly string[], at: Instant): Refusal[] {
  if (lotIds.length === 0)
    return circumstances.booking.procedureKind === 'TREATMENT'
      ? [refusal('PIGMENT_MISSING', 'Choose at least one pigment lot.', 'pigmentLotIds')]
      : [];
  return lotIds.flatMap((id) => pigmentRefusal(own(circumstances.pigmentLots, id), circumstances, at));
}

export const cartridgeRefusals = (
  { timeZone }: Circumstances,
  cartridges: readonly Cartridge[],
  at: Instant,
): Refusal[] => [
  ...cartridges
    .filter(({ expiresOn }) => isPast(expiresOn, timeZone, at))
    .map(({ lot, expiresOn }) =>
      refusal('CARTRIDGE_EXPIRED', `Needle cartridge lot ${lot} expired on ${expiresOn}.`, 'cartridges'),
    ),
  ...cartridges.flatMap(({ lot }) => needsName(lot, 'The lot of a needle cartridge', 'cartridges') || []),
];

/** Names what is missing. */
export function checklistRefusal(asked: readonly string[], ticked: readonly string[], path: string): Refusal | false {
  const missing = asked.filter((item) => !ticked.includes(item));
  return (
    firstOf(ticked.map((item) => noLonger(item, 200, 'An item of a checklist', path))) ||
    (missing.length > 0 && refusal('CHECKLIST_INCOMPLETE', `Still to do: ${missing.join(', ')}.`, path))
  );
}
