import { z } from 'zod'

export const placeTypes = [
  'district',
  'street',
  'community',
  'village',
  'road',
  'subway_station',
  'compound',
  'hospital',
  'school',
  'park',
  'mall',
  'landmark',
  'bridge',
  'market',
  'station',
] as const
export type PlaceType = (typeof placeTypes)[number]

/** One entry of the gazetteer. A place on a border has no district but lists those that it touches. */
export const placeSchema = z.strictObject({
  name: z.string().min(1),
  aliases: z.array(z.string().min(1)),
  type: z.enum(placeTypes),
  district: z
    .string()
    .regex(/^\d{6}$/)
    .nullable(),
  street: z
    .string()
    .regex(/^\d{9}$/)
    .nullable(),
  districts: z.array(z.string().regex(/^\d{6}$/)).optional(),
})
export type Place = z.infer<typeof placeSchema>
