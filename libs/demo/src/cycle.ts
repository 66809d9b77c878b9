/**
 * Pressure of saturated steam in kPa absolute at a temperature in °C between 100 and 150 (Antoine's equation, NIST
 * coefficients for water).
 */
const saturation = (celsius: number): number => 10 ** (3.55959 - 643.748 / (celsius + 273.15 - 198.043)) * 100;

/**
 * What an autoclave's logger records of a cycle at 134 °C: heating up, the plateau of so many seconds, and release of
 * pressure; one sample each 5 s.
 */
export function cycle134(plateauSeconds: number): { second: number; celsius: number; kPaAbsolute: number }[] {
  const at = (second: number, celsius: number) => ({
    second,
    celsius,
    kPaAbsolute: Math.round(saturation(Math.max(celsius, 100)) * 10) / 10,
  });
  const samples = [];
  for (let second = 0; second < 60; second += 5) samples.push(at(second, 100 + (34 * second) / 60));
  for (let second = 60; second <= 60 + plateauSeconds; second += 5) samples.push(at(second, 135));
  const end = 60 + plateauSeconds;
  for (let second = end + 5; second <= end + 60; second += 5) samples.push(at(second, 135 - (second - end) / 2));
  return samples;
}
