import { z } from 'zod'

const districtCode = z.string().regex(/^\d{6}$/)
const streetCode = z.string().regex(/^\d{9}$/)
const codePrefix = z.string().regex(/^(\d{2}){1,3}$/)

/** A part of the city that people name but no street bears: it fixes the district, and leaves these streets possible. */
export const areaSchema = z.strictObject({
  name: z.string().min(1),
  aliases: z.array(z.string().min(1)),
  district: districtCode.nullable(),
  streets: z.array(streetCode),
})
export type Area = z.infer<typeof areaSchema>

/** Which categories a rule of urgency is about: lists of code prefixes. */
const urgencySchema = z.strictObject({
  /** Supply failures that become urgent when more than one household is without. */
  supply: z.array(codePrefix),
  /** Water and damp: urgent only while it runs into a home. */
  leaks: z.array(codePrefix),
  /** Smoke and fire in the street that are a nuisance, not a danger. */
  openFires: z.array(codePrefix),
  /** Buildings that may fall. */
  unsafeBuildings: z.array(codePrefix),
  /** Heat, lifts and the like, on which the sick and newborn depend, beside the supply failures. */
  lifelines: z.array(codePrefix),
  /** Noise and power failures count double on the days of the great examinations. */
  examination: z.array(codePrefix),
  /** Wages owed. */
  wages: z.array(codePrefix),
  /** Food that made people ill. */
  food: z.array(codePrefix),
  /** Urgent by default, less so once made safe or for long and 不着急. */
  mayWait: z.array(codePrefix),
})

/** The words and category lists that are particular to a city, beside its gazetteer. `data/<city>/lexicon.json`. */
export const lexiconSchema = z.strictObject({
  areas: z.array(areaSchema),
  /** Gazetteer names that are everyday words as well (果园, 前门): places only where something beside them says so. */
  everydayNames: z.array(z.string().min(1)),
  /** The city's own name and short forms. */
  cityNames: z.array(z.string().min(1)),
  /** Cities and provinces elsewhere that callers mention. */
  outside: z.array(z.string().min(1)),
  categories: z.strictObject({
    /** Matters without a place: all place fields stay empty. */
    placeless: z.array(codePrefix),
    /** Matters whose place is given only when the problem itself has one (a trip's stop, a station). */
    placeRare: z.array(codePrefix),
    /** Not for this hotline at all. */
    outOfScope: z.array(codePrefix),
    /** Progress of an earlier case. */
    progress: z.array(codePrefix),
    /** Matters that presuppose a case: its progress, how it was handled. */
    earlierCase: z.array(codePrefix),
    /** Matters where the caller's home is not where the matter is: work, wages. */
    workplace: z.array(codePrefix),
    /** Benefits by household registration: 户口在… is the place, before where one lives. */
    registered: z.array(codePrefix).default([]),
    /** Noise, animals and the like: the neighbour's door is the place. */
    neighbour: z.array(codePrefix),
    /** A public-service company or the estate's management has to act: named ones are the target even of a plain request. */
    serviceTarget: z.array(codePrefix),
    /** Schools, hospitals and sights are themselves complained about. */
    institution: z.array(codePrefix),
    /** Buses: a route may be the target. */
    transit: z.array(codePrefix),
    /** Goods and services bought: shop, platform or company is the target. */
    consumer: z.array(codePrefix),
    urgency: urgencySchema,
  }),
})
export type Lexicon = z.infer<typeof lexiconSchema>

export function hasPrefix(prefixes: readonly string[], code: string | null | undefined): boolean {
  return code !== null && code !== undefined && prefixes.some((prefix) => code.startsWith(prefix))
}
