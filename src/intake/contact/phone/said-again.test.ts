import { expect, it } from 'vitest'
import { findDigitRuns } from '../../../text/phone-digits.ts'
import { numberSaidAgain } from './said-again.ts'

it.each([
  ['幺三八零零幺幺二二三三，幺三八零零幺幺二二三三', '13800112233'],
  ['一三六九三五五，一三六九三五五七零八四', '13693557084'],
  ['一三六九三五五七零八四', null],
])('reads %s as %s', (text, digits) => {
  expect(numberSaidAgain(findDigitRuns(text)[0]!)).toBe(digits)
})
