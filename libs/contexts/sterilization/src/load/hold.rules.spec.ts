import { describe, expect, it } from '@jest/globals';
import { defaultPolicy, programs } from '../policy.js';
import { summarise, type Sample } from './hold.rules.js';
import { saturationCelsius } from './steam.rules.js';

const band = programs.STEAM_134_3;
const at = (celsius: number, from: number, to: number, step = 10, kPaAbsolute = 309.7): Sample[] =>
  Array.from({ length: (to - from) / step + 1 }, (_, index) => ({ second: from + index * step, celsius, kPaAbsolute }));
const read = (samples: readonly Sample[], within: { lowest: number; highest: number; holdSeconds: number } = band) =>
  summarise(samples, within, defaultPolicy);
const f0 = (celsius: number, minutes: number) => read(at(celsius, 0, minutes * 60)).f0;

describe('saturated steam', () => {
  it('has the temperatures of the IF97 verification table', () => {
    expect(saturationCelsius(100) + 273.15).toBeCloseTo(372.755919, 5);
    expect(saturationCelsius(1_000) + 273.15).toBeCloseTo(453.035632, 5);
    expect(saturationCelsius(10_000) + 273.15).toBeCloseTo(584.149488, 5);
  });
  it('has 134 °C at about 304 kPa and 121 °C at about 205 kPa', () => {
    expect(saturationCelsius(304)).toBeCloseTo(134, 0);
    expect(saturationCelsius(205)).toBeCloseTo(121, 0);
  });
  it('does not exist below 0.6 kPa', () => expect(saturationCelsius(0.1)).toBeNaN());
});

describe('F0', () => {
  it.each([
    [121, 15, 14.7],
    [121.1, 15, 15],
    [126, 10, 30.9],
    [134, 3, 58.5],
    [132, 4, 49.2],
    [134, 18, 351],
  ])('of %d °C for %d min is %d', (celsius, minutes, value) => expect(f0(celsius, minutes)).toBe(value));
});

describe('a hold', () => {
  it('is the longest time in the band, not the time of the cycle', () =>
    expect(read([...at(100, 0, 60), ...at(134.5, 70, 250), ...at(90, 260, 400)])).toMatchObject({
      holdSeconds: 180,
      outOfBand: false,
    }));
  it('counts both ends of the band', () =>
    expect(read([...at(134, 0, 90), ...at(137, 100, 180)]).holdSeconds).toBe(180));
  it('starts again after one sample under the band', () =>
    expect(read([...at(134.5, 0, 90), ...at(133.9, 100, 100), ...at(134.5, 110, 200)])).toMatchObject({
      holdSeconds: 90,
      outOfBand: true,
    }));
  it('starts again after one sample over the band', () =>
    expect(read([...at(134.5, 0, 90), ...at(137.1, 100, 100), ...at(134.5, 110, 200)])).toMatchObject({
      holdSeconds: 90,
      outOfBand: true,
    }));
  it('may come after a dip', () =>
    expect(read([...at(134.5, 0, 90), ...at(133.9, 100, 100), ...at(134.5, 110, 290)])).toMatchObject({
      holdSeconds: 180,
      outOfBand: false,
    }));
  it('is broken by a silence longer than thirty seconds', () =>
    expect(read([...at(134.5, 0, 90), ...at(134.5, 121, 211)]).holdSeconds).toBe(90));
  it('that is a second short is only that', () =>
    expect(read([...at(100, 0, 60), ...at(134.5, 70, 249, 1), ...at(90, 260, 400)])).toMatchObject({
      holdSeconds: 179,
      outOfBand: false,
    }));
  it('is none where the band was never reached', () =>
    expect(read(at(131, 0, 300))).toMatchObject({
      holdSeconds: 0,
      outOfBand: true,
      worstSaturationKelvin: null,
      pressureMismatch: false,
    }));
  it('is not of saturated steam when the pressure says another temperature', () => {
    expect(read(at(134.5, 0, 200, 10, 304)).pressureMismatch).toBe(false);
    expect(read(at(134.5, 0, 200, 10, 270))).toMatchObject({ holdSeconds: 200, pressureMismatch: true });
    expect(read(at(134.5, 0, 200, 10, 0))).toMatchObject({ worstSaturationKelvin: 1_000, pressureMismatch: true });
  });
});
