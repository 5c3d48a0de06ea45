import { z } from 'zod'

export const channels = ['电话', '微信', '京通', '网站', '短信', '企业热线'] as const
export const appealTypes = ['咨询', '求助', '投诉', '举报', '建议', '表扬'] as const
export const tiers = ['2h', '24h', '7d', '15d'] as const
export const modes = ['direct', 'whistle', 'escalate'] as const

export type Channel = (typeof channels)[number]
export type AppealType = (typeof appealTypes)[number]
export type Tier = (typeof tiers)[number]
export type Mode = (typeof modes)[number]

export const turnSchema = z.object({
  role: z.enum(['agent', 'caller']),
  text: z.string(),
})
export type Turn = z.infer<typeof turnSchema>

/** A call as it reaches us. `callerId` is digits or null; `startedAt` an ISO instant, the time that 昨晚 counts from. */
export const callSchema = z.object({
  id: z.string().min(1).max(200),
  channel: z.enum(channels).default('电话'),
  callerId: z
    .string()
    .regex(/^\d{3,15}$/, '来电号码只能是 3 到 15 位数字，没有请写 null')
    .nullable()
    .default(null),
  startedAt: z.iso.datetime({ offset: true }).optional(),
  turns: z.array(turnSchema),
})
export type Call = z.infer<typeof callSchema>

/** The gold record of the labelling guide: what a trained agent would have filled in. */
export const goldSchema = z.strictObject({
  appealType: z.enum(appealTypes),
  category: z.string().regex(/^\d{6}$/),
  alsoAccept: z.array(z.string()).max(2),
  callerName: z.string().nullable(),
  phone: z.string().nullable(),
  district: z.string().nullable(),
  street: z.string().nullable(),
  community: z.string().nullable(),
  address: z.string().nullable(),
  occurred: z.string().nullable(),
  target: z.string().nullable(),
  tier: z.enum(tiers),
  unit: z.string(),
  unitAlsoAccept: z.array(z.string()),
  cooperating: z.array(z.string()),
  mode: z.enum(modes),
  repeat: z.boolean(),
  secondary: z.array(z.string()),
})
export type Gold = z.infer<typeof goldSchema>

export const labelledCallSchema = callSchema.extend({ gold: goldSchema })
export type LabelledCall = z.infer<typeof labelledCallSchema>
