import { normalise } from '../text/normalise.ts'
import type { Component } from './doc.ts'

/** The turns in the form that the rules read. */
export function createNormalise(): Component {
  return async (doc) => ({
    ...doc,
    turns: doc.call.turns.map((turn) => ({ role: turn.role, ...normalise(turn.text) })),
  })
}
