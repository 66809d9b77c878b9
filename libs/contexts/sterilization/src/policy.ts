/** Steam cycles by name: the band that every temperature has to lie in, and for how long without a break. */
export const programs = {
  STEAM_121_15: { lowest: 121, highest: 124, holdSeconds: 900 },
  STEAM_126_10: { lowest: 126, highest: 129, holdSeconds: 600 },
  STEAM_134_3: { lowest: 134, highest: 137, holdSeconds: 180 },
} as const;
export type Program = keyof typeof programs;

export type SterilizerType = 'B' | 'N' | 'S';
export const testKinds = ['STEAM_PENETRATION', 'AIR_LEAKAGE', 'AUTOMATIC_CONTROL'] as const;
export type TestKind = (typeof testKinds)[number];

/** Numbers on which sources disagree. An event that was decided under a policy remembers its version. */
export interface HygienePolicy {
  version: number;
  /**
   * How many calendar days of the clinic a passed test vouches for, its own day among them, by the sterilizer types
   * that need it.
   */
  tests: Readonly<Record<TestKind, { days: number; types: readonly SterilizerType[] }>>;
  /** How far the temperature may lie from that of saturated steam at the measured pressure, in kelvin. */
  saturationKelvin: number;
  /** A longer silence between two samples breaks the hold, in seconds. */
  sampleGapSeconds: number;
  /** Days of 24 hours after the end of its cycle for which a pack counts as sterile. */
  shelfDays: { wrapped: number; unwrapped: number };
  /** Whether a load is released by somebody else than who ran it. */
  twoPersonRelease: boolean;
  /** Consecutive passed runs in an empty chamber after a grown indicator, before the sterilizer serves again. */
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
