import { expect, it } from 'vitest'
import { speaksOfAnother } from './third-party.ts'

it.each(['包工头', '我媳妇', '他的名字是', '房东姓史，'])('hears that %s leads to another', (before) => {
  expect(speaksOfAnother(before)).toBe(true)
})

it.each(['您好，', '这边业主反映，我'])('hears nobody else in %s', (before) => {
  expect(speaksOfAnother(before)).toBe(false)
})
