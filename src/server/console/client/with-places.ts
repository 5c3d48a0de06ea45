import type { FieldName } from '../../../domain/form.ts'
import type { CallView } from './call-view.ts'
import type { FieldValue } from './fields.ts'

export type FieldChange = [field: FieldName, value: FieldValue]

/** A street belongs to one district: choosing it sets the district, and another district drops the street. */
export function withPlaces(changes: readonly FieldChange[], view: CallView): FieldChange[] {
  const given = new Map(changes)
  const street = given.get('street')
  if (typeof street === 'string' && !given.has('district') && view.suggestion('district')?.value !== street.slice(0, 6))
    return [...changes, ['district', street.slice(0, 6)]]
  const district = given.get('district')
  const known = view.suggestion('street')?.value
  if (given.has('district') && !given.has('street') && typeof known === 'string' && !known.startsWith(String(district)))
    return [...changes, ['street', null]]
  return [...changes]
}
