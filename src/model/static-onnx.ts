import { JiesuError } from '../domain/errors.ts'
import { concatBytes, type ProtoField, protoBytes, protoInt, protoMessage, protoText, readProto } from './protobuf.ts'
import type { StaticTable } from './static-table.ts'

/** Field numbers and enum values of onnx.proto. */
const INT64 = 7
const FLOAT = 1
const INT8 = 3
const IR_VERSION = 8
const OPSET = 13
const TABLE = 'table'
const SCALES = 'scales'

/**
 * The ONNX graph of a static encoder: `last_hidden_state = float(table[input_ids]) * scales[input_ids]`. Pooling and
 * normalisation are left to the caller, as transformers.js expects.
 */
export function writeStaticOnnx({ rows, dimensions, values, scales }: StaticTable): Uint8Array {
  const graph = [
    node('Gather', [TABLE, 'input_ids'], 'rows8'),
    node('Cast', ['rows8'], 'rows32', protoMessage(5, [protoText(1, 'to'), protoInt(3, FLOAT), protoInt(20, 2)])),
    node('Gather', [SCALES, 'input_ids'], 'row_scales'),
    node('Mul', ['rows32', 'row_scales'], 'last_hidden_state'),
    protoText(2, 'static_encoder'),
    tensor({ name: TABLE, type: INT8, shape: [rows, dimensions], data: bytesOf(values) }),
    tensor({ name: SCALES, type: FLOAT, shape: [rows, 1], data: bytesOf(scales) }),
    protoMessage(11, value('input_ids', INT64, ['batch', 'sequence'])),
    protoMessage(12, value('last_hidden_state', FLOAT, ['batch', 'sequence', dimensions])),
  ]
  const opset = protoMessage(8, [protoText(1, ''), protoInt(2, OPSET)])
  return concatBytes([protoInt(1, IR_VERSION), protoText(2, 'jiesu'), protoMessage(7, graph), opset])
}

/** The table of a file that `writeStaticOnnx` wrote. Throws `artefact_mismatch` on any other graph. */
export function readStaticOnnx(bytes: Uint8Array): StaticTable {
  const graph = readProto(bytes).find((field) => field.number === 7)
  const tensors = graph
    ? readProto(graph.bytes)
        .filter((field) => field.number === 5)
        .map((field) => readProto(field.bytes))
    : []
  const table = tensors.find((fields) => nameOf(fields) === TABLE)
  const scales = tensors.find((fields) => nameOf(fields) === SCALES)
  if (!table || !scales)
    throw new JiesuError('artefact_mismatch', '这个 ONNX 文件不是 jiesu train-encoder 写的静态编码器')
  const [rows, dimensions] = table.filter((field) => field.number === 1).map((field) => field.value)
  const values = rawOf(table)
  return {
    rows: rows!,
    dimensions: dimensions!,
    values: new Int8Array(values.buffer, values.byteOffset, values.byteLength),
    // Copied: the offset in the file need not be a multiple of four (and a Node Buffer's slice would be a view).
    scales: new Float32Array(Uint8Array.from(rawOf(scales)).buffer),
  }
}

function node(operator: string, inputs: readonly string[], output: string, attribute?: Uint8Array): Uint8Array {
  const fields = [
    ...inputs.map((input) => protoText(1, input)),
    protoText(2, output),
    protoText(3, output),
    protoText(4, operator),
  ]
  return protoMessage(1, attribute ? [...fields, attribute] : fields)
}

function tensor({
  name,
  type,
  shape,
  data,
}: {
  name: string
  type: number
  shape: readonly number[]
  data: Uint8Array
}): Uint8Array {
  return protoMessage(5, [
    ...shape.map((size) => protoInt(1, size)),
    protoInt(2, type),
    protoText(8, name),
    protoBytes(9, data),
  ])
}

function value(name: string, type: number, shape: readonly (string | number)[]): Uint8Array[] {
  const sizes = shape.map((size) =>
    protoMessage(1, [typeof size === 'number' ? protoInt(1, size) : protoText(2, size)]),
  )
  return [protoText(1, name), protoMessage(2, [protoMessage(1, [protoInt(1, type), protoMessage(2, sizes)])])]
}

function nameOf(fields: readonly ProtoField[]): string {
  return new TextDecoder().decode(fields.find((field) => field.number === 8)?.bytes)
}

function rawOf(fields: readonly ProtoField[]): Uint8Array {
  return fields.find((field) => field.number === 9)?.bytes ?? new Uint8Array(0)
}

function bytesOf(array: Int8Array | Float32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
}
