import { fileURLToPath } from 'node:url'

/** The project's folder: this file's parent, whether it runs from src/ or bundled in dist/. */
export const root = fileURLToPath(new URL('..', import.meta.url))
