import { beforeEach, expect, it } from 'vitest'
import { type Breaker, createBreaker } from './llm-breaker.ts'

let at: number
let breaker: Breaker
beforeEach(() => {
  at = 0
  breaker = createBreaker({ clock: () => new Date(at), failures: 3, pauseMs: 1000, longestMs: 3000 })
})
const fail = (times: number) => {
  for (let time = 0; time < times; time++) breaker.failed('server_error', null)
}

it('opens after three failures in a row and not after two with a success between', () => {
  fail(2)
  breaker.succeeded()
  fail(2)
  expect(breaker.admits()).toBe(true)
  fail(1)
  expect(breaker.admits()).toBe(false)
  expect(breaker.state()).toEqual({ state: 'open', until: new Date(1000).toISOString(), failure: 'server_error' })
})

it('lets one caller try after the pause and closes when it succeeds', () => {
  fail(3)
  at = 1000
  expect([breaker.admits(), breaker.admits()]).toEqual([true, false])
  breaker.succeeded()
  expect(breaker.state()).toEqual({ state: 'closed', until: null, failure: null })
})

it('doubles the pause after each try that fails, up to the longest', () => {
  fail(3)
  for (const pause of [2000, 3000, 3000]) {
    at = Date.parse(breaker.state().until as string)
    expect(breaker.admits()).toBe(true)
    fail(1)
    expect(Date.parse(breaker.state().until as string) - at).toBe(pause)
  }
})

it('opens at once for a wrong key, and for as long as a busy server asks', () => {
  breaker.failed('unauthorised', null)
  expect(breaker.admits()).toBe(false)
  breaker.succeeded()
  breaker.failed('rate_limited', 2500)
  expect(breaker.state().until).toBe(new Date(2500).toISOString())
})
