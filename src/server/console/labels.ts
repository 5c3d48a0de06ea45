import type { City } from '../../domain/city.ts'

/** What the codes in a form are called, for pages that show forms. */
export interface Labels {
  /** Code of any level to name. */
  categories: Record<string, string>
  units: Record<string, string>
  districts: Record<string, string>
  streets: Record<string, string>
}

export function labelsOf({ taxonomy, units }: City): Labels {
  const districts = units.units.filter((unit) => unit.kind === 'district' && unit.district)
  return {
    categories: Object.fromEntries(taxonomy.categories.map(({ code, name }) => [code, name])),
    units: Object.fromEntries(units.units.map(({ id, name }) => [id, name])),
    districts: Object.fromEntries(
      districts.map((unit) => [unit.district ?? '', unit.name.replace(/(人民)?政府$/, '')]),
    ),
    streets: Object.fromEntries(units.units.flatMap(({ code, name }) => (code ? [[code, name]] : []))),
  }
}

/** A value as people read it. */
export function valueText(
  field: string,
  value: unknown,
  { labels, text }: { labels: Labels; text: (key: string, otherwise: string) => string },
): string {
  if (value === null || value === undefined || value === '') return ''
  const code = String(value)
  switch (field) {
    case 'category':
    case 'secondary':
      return labels.categories[code] ?? code
    case 'unit':
    case 'cooperating':
      return labels.units[code] ?? code
    case 'district':
      return labels.districts[code] ?? code
    case 'street':
      return labels.streets[code] ?? code
    case 'appealType':
      return text(`appeal.${code}`, code)
    case 'tier':
    case 'mode':
    case 'repeat':
      return text(`${field}.${code}`, code)
    default:
      return code
  }
}

export const categoryPath = (code: string, labels: Labels): string =>
  [2, 4, 6]
    .filter((length) => length <= code.length)
    .map((length) => labels.categories[code.slice(0, length)] ?? '')
    .join(' / ')
