import { Decimal } from 'decimal.js';

/** The reading of a vacuum leak test. The unit matters: 1.3 kPa a minute is ten times 1.3 mbar a minute. */
export interface Leakage {
  pressureRise: number;
  unit: 'MBAR' | 'KPA';
  minutes: number;
}

/** 1.3 mbar (0.13 kPa) a minute, 13 mbar in the usual ten minutes: EN 13060's limit as W&H and Isopharm quote it. */
const limitMbarPerMinute = new Decimal('1.3');

/** The rise of the pressure in mbar a minute, as a decimal number. */
export const leakRate = ({ pressureRise, unit, minutes }: Leakage): Decimal =>
  new Decimal(pressureRise).times(unit === 'KPA' ? 10 : 1).div(minutes);

/** Whether the chamber is tight enough. The limit itself passes. */
export const isTight = ({ pressureRise, unit, minutes }: Leakage): boolean =>
  new Decimal(pressureRise).times(unit === 'KPA' ? 10 : 1).lte(limitMbarPerMinute.times(minutes));
