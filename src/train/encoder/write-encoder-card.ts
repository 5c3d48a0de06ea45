import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TextSource } from './read-texts.ts'
import type { TrainedEncoder } from './train-encoder.ts'

export interface EncoderCard {
  trained: TrainedEncoder
  sources: readonly TextSource[]
  recipe: Readonly<Record<string, unknown>>
  dimensions: number
}

export function writeEncoderCard(folder: string, { trained, sources, recipe, dimensions }: EncoderCard): void {
  const rows = sources.map(
    ({ name, texts, repeat }) =>
      `| ${name} | ${texts.length} | ${texts.reduce((sum, text) => sum + text.length, 0)} | ${repeat} |`,
  )
  const card = `# 句向量编码器 ${trained.id}

由 \`jiesu train-encoder\` 写成，勿手改。静态词向量：一段文字的向量是其词向量的平均，再归一；词向量的长度就是词的权重。
不看词序，否定和语气看不出来；和字 n-gram 一起用才完整。

- 用途：来电与工单的分类特征、近似前例检索。不是通用语义模型，不用于判断人。
- ${trained.pieces} 个词和字，${dimensions} 维，前 ${String(recipe.nested)} 维可单独使用；八位整数，每行一个比例。
- 训练：${trained.texts} 段文字、${trained.tokens} 个词次；对比学习 ${trained.pairs} 对（标题与正文、相邻段、一段的两半、相邻且用词相近的两行）。
- 配方：\`${JSON.stringify(recipe)}\`。单线程、定种子：同样的文字写出同样的文件。
- 布局：transformers.js（\`config.json\`、\`tokenizer.json\`、\`onnx/model_quantized.onnx\`，\`dtype: 'q8'\`，mean）。纯 TypeScript 读同一份权重。

## 预训练文字

| 来源 | 段 | 字 | 每遍次数 |
|---|---|---|---|
${rows.join('\n')}

没有用任何类别标签。文字里的地名、偏见和年代会留在向量里。
`
  writeFileSync(join(folder, 'README.md'), card)
}
