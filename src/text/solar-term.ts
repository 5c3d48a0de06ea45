import { type CivilDay, civilDate, civilDay } from './civil-day.ts'

/** The twenty-four solar terms from the spring equinox on, fifteen degrees of the sun's way apart. */
const terms = [
  '春分',
  '清明',
  '谷雨',
  '立夏',
  '小满',
  '芒种',
  '夏至',
  '小暑',
  '大暑',
  '立秋',
  '处暑',
  '白露',
  '秋分',
  '寒露',
  '霜降',
  '立冬',
  '小雪',
  '大雪',
  '冬至',
  '小寒',
  '大寒',
  '立春',
  '雨水',
  '惊蛰',
] as const
export type SolarTerm = (typeof terms)[number]

export const isSolarTerm = (name: string): name is SolarTerm => (terms as readonly string[]).includes(name)

const BEIJING = 8 / 24
const EPOCH = 2_440_587.5
const radians = Math.PI / 180

/** The last day up to `latest` on which the term fell. */
export function lastSolarTerm(term: SolarTerm, latest: CivilDay): CivilDay {
  const { year } = civilDate(latest)
  const thisYear = solarTermDay(term, year)
  return thisYear <= latest ? thisYear : solarTermDay(term, year - 1)
}

/** The day of a term in a year, by the sun's apparent longitude (Meeus, Astronomical Algorithms, chapter 25: 0.01°). */
export function solarTermDay(term: SolarTerm, year: number): CivilDay {
  const longitude = terms.indexOf(term) * 15
  // The sun is at 280° around New Year.
  let at = civilDay(year, 1, 1) + (((longitude - 280 + 360) % 360) / 360) * 365.2422
  for (let step = 0; step < 4; step++) {
    const off = ((longitude - sunLongitude(at) + 540) % 360) - 180
    at += (off / 360) * 365.2422
  }
  return Math.floor(at + BEIJING)
}

/** Apparent longitude of the sun in degrees, days counted from 1970-01-01 in universal time. */
function sunLongitude(day: number): number {
  const century = (day + EPOCH - 2_451_545) / 36_525
  const mean = 280.46646 + 36_000.76983 * century + 0.0003032 * century ** 2
  const anomaly = (357.52911 + 35_999.05029 * century - 0.0001537 * century ** 2) * radians
  const centre =
    (1.914602 - 0.004817 * century) * Math.sin(anomaly) +
    (0.019993 - 0.000101 * century) * Math.sin(2 * anomaly) +
    0.000289 * Math.sin(3 * anomaly)
  const node = (125.04 - 1934.136 * century) * radians
  const apparent = mean + centre - 0.00569 - 0.00478 * Math.sin(node)
  return ((apparent % 360) + 360) % 360
}
