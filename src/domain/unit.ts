import { z } from 'zod'

export const unitKinds = ['municipal', 'district', 'district_body', 'street', 'enterprise', 'platform'] as const

export const unitSchema = z.strictObject({
  id: z.string().regex(/^[a-z]+-[a-z0-9]+$/),
  name: z.string().min(1),
  aliases: z.array(z.string().min(1)),
  /** Common words (小米, 麦田): they name the unit only when they are the whole of what was named. */
  looseAliases: z.array(z.string().min(1)),
  kind: z.enum(unitKinds),
  district: z
    .string()
    .regex(/^\d{6}$/)
    .nullable(),
  parent: z.string().nullable(),
  duties: z.array(z.string()),
  keywords: z.array(z.string()),
  /** Streets and towns: the 9-digit place code and 街道 | 镇 | 乡 | 地区. */
  code: z
    .string()
    .regex(/^\d{9}$/)
    .optional(),
  type: z.string().optional(),
  /** District bodies: the common name (区住建委) by which a category refers to them. */
  body: z.string().optional(),
  /** Street codes over which this unit takes the place of the district's bodies. */
  covers: z.array(z.string()).optional(),
})
export type Unit = z.infer<typeof unitSchema>

export class UnitRegistry {
  readonly #byId: ReadonlyMap<string, Unit>
  readonly #byStreet: ReadonlyMap<string, Unit>
  readonly #byDistrict: ReadonlyMap<string, Unit>
  readonly #byBody: ReadonlyMap<string, Unit>

  constructor(readonly units: readonly Unit[]) {
    this.#byId = new Map(units.map((unit) => [unit.id, unit]))
    this.#byStreet = new Map(units.flatMap((unit) => (unit.code ? [[unit.code, unit] as const] : [])))
    this.#byDistrict = new Map(
      units.flatMap((unit) => (unit.kind === 'district' && unit.district ? [[unit.district, unit] as const] : [])),
    )
    this.#byBody = new Map(
      units.flatMap((unit) => (unit.body ? [[`${unit.district}/${unit.body}`, unit] as const] : [])),
    )
  }

  get(id: string): Unit | undefined {
    return this.#byId.get(id)
  }

  street(code: string): Unit | undefined {
    return this.#byStreet.get(code)
  }

  /** The government of a district, by the 6-digit district code. */
  district(code: string): Unit | undefined {
    return this.#byDistrict.get(code)
  }

  districtBody(district: string, body: string): Unit | undefined {
    return this.#byBody.get(`${district}/${body}`)
  }
}
