import type { HygienePolicy } from '../policy.js';
import { saturationCelsius } from './steam.rules.js';

/**
 * One line of a cycle's record: seconds since its start, chamber temperature in °C, chamber pressure in kPa absolute.
 */
export interface Sample {
  second: number;
  celsius: number;
  kPaAbsolute: number;
}

export interface Band {
  /** °C, both ends in the band. */
  lowest: number;
  highest: number;
  holdSeconds: number;
}

/** The result of reading a cycle's samples. */
export interface CycleSummary {
  /** Seconds of the longest stretch in which every sample lay in the band. */
  holdSeconds: number;
  /** Equivalent minutes at 121.1 °C (z = 10 °C), to a tenth. For information: no rule uses it. */
  f0: number;
  lowestCelsius: number;
  highestCelsius: number;
  /** It went over the band, never reached it, or left it and did not hold long enough afterwards. */
  outOfBand: boolean;
  /**
   * Largest distance from the temperature of saturated steam during the hold, in kelvin to a hundredth. Null where there
   * was no hold.
   */
  worstSaturationKelvin: number | null;
  pressureMismatch: boolean;
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/** Reads a cycle's samples against a program's band. @param samples in strictly ascending order of seconds */
export function summarise(
  samples: readonly Sample[],
  band: Band,
  policy: Pick<HygienePolicy, 'saturationKelvin' | 'sampleGapSeconds'>,
): CycleSummary {
  const runs = runsInBand(samples, band, policy.sampleGapSeconds);
  const longest = runs.reduce<Sample[]>(
    (best, run) => (best.length === 0 || lasting(run) > lasting(best) ? run : best),
    [],
  );
  const holdSeconds = lasting(longest);
  const temperatures = samples.map((sample) => sample.celsius);
  const highestCelsius = temperatures.reduce((most, one) => Math.max(most, one), -Infinity);
  const worst = longest.reduce<number | null>(
    (most, { celsius, kPaAbsolute }) => Math.max(most ?? 0, apart(celsius, kPaAbsolute)),
    null,
  );
  return {
    holdSeconds,
    f0: round(lethality(samples), 1),
    lowestCelsius: temperatures.reduce((least, one) => Math.min(least, one), Infinity),
    highestCelsius,
    outOfBand:
      highestCelsius > band.highest || runs.length === 0 || (holdSeconds < band.holdSeconds && runs.length > 1),
    worstSaturationKelvin: worst === null ? null : round(worst, 2),
    pressureMismatch: worst !== null && worst > policy.saturationKelvin,
  };
}

/** Stretches of samples that all lie in the band. A gap between samples that is too long ends one. */
function runsInBand(samples: readonly Sample[], { lowest, highest }: Band, gapSeconds: number): Sample[][] {
  const runs: Sample[][] = [];
  let run: Sample[] = [];
  for (const sample of samples) {
    const inBand = sample.celsius >= lowest && sample.celsius <= highest;
    const previous = run[run.length - 1];
    if (run.length > 0 && (!inBand || (previous !== undefined && sample.second - previous.second > gapSeconds))) {
      runs.push(run);
      run = [];
    }
    if (inBand) run.push(sample);
  }
  if (run.length > 0) runs.push(run);
  return runs;
}

const lasting = (run: readonly Sample[]): number => (run[run.length - 1]?.second ?? 0) - (run[0]?.second ?? 0);

/** Distance in kelvin. A pressure at which there is no saturated steam counts as 1,000 K apart. */
const apart = (celsius: number, kPaAbsolute: number): number => {
  const saturated = saturationCelsius(kPaAbsolute);
  return Number.isNaN(saturated) ? 1_000 : Math.abs(celsius - saturated);
};

/** F0 in minutes: 10^((T − 121.1 °C) / 10 °C) summed over time, between two samples by their mean. */
function lethality(samples: readonly Sample[]): number {
  const rate = (sample: Sample) => 10 ** ((sample.celsius - 121.1) / 10);
  return samples.slice(1).reduce((sum, sample, index) => {
    const before = samples[index] ?? sample;
    return sum + ((rate(before) + rate(sample)) / 2) * ((sample.second - before.second) / 60);
  }, 0);
}
