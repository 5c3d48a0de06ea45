import { z } from 'zod'

const list = z.array(z.string().min(1)).min(1)

/** What agents and callers say around the matter; `{place}`, `{name}`, `{phone}` … are filled in by the generator. */
export const phrasesSchema = z.strictObject({
  openings: list,
  closings: list,
  callerClosings: list,
  acknowledgements: list,
  interruptions: list,
  sideStories: list,
  askPlace: list,
  sayPlace: list,
  confirmPlace: list,
  yes: list,
  askName: list,
  sayFullName: list,
  sayTitle: list,
  refuseName: list,
  askPhone: list,
  sayPhone: list,
  sayThisPhone: list,
  confirmPhone: list,
  refusePhone: list,
  askRepeat: list,
  sayFirst: list,
  sayRepeat: list,
  secondLinks: list,
  agentSecond: list,
  /** Surname and how callers spell it. */
  surnames: z.array(z.tuple([z.string(), z.string()])).min(1),
  givenNames: list,
})
export type Phrases = z.infer<typeof phrasesSchema>
