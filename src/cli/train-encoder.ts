import { type Command, InvalidArgumentError } from 'commander'
import { type TrainEncoderOptions, trainEncoder } from '../train/encoder/train-encoder.ts'

export function registerTrainEncoder(program: Command): void {
  program
    .command('train-encoder')
    .description('用一个目录的文字训练句向量编码器，写成 transformers.js 的布局')
    .requiredOption('--texts <dir>', '文字目录：*.jsonl、*.jsonl.gz（每行 text）或 *.txt（一行一段）')
    .requiredOption('--out <dir>', '写到哪里')
    .option('--lexicon <file>', '词表允许的词，一行一个；不给则由文字里的高频字串决定')
    .option('--repeat <prefix=n>', '文件名以 prefix 开头的文字重复 n 次，可多次给', addRepeat, {})
    .option('--max-characters <n>', '每个文件最多取多少字', positive)
    .option('--vocabulary <n>', '词表大小', positive)
    .option('--passes <n>', '词向量遍数', positive)
    .option('--steps <n>', '对比学习步数', positive)
    .option('--seed <n>', '种子', positive, 1)
    .action((flags: Flags) => {
      const last = { stage: '' }
      const trained = trainEncoder({
        ...optionsOf(flags),
        onProgress: (stage, share) => {
          if (stage !== last.stage || share >= 1) process.stderr.write(`${stage} ${Math.round(share * 100)}%\n`)
          last.stage = stage
        },
      })
      process.stdout.write(`${JSON.stringify(trained)}\n`)
    })
}

interface Flags {
  texts: string
  out: string
  seed: number
  repeat: Record<string, number>
  lexicon?: string
  maxCharacters?: number
  vocabulary?: number
  passes?: number
  steps?: number
}

function optionsOf({ vocabulary, ...flags }: Flags): TrainEncoderOptions {
  return { ...flags, ...(vocabulary !== undefined && { vocabularySize: vocabulary }) }
}

function addRepeat(value: string, before: Record<string, number>): Record<string, number> {
  const [prefix = '', times = ''] = value.split('=')
  return { ...before, [prefix]: positive(times) }
}

function positive(value: string): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number) || number <= 0) throw new InvalidArgumentError('要写正整数')
  return number
}
