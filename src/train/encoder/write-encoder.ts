import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeStaticOnnx } from '../../model/static-onnx.ts'
import type { StaticTable } from '../../model/static-table.ts'
import type { UnigramVocabulary } from '../../text/tokenise.ts'

export interface EncoderFiles {
  vocabulary: UnigramVocabulary
  table: StaticTable
  /** Kept in config.json beside the id: how to make it again. */
  recipe: Readonly<Record<string, unknown>>
}

/** Writes the transformers.js layout and returns the encoder's id, a digest of its weights and vocabulary. */
export function writeEncoder(folder: string, { vocabulary, table, recipe }: EncoderFiles): string {
  const onnx = writeStaticOnnx(table)
  const tokenizer = JSON.stringify(tokenizerJson(vocabulary))
  const id = `static-${createHash('sha256').update(onnx).update(tokenizer).digest('hex').slice(0, 12)}`
  mkdirSync(join(folder, 'onnx'), { recursive: true })
  writeFileSync(join(folder, 'onnx', 'model_quantized.onnx'), onnx)
  writeFileSync(join(folder, 'tokenizer.json'), tokenizer)
  writeJson(join(folder, 'tokenizer_config.json'), {
    tokenizer_class: 'PreTrainedTokenizerFast',
    unk_token: vocabulary.pieces[vocabulary.unknown],
    pad_token: vocabulary.pieces[vocabulary.unknown],
    model_max_length: 1_000_000,
  })
  writeJson(join(folder, 'config.json'), {
    // The graph takes input_ids and returns last_hidden_state, as a BERT encoder's does.
    model_type: 'bert',
    architectures: ['BertModel'],
    hidden_size: table.dimensions,
    vocab_size: table.rows,
    max_position_embeddings: 1_000_000,
    jiesu: { encoder: 'static', id, pooling: 'mean', ...recipe },
  })
  return id
}

function tokenizerJson({ pieces, scores, unknown }: UnigramVocabulary) {
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [
      {
        id: unknown,
        content: pieces[unknown],
        single_word: false,
        lstrip: false,
        rstrip: false,
        normalized: false,
        special: true,
      },
    ],
    normalizer: {
      type: 'Sequence',
      normalizers: [
        { type: 'NFKC' },
        { type: 'Lowercase' },
        { type: 'Replace', pattern: { Regex: '[0-9]' }, content: '0' },
      ],
    },
    pre_tokenizer: { type: 'WhitespaceSplit' },
    post_processor: null,
    decoder: null,
    model: { type: 'Unigram', unk_id: unknown, vocab: pieces.map((piece, id) => [piece, scores[id]]) },
  }
}

function writeJson(path: string, value: unknown) {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`)
}
