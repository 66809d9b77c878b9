/** Steam cycles by name: the band of temperatures in °C, and the seconds to hold it without a break. */
export const programs = {
  STEAM_121_15: { lowest: 121, highest: 124, holdSeconds: 900 },
  STEAM_126_10: { lowest: 126, highest: 129, holdSeconds: 600 },
  STEAM_134_3: { lowest: 134, highest: 137, holdSeconds: 180 },
} as const;
export type Program = keyof typeof programs;

export type SterilizerType = 'B' | 'N' | 'S';
export const testKinds = ['STEAM_PENETRATION', 'AIR_LEAKAGE', 'AUTOMATIC_CONTROL'] as const;
export type TestKind = (typeof testKinds)[number];

/** Numbers on which sources disagree. An event keeps the version of the policy that decided it. */
export interface HygienePolicy {
  version: number;
  /**
   * The calendar days of the clinic for which a passed test counts, its own day included, and the types of sterilizer
   * that need it.
   */
  tests: Readonly<Record<TestKind, { days: number; types: readonly SterilizerType[] }>>;
  /** Allowed distance from the temperature of saturated steam at the measured pressure, in kelvin. */
  saturationKelvin: number;
  /** Longest allowed gap between two samples of a hold, in seconds. */
  sampleGapSeconds: number;
  /** Days of 24 hours for which a pack counts as sterile, from the end of its cycle. */
  shelfDays: { wrapped: number; unwrapped: number };
  /** Whether the person who ran a load may not release it. */
  twoPersonRelease: boolean;
  /** Passed runs in a row, in an empty chamber, that a sterilizer needs after an indicator grew. */
  requalificationRuns: number;
}

/**
 * The default. Tests: HTM 01-05 §12.5 as quoted by Isopharm (automatic control and steam penetration daily, air leakage
 * weekly, the last two for types B and S only). Saturation: 2 K, judgement on EN 285. Sample gap: judgement, loggers
 * write every 1 to 30 s. Shelf life: Scotland, 60 days wrapped; HTM 01-05, one day unwrapped. Two persons: judgement.
 * Requalification: CDC 2008, three runs. A single grown indicator recalls everything since the last one that did not
 * grow (ST79, the stricter of two published policies).
 */
export const defaultPolicy: HygienePolicy = {
  version: 1,
  tests: {
    STEAM_PENETRATION: { days: 1, types: ['B', 'S'] },
    AIR_LEAKAGE: { days: 7, types: ['B', 'S'] },
    AUTOMATIC_CONTROL: { days: 1, types: ['B', 'N', 'S'] },
  },
  saturationKelvin: 2,
  sampleGapSeconds: 30,
  shelfDays: { wrapped: 60, unwrapped: 1 },
  twoPersonRelease: true,
  requalificationRuns: 3,
};
