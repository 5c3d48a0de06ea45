import { createHash } from 'node:crypto'

/** The fold of a group, 0..folds - 1: the same on every machine, whatever else is there. */
export function foldOf(group: string, folds: number): number {
  return createHash('sha256').update(group).digest().readUInt32LE(0) % folds
}
