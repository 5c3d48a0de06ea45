import type { Command } from 'commander'
import { loadConfig } from '../config.ts'
import { predictFlat } from '../model/flat-classifier.ts'
import { readFlatModel } from '../model/flat-model-file.ts'
import { openEncoder } from './open-encoder.ts'
import { withSettings } from './options.ts'
import { readTextRows } from './read-labelled-texts.ts'
import { encoderSpec } from './train.ts'

export interface FlatPrediction {
  id: string
  label: string
  confidence: number
  /** Best first, the answer itself included. */
  top: { label: string; confidence: number }[]
}

export interface PredictCommand {
  model: string
  file: string
  encoder: string
  top?: number
}

const BATCH = 256

/** Predictions for each row of a file, in order. */
export async function* predictFile({
  model: folder,
  file,
  encoder: spec,
  top = 5,
}: PredictCommand): AsyncGenerator<FlatPrediction> {
  const encoder = await openEncoder(spec)
  const model = readFlatModel(folder, encoder.id)
  const rows = readTextRows(file)
  for (let at = 0; at < rows.length; at += BATCH) {
    const batch = rows.slice(at, at + BATCH)
    const predicted = await predictFlat(
      batch.map(({ text }) => text),
      { model, encoder, top },
    )
    for (const [index, scored] of predicted.entries()) {
      const listed = scored.map(({ label, probability }) => ({ label, confidence: round(probability) }))
      yield { id: batch[index]!.id, label: listed[0]!.label, confidence: listed[0]!.confidence, top: listed }
    }
  }
}

export function registerPredict(program: Command): void {
  const command = program
    .command('predict')
    .description('用 jiesu train --texts 训练的模型给文本分类，每行一个 JSON')
    .argument('<file>', 'JSONL，每行 {"id","text"}')
    .requiredOption('--model <dir>', '模型目录')
    .option('--top <n>', '列出几个标签', Number, 5)
  withSettings(command, ['encoder'])
  command.action(async (file: string) => {
    const { model, top, encoder } = command.opts<{ model: string; top: number; encoder?: string }>()
    const config = loadConfig({ env: process.env, flags: { encoder } })
    for await (const prediction of predictFile({ model, file, encoder: encoderSpec(config.encoder), top })) {
      process.stdout.write(`${JSON.stringify(prediction)}\n`)
    }
  })
}

const round = (value: number) => Math.round(value * 1e4) / 1e4
