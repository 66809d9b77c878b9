/** What a needle cartridge's code says. */
export interface Needle {
  /** As printed, upper case. */
  code: string;
  diameterMm: number;
  count: number;
  configuration: string;
}

/** Needle gauge, as makers print it, to millimetres. */
const gauges: ReadonlyMap<string, number> = new Map(
  Object.entries({ '05': 0.18, '06': 0.2, '08': 0.25, '10': 0.3, '12': 0.35 }),
);
const configurations: ReadonlyMap<string, string> = new Map(
  Object.entries({
    RL: 'round liner',
    RS: 'round shader',
    M: 'magnum',
    CM: 'curved magnum',
    RM: 'round magnum',
    F: 'flat',
    SL: 'slope',
  }),
);

/**
 * `0803RL`: gauge 08 is 0.25 mm, three needles, round liner; a taper (`LT`, `MT`, `ST`) may follow. Undefined when it
 * is no such code.
 */
export function needleOf(text: string): Needle | undefined {
  const [, gauge = '', number = '', form = ''] =
    /^(\d\d)(\d\d)([A-Z]{1,2}?)(?:-?(?:LT|MT|ST|XLT))?$/.exec(text.trim().toUpperCase()) ?? [];
  const diameterMm = gauges.get(gauge);
  const configuration = configurations.get(form);
  const count = Number(number);
  return diameterMm === undefined || configuration === undefined || count < 1
    ? undefined
    : { code: text.trim().toUpperCase(), diameterMm, count, configuration };
}
