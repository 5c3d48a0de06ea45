import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FlatModel } from '../model/flat-classifier.ts'
import type { FlatAbout } from '../model/flat-model-file.ts'

export function writeFlatCard(folder: string, { model, about }: { model: FlatModel; about: FlatAbout }): void {
  const card = `# 文本分类器

由 \`jiesu train --texts\` 写成，勿手改。线性：字 n-gram${about.encoder === null ? '' : `、编码器 ${about.encoder} 的向量`}${model.neighbours ? '、近邻标签' : ''}；概率按留出数据校准。

- 标签 ${model.labels.length} 个；近邻权重 ${model.neighbourSay}。
- 留出数据（权重没有见过，近邻权重和校准在其上选定）：\`${JSON.stringify(about.metrics)}\`。
- 配方：\`${JSON.stringify(about.recipe)}\`。同样的数据和种子写出同样的文件。
- 限度：训练里没有的标签不会被说出；文字与训练数据不像时，概率偏高。
`
  writeFileSync(join(folder, 'README.md'), card)
}
