import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { concatBytes, protoBytes, protoInt, protoMessage, protoText } from './protobuf.ts'

/** A real one-layer self-attention encoder small enough to write by hand: 8 pieces, 4 dimensions, 32 positions. */
const pieces = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '暖', '气', '车', '为']
const dimensions = 4
const maxTokens = 32
const FLOAT = 1
const INT64 = 7

export function writeTinyTransformer(
  folder: string,
  { pooling, prefix }: { pooling: 'cls' | 'mean'; prefix: string },
): void {
  mkdirSync(join(folder, 'onnx'), { recursive: true })
  mkdirSync(join(folder, '1_Pooling'), { recursive: true })
  writeFileSync(join(folder, 'onnx', 'model.onnx'), graph())
  const json = (name: string, value: unknown) => writeFileSync(join(folder, name), JSON.stringify(value))
  json('config.json', {
    model_type: 'bert',
    hidden_size: dimensions,
    vocab_size: pieces.length,
    max_position_embeddings: maxTokens,
  })
  json('1_Pooling/config.json', {
    pooling_mode_cls_token: pooling === 'cls',
    pooling_mode_mean_tokens: pooling === 'mean',
  })
  json('config_sentence_transformers.json', { prompts: { query: prefix }, default_prompt_name: 'query' })
  json('tokenizer_config.json', {
    tokenizer_class: 'BertTokenizer',
    unk_token: '[UNK]',
    pad_token: '[PAD]',
    cls_token: '[CLS]',
    sep_token: '[SEP]',
    model_max_length: maxTokens,
  })
  json('tokenizer.json', {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: pieces.slice(0, 4).map((content, id) => ({
      id,
      content,
      special: true,
      normalized: false,
      single_word: false,
      lstrip: false,
      rstrip: false,
    })),
    normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, lowercase: true },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [
        { SpecialToken: { id: '[CLS]', type_id: 0 } },
        { Sequence: { id: 'A', type_id: 0 } },
        { SpecialToken: { id: '[SEP]', type_id: 0 } },
      ],
      pair: [],
      special_tokens: {
        '[CLS]': { id: '[CLS]', ids: [2], tokens: ['[CLS]'] },
        '[SEP]': { id: '[SEP]', ids: [3], tokens: ['[SEP]'] },
      },
    },
    decoder: null,
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(pieces.map((piece, id) => [piece, id])),
    },
  })
}

/** Embedding, then softmax(x · xᵀ) · x: attention without learnt projections. */
function graph(): Uint8Array {
  const table = Float32Array.from({ length: pieces.length * dimensions }, (_, index) => Math.sin(1 + index * 1.7))
  const nodes = [
    node('Gather', ['table', 'input_ids'], 'x'),
    node(
      'Transpose',
      ['x'],
      'xt',
      protoMessage(5, [protoText(1, 'perm'), protoInt(8, 0), protoInt(8, 2), protoInt(8, 1), protoInt(20, 7)]),
    ),
    node('MatMul', ['x', 'xt'], 'logits'),
    node('Softmax', ['logits'], 'weights'),
    node('MatMul', ['weights', 'x'], 'last_hidden_state'),
  ]
  const initializer = protoMessage(5, [
    protoInt(1, pieces.length),
    protoInt(1, dimensions),
    protoInt(2, FLOAT),
    protoText(8, 'table'),
    protoBytes(9, new Uint8Array(table.buffer)),
  ])
  const body = [
    ...nodes,
    protoText(2, 'tiny'),
    initializer,
    protoMessage(11, value('input_ids', INT64, ['batch', 'sequence'])),
    protoMessage(12, value('last_hidden_state', FLOAT, ['batch', 'sequence', dimensions])),
  ]
  return concatBytes([protoInt(1, 8), protoMessage(7, body), protoMessage(8, [protoText(1, ''), protoInt(2, 13)])])
}

function node(operator: string, inputs: readonly string[], output: string, attribute?: Uint8Array): Uint8Array {
  const fields = [...inputs.map((input) => protoText(1, input)), protoText(2, output), protoText(4, operator)]
  return protoMessage(1, attribute ? [...fields, attribute] : fields)
}

function value(name: string, type: number, shape: readonly (string | number)[]): Uint8Array[] {
  const sizes = shape.map((size) =>
    protoMessage(1, [typeof size === 'number' ? protoInt(1, size) : protoText(2, size)]),
  )
  return [protoText(1, name), protoMessage(2, [protoMessage(1, [protoInt(1, type), protoMessage(2, sizes)])])]
}
