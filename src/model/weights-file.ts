import { JiesuError } from '../domain/errors.ts'

type TypedArray = Int8Array | Uint16Array | Uint32Array | Float32Array

const kinds = { Int8Array, Uint16Array, Uint32Array, Float32Array } as const
type Kind = keyof typeof kinds

/** Where an array lies in the file of weights; kept in the manifest. */
export interface ArrayPlace {
  name: string
  kind: Kind
  length: number
  offset: number
}

const ALIGNMENT = 4

/** Arrays end to end, each from a multiple of four, with the table of where they lie. */
export function packArrays(arrays: Readonly<Record<string, TypedArray>>): { bytes: Uint8Array; places: ArrayPlace[] } {
  let offset = 0
  const places = Object.entries(arrays).map(([name, array]) => {
    const place: ArrayPlace = { name, kind: array.constructor.name as Kind, length: array.length, offset }
    offset += Math.ceil(array.byteLength / ALIGNMENT) * ALIGNMENT
    return place
  })
  const bytes = new Uint8Array(offset)
  for (const place of places) {
    const array = arrays[place.name]!
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), place.offset)
  }
  return { bytes, places }
}

/** Reads what `packArrays` wrote. Throws `artefact_mismatch` when the file does not hold what the table says. */
export function unpackArrays(bytes: Uint8Array, places: readonly ArrayPlace[]) {
  // A file read into a shared pool may start anywhere.
  const aligned = bytes.byteOffset % ALIGNMENT === 0 ? bytes : Uint8Array.from(bytes)
  const read = <K extends Kind>(name: string, kind: K): InstanceType<(typeof kinds)[K]> => {
    const place = places.find((item) => item.name === name)
    const Type = kinds[kind]
    if (!place || place.kind !== kind || place.offset + place.length * Type.BYTES_PER_ELEMENT > aligned.byteLength) {
      throw new JiesuError('artefact_mismatch', `权重文件里没有 ${name}，请重新训练`)
    }
    return new Type(aligned.buffer as ArrayBuffer, aligned.byteOffset + place.offset, place.length) as InstanceType<
      (typeof kinds)[K]
    >
  }
  return {
    int8: (name: string) => read(name, 'Int8Array'),
    uint16: (name: string) => read(name, 'Uint16Array'),
    uint32: (name: string) => read(name, 'Uint32Array'),
    float32: (name: string) => read(name, 'Float32Array'),
  }
}
