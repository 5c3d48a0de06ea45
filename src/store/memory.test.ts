import { createMemoryStore } from './memory.ts'
import { describeStore } from './store.contract.ts'

describeStore('the in-memory store', createMemoryStore)
