/** The scalp's zones, as clients name them. */
export const zones = [
  'HAIRLINE',
  'FRONTAL',
  'MID_SCALP',
  'CROWN',
  'TEMPLE_LEFT',
  'TEMPLE_RIGHT',
  'SIDE_LEFT',
  'SIDE_RIGHT',
  'NAPE',
  'SCAR',
] as const;
export type Zone = (typeof zones)[number];

/** From and to, both allowed. */
export type Range = readonly [from: number, to: number];

/** What a clinic's protocol asks of a treatment. A decision remembers the version it was made under. */
export interface TreatmentPolicy {
  version: number;
  /** What has to be ticked off before the first needle, and after the last. */
  preChecklist: readonly string[];
  postChecklist: readonly string[];
  /** Depth of the needle in millimetres, per zone. */
  depthMm: Readonly<Record<Zone, Range>>;
  /** Diameter of a dot in millimetres. */
  dotMm: Range;
  /** Parts of distilled water to one part of pigment; 0 is undiluted. */
  dilution: Range;
}

const scalp: Range = [0.25, 2];
const thin: Range = [0.25, 1.5];

/**
 * The default. Practitioners disagree on depth (0.25 to 0.5 mm: jonathangerow.com; 0.5 to 1.5 mm: doctorstudio.co; 1.5
 * to 2 mm: dermmicro.com) and no peer-reviewed number was found: the range spans them all, and stops at 1.5 mm where
 * skin is thin (hairline, temples) or altered (scars), since too deep spreads and turns blue. Dots stay under 1 mm
 * (Pak, Kim, Rassman); 0.09 to 0.15 mm is usual (His Hair). Pigment is diluted with distilled water to shade.
 * Checklists: EN 17169:2020 6.2, 7.4, 7.5, 5.4.
 */
export const defaultPolicy: TreatmentPolicy = {
  version: 1,
  preChecklist: ['HANDS_WASHED', 'GLOVES', 'BARRIERS', 'SURFACES', 'SHARPS_CONTAINER'],
  postChecklist: ['SHARPS_DISPOSED', 'BARRIERS_REMOVED', 'SURFACES_CLEANED'],
  depthMm: {
    HAIRLINE: thin,
    FRONTAL: scalp,
    MID_SCALP: scalp,
    CROWN: scalp,
    TEMPLE_LEFT: thin,
    TEMPLE_RIGHT: thin,
    SIDE_LEFT: scalp,
    SIDE_RIGHT: scalp,
    NAPE: scalp,
    SCAR: thin,
  },
  dotMm: [0.05, 1],
  dilution: [0, 20],
};

export const within = (value: number, [from, to]: Range): boolean => value >= from && value <= to;
