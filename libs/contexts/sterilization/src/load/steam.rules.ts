// IAPWS-IF97, region 4, backward equation T(p): coefficients of table 34.
const n = [
  0.11670521452767e4, -0.72421316703206e6, -0.17073846940092e2, 0.1202082470247e5, -0.32325550322333e7,
  0.1491510861353e2, -0.48232657361591e4, 0.40511340542057e6, -0.23855557567849, 0.65017534844798e3,
] as const;

/**
 * Temperature of saturated steam in °C at an absolute pressure in kPa, by IAPWS-IF97 equation 31.
 * NaN outside its range of 0.612 to 22,064 kPa.
 */
export function saturationCelsius(kPaAbsolute: number): number {
  if (kPaAbsolute < 0.611213 || kPaAbsolute > 22_064) return Number.NaN;
  const beta = (kPaAbsolute / 1_000) ** 0.25;
  const e = beta * beta + n[2] * beta + n[5];
  const f = n[0] * beta * beta + n[3] * beta + n[6];
  const g = n[1] * beta * beta + n[4] * beta + n[7];
  const d = (2 * g) / (-f - Math.sqrt(f * f - 4 * e * g));
  return (n[9] + d - Math.sqrt((n[9] + d) ** 2 - 4 * (n[8] + n[9] * d))) / 2 - 273.15;
}
