/** The little of the protobuf wire format that an ONNX file of our own needs: varints and length-delimited fields. */
export interface ProtoField {
  number: number
  /** Varint fields. */
  value: number
  /** Length-delimited fields; a view, not a copy. */
  bytes: Uint8Array
}

const VARINT = 0
const FIXED64 = 1
const LENGTH = 2
const FIXED32 = 5
const none = new Uint8Array(0)
const utf8 = new TextEncoder()

export function protoInt(number: number, value: number): Uint8Array {
  return concatBytes([varint(number * 8 + VARINT), varint(value)])
}

export function protoBytes(number: number, bytes: Uint8Array): Uint8Array {
  return concatBytes([varint(number * 8 + LENGTH), varint(bytes.length), bytes])
}

export function protoText(number: number, text: string): Uint8Array {
  return protoBytes(number, utf8.encode(text))
}

export function protoMessage(number: number, fields: readonly Uint8Array[]): Uint8Array {
  return protoBytes(number, concatBytes(fields))
}

export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

/** The fields of one message, in file order. Throws RangeError on bytes that are not a message. */
export function readProto(bytes: Uint8Array): ProtoField[] {
  const fields: ProtoField[] = []
  let at = 0
  const next = (): number => {
    let value = 0
    for (let shift = 1; ; shift *= 128) {
      const byte = bytes[at++]
      if (byte === undefined) throw new RangeError('protobuf: truncated')
      value += (byte & 127) * shift
      if (byte < 128) return value
    }
  }
  while (at < bytes.length) {
    const key = next()
    const number = Math.floor(key / 8)
    const kind = key % 8
    if (kind === VARINT) fields.push({ number, value: next(), bytes: none })
    else if (kind === LENGTH) {
      const length = next()
      if (at + length > bytes.length) throw new RangeError('protobuf: truncated')
      fields.push({ number, value: 0, bytes: bytes.subarray(at, at + length) })
      at += length
    } else if (kind === FIXED32 || kind === FIXED64) at += kind === FIXED32 ? 4 : 8
    else throw new RangeError(`protobuf: wire type ${kind}`)
  }
  return fields
}

function varint(value: number): Uint8Array {
  const bytes: number[] = []
  let rest = value
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128)
  bytes.push(rest)
  return Uint8Array.from(bytes)
}
