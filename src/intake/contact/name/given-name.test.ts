import { expect, it } from 'vitest'
import { givenNameAt, wholeName } from './given-name.ts'

it('stops a given name at a title and at words of running talk', () => {
  expect(givenNameAt('明女士您好')).toBe('明')
  expect(givenNameAt('建国，建设的建')).toBe('建国')
  expect(givenNameAt('的电话')).toBe('')
})

it('divides a whole name, and takes no title for one', () => {
  expect(wholeName('欧阳建华')).toEqual({ surname: '欧阳', given: '建华' })
  expect(wholeName('经理')).toBeNull()
  expect(wholeName('高空抛物')).toBeNull()
})
