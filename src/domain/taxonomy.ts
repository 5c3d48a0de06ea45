import { z } from 'zod'
import { modes, tiers } from './call.ts'

/** Who answers for a category. `unit` is null where place or the named company decides; `government` is the district's. */
const scopeSchema = z.object({
  scope: z.enum(['street', 'district', 'government', 'municipal', 'enterprise', 'platform']),
  unit: z.string().nullable(),
  districtBody: z.string().optional(),
  variants: z.array(z.object({ when: z.string(), districtBody: z.string() })).optional(),
})
export type Responsibility = z.infer<typeof scopeSchema> & { fallback?: Responsibility | undefined }
export const responsibilitySchema: z.ZodType<Responsibility> = scopeSchema.extend({
  fallback: z.lazy(() => responsibilitySchema).optional(),
})

const groupSchema = z.strictObject({
  code: z.string().regex(/^(\d{2}){1,2}$/),
  level: z.union([z.literal(1), z.literal(2)]),
  name: z.string().min(1),
  parent: z.string().nullable(),
  definition: z.string().min(1),
})

const leafSchema = z.strictObject({
  code: z.string().regex(/^\d{6}$/),
  level: z.literal(3),
  name: z.string().min(1),
  parent: z.string(),
  definition: z.string().min(1),
  keywords: z.array(z.string().min(1)).min(1),
  tier: z.enum(tiers),
  responsible: responsibilitySchema,
  /** `属地街道`, the common name of a district body (`区住建委`), or a unit id. */
  cooperating: z.array(z.string()),
  mode: z.enum(modes),
})

export const categorySchema = z.discriminatedUnion('level', [groupSchema, leafSchema])
export type Category = z.infer<typeof categorySchema>
export type LeafCategory = z.infer<typeof leafSchema>

/** The category tree: two digits a level, so that a code contains its ancestors. */
export class Taxonomy {
  readonly leaves: readonly LeafCategory[]
  readonly #byCode: ReadonlyMap<string, Category>

  constructor(readonly categories: readonly Category[]) {
    this.leaves = categories.filter((category) => category.level === 3)
    this.#byCode = new Map(categories.map((category) => [category.code, category]))
  }

  get(code: string): Category | undefined {
    return this.#byCode.get(code)
  }

  leaf(code: string): LeafCategory | undefined {
    const category = this.get(code)
    return category?.level === 3 ? category : undefined
  }

  children(code: string | null): Category[] {
    return this.categories.filter((category) => category.parent === code)
  }

  /** 「公用事业 / 供热 / 供暖不热」 */
  path(code: string): string[] {
    const names: string[] = []
    for (let length = 2; length <= code.length; length += 2) names.push(this.get(code.slice(0, length))?.name ?? code)
    return names
  }
}
