import { z } from 'zod'
import { appealTypes, modes, tiers } from '../domain/call.ts'
import type { Edits } from '../domain/case.ts'
import type { City } from '../domain/city.ts'
import { type Fault, JiesuError } from '../domain/errors.ts'
import { type FieldName, fieldNames } from '../domain/form.ts'

const line = z.string().trim().min(1, '不能为空，要清空请写 null').max(200, '最多 200 字')

const shapes: Record<FieldName, z.ZodType<string | boolean>> = {
  appealType: z.enum(appealTypes),
  category: z.string(),
  callerName: line,
  phone: z.string().regex(/^\d{3,15}$/, '电话只写数字'),
  district: z.string(),
  street: z.string(),
  community: line,
  address: line,
  occurred: line,
  target: line,
  tier: z.enum(tiers),
  unit: z.string(),
  mode: z.enum(modes),
  repeat: z.boolean(),
  title: line,
  summary: z.string().trim().min(1, '不能为空').max(1000, '最多 1000 字'),
}

/** @throws JiesuError `invalid_input` naming each field whose value is not of the city's label space. */
export function checkEdits(edits: Readonly<Record<string, unknown>>, city: City): Edits {
  const faults: Fault[] = []
  const checked: Record<string, string | boolean | null> = {}
  for (const [field, value] of Object.entries(edits)) {
    const fault = (message: string) => faults.push({ path: `edits.${field}`, message })
    if (!isField(field)) {
      fault(`没有这个字段，可改的是 ${fieldNames.join('、')}`)
      continue
    }
    if (value === null) {
      checked[field] = null
      continue
    }
    const result = shapes[field].safeParse(value)
    if (!result.success) fault(result.error.issues[0]?.message ?? '值不对')
    else {
      checked[field] = result.data
      const unknown = unknownName(field, result.data, city)
      if (unknown) fault(unknown)
    }
  }
  if (faults.length > 0) throw new JiesuError('invalid_input', '有字段填得不对', { faults })
  return checked as Edits
}

const isField = (name: string): name is FieldName => (fieldNames as readonly string[]).includes(name)

function unknownName(field: FieldName, value: string | boolean, { taxonomy, units }: City): string | null {
  const code = String(value)
  if (field === 'category' && !taxonomy.leaf(code)) return `没有三级类「${code}」，可用 /api/taxonomy?q= 查`
  if (field === 'unit' && !units.get(code)) return `没有单位「${code}」，可用 /api/units?q= 查`
  if (field === 'district' && !units.district(code)) return `没有区码「${code}」`
  if (field === 'street' && !units.street(code)) return `没有街道码「${code}」`
  return null
}
