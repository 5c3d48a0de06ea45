import { sql as first } from './0001-first.ts'

/** Append only: number n brings a database from version n-1 to n. */
export const migrations: readonly string[] = [first]
