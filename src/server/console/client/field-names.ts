import type { FieldName } from '../../../domain/form.ts'

/** Every field once, by type. The domain's own list would bring its schemas, half a megabyte, into the browser. */
const ALL: Record<FieldName, true> = {
  appealType: true,
  category: true,
  callerName: true,
  phone: true,
  district: true,
  street: true,
  community: true,
  address: true,
  occurred: true,
  target: true,
  tier: true,
  unit: true,
  mode: true,
  repeat: true,
  title: true,
  summary: true,
}
export const fieldNames = Object.keys(ALL) as FieldName[]
