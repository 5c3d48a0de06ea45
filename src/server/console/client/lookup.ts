import type { Labels } from '../labels.ts'
import { categoryPath } from '../labels.ts'
import { get } from './api.ts'
import type { Option, Tree } from './picker.ts'

interface CategoryItem {
  code: string
  name: string
  path: string[]
  definition: string
  matched: string | null
}
interface UnitItem {
  id: string
  name: string
  code: string | null
  district: string | null
  matched: string | null
}

/** Words, pinyin and initials are understood by the server; without it names are searched here. */
export async function searchCategories(query: string, labels: Labels): Promise<Option[]> {
  try {
    const { items } = await get<{ items: CategoryItem[] }>(`/api/taxonomy?q=${encodeURIComponent(query)}&limit=12`)
    return items.map(({ code, name, path, matched }) => ({
      value: code,
      label: name,
      detail: `${path.slice(0, 2).join(' / ')}${matched && matched !== name ? ` · ${matched}` : ''}`,
    }))
  } catch {
    return within(labels.categories, query)
      .filter(({ value }) => value.length === 6)
      .map((option) => ({ ...option, detail: categoryPath(option.value.slice(0, 4), labels) }))
  }
}

export async function searchUnits(query: string, labels: Labels): Promise<Option[]> {
  try {
    const { items } = await get<{ items: UnitItem[] }>(`/api/units?q=${encodeURIComponent(query)}&limit=12`)
    return items.map(({ id, name, district, matched }) => ({
      value: id,
      label: name,
      detail: [district ? labels.districts[district] : '', matched && matched !== name ? matched : '']
        .filter(Boolean)
        .join(' · '),
    }))
  } catch {
    return within(labels.units, query)
  }
}

export async function searchDistricts(query: string, labels: Labels): Promise<Option[]> {
  try {
    const { items } = await get<{ items: UnitItem[] }>(
      `/api/units?kind=district&q=${encodeURIComponent(query)}&limit=20`,
    )
    return items.flatMap(({ district }) =>
      district ? [{ value: district, label: labels.districts[district] ?? '' }] : [],
    )
  } catch {
    return within(labels.districts, query)
  }
}

export const districtsOf = (labels: Labels): Option[] =>
  Object.entries(labels.districts).map(([value, label]) => ({ value, label }))

export async function searchStreets(query: string, labels: Labels, district: string | null): Promise<Option[]> {
  const near = (code: string) => Number(district !== null && code.startsWith(district))
  const detail = (code: string) => labels.districts[code.slice(0, 6)] ?? ''
  try {
    const { items } = await get<{ items: UnitItem[] }>(`/api/units?kind=street&q=${encodeURIComponent(query)}&limit=40`)
    return items
      .flatMap(({ code, name }) => (code ? [{ value: code, label: name, detail: detail(code) }] : []))
      .sort((a, b) => near(b.value) - near(a.value))
      .slice(0, 12)
  } catch {
    return within(labels.streets, query).map((option) => ({ ...option, detail: detail(option.value) }))
  }
}

export const streetsOf = (district: string | null, labels: Labels): Option[] =>
  district === null
    ? []
    : Object.entries(labels.streets)
        .filter(([code]) => code.startsWith(district))
        .map(([value, label]) => ({ value, label }))

export function categoryTree(labels: Labels): Tree {
  // As the tree is written: an object keeps its number-like keys apart.
  const codes = Object.keys(labels.categories).sort()
  return {
    children: (parent) =>
      codes
        .filter((code) => code.length === (parent?.length ?? 0) + 2 && code.startsWith(parent ?? ''))
        .map((code) => ({ value: code, label: labels.categories[code] ?? code })),
    isLeaf: (value) => value.length === 6,
  }
}

const within = (names: Record<string, string>, query: string): Option[] =>
  Object.entries(names)
    .filter(([, name]) => name.includes(query))
    .slice(0, 12)
    .map(([value, label]) => ({ value, label }))
