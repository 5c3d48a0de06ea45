import { expect, it } from 'vitest'
import type { CallPrediction } from '../model/call-classifier.ts'
import { normalise } from '../text/normalise.ts'
import { withSaidType } from './said-type.ts'

const turns = (...texts: string[]) => texts.map((text) => ({ role: 'caller' as const, ...normalise(text) }))
const unsure = {
  appealType: [
    { label: '投诉', probability: 0.7 },
    { label: '求助', probability: 0.2 },
    { label: '表扬', probability: 0.1 },
  ],
} as CallPrediction
const first = (...texts: string[]) => withSaidType(unsure, turns(...texts)).appealType[0]?.label

it.each([
  '我想表扬一下我们小区修水管的师傅',
  '我不是来告状的，是想替我妈道声谢',
  '喂，我是来夸人的',
  '有个好人好事得跟你们说说',
])('takes %j for praise', (text) => {
  expect(first(text)).toBe('表扬')
})

it.each([
  ['我要投诉物业，不是来表扬的'],
  ['物业收了钱不干活', '水漏了三天', '就这事', '行，感谢你们，我得感谢'],
  ['他们老夸张地宣传'],
])('leaves %j as it was', (...texts) => {
  expect(first(...texts)).toBe('投诉')
})

it('keeps shares that sum to one', () => {
  const { appealType } = withSaidType(unsure, turns('我要表扬'))
  expect(appealType.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1)
})
