import type { FieldName } from '../../../domain/form.ts'
import type { Labels } from '../labels.ts'
import type { CallView } from './call-view.ts'
import {
  categoryTree,
  districtsOf,
  searchCategories,
  searchDistricts,
  searchStreets,
  searchUnits,
  streetsOf,
} from './lookup.ts'
import { format, shown, t } from './page.ts'
import { type Option, type PickerOptions, pick } from './picker.ts'

/** Asks for a category, district, street or unit, with the suggestions and their reasons on top; as {@link pick} answers. */
export function chooseValue(field: FieldName, view: CallView, labels: Labels): Promise<string | null | undefined> {
  const suggestion = view.suggestion(field)
  const suggested = suggestedOptions(field, view, labels)
  const besides = (options: readonly Option[]) =>
    options.filter(({ value }) => !suggested.some((option) => option.value === value))
  const common = { current: suggestion ? String(suggestion.value) : null, clearable: true }
  const district = (view.suggestion('district')?.value ?? null) as string | null
  const asking: Partial<Record<FieldName, () => PickerOptions>> = {
    category: () => ({
      ...common,
      title: t('pick.category'),
      suggested,
      search: (query) => searchCategories(query, labels),
      tree: categoryTree(labels),
    }),
    district: () => ({
      ...common,
      title: t('pick.district'),
      suggested: [...suggested, ...besides(districtsOf(labels))],
      search: (query) => searchDistricts(query, labels),
    }),
    street: () => ({
      ...common,
      title: t('pick.street'),
      suggested: [...suggested, ...besides(streetsOf(district, labels))],
      search: (query) => searchStreets(query, labels, district),
    }),
    unit: () => ({ ...common, title: t('pick.unit'), suggested, search: (query) => searchUnits(query, labels) }),
  }
  const options = asking[field]?.()
  return options ? pick(options) : Promise.resolve(undefined)
}

function suggestedOptions(field: FieldName, view: CallView, labels: Labels): Option[] {
  const suggestion = view.suggestion(field)
  if (!suggestion) return []
  const reason = view.form?.reasons.find((item) => item.field === field)?.text
  const offered = [{ value: suggestion.value, confidence: suggestion.confidence }, ...suggestion.alternatives]
  return offered.map(({ value, confidence }, index) => ({
    value: String(value),
    label: shown(field, value, labels),
    detail: [
      suggestion.source === 'agent' && index === 0 ? t('level.agent') : format.confidence(confidence),
      index === 0 ? reason : '',
      field === 'category' ? shown('category', String(value).slice(0, 4), labels) : '',
    ]
      .filter(Boolean)
      .join(' · '),
  }))
}
