import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FieldChoices } from '../intake/field-choices.ts'
import type { UnitRankerFile } from '../intake/unit-ranker.ts'
import type { CallHeadsManifest } from '../model/call-heads-file.ts'
import type { CoveragePoint } from './coverage-curve.ts'

interface FieldMetrics {
  accuracy: number
  low: number
  high: number
  calibrationError: number
  curve: CoveragePoint[]
}

interface CityMetrics {
  heldOut: number
  top3: number
  fields: Record<string, FieldMetrics>
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`
const point = ({ threshold, coverage }: CoveragePoint) =>
  coverage === 0 ? '达不到' : `≥ ${threshold.toFixed(3)}，${percent(coverage)}`

export interface CityCardOptions {
  manifest: CallHeadsManifest
  /** Size of the weights. */
  bytes: number
  choices: Pick<FieldChoices, 'measured'>
  unitRanker: UnitRankerFile
}

export function writeCityCard(folder: string, { manifest, bytes, choices, unitRanker }: CityCardOptions): void {
  const { recipe, labels } = manifest
  const metrics = manifest.metrics as unknown as CityMetrics
  const rows = Object.entries(metrics.fields).map(
    ([field, { accuracy, low, high, calibrationError, curve }]) =>
      `| ${field} | ${percent(accuracy)} [${percent(low)}, ${percent(high)}] | ${calibrationError.toFixed(3)} | ${curve.map(point).join(' | ')} |`,
  )
  const precisions = Object.values(metrics.fields)[0]?.curve.map(({ precision }) => percent(precision)) ?? []
  const card = `# 来电分类头 ${manifest.id}

由 \`jiesu train --city data/${recipe.city} --out models/${recipe.city}\` 写成，勿手改。只用 \`data/${recipe.city}/\` 训练；编码器 ${manifest.encoder}（其预训练文字见 \`models/encoder/README.md\`）。

- 用途：为坐席和派单员提出建议（类别、诉求类型、时限、同一来电的第二诉求、有无可受理事项），由人确认。不用于不经人看的自动处置，不用于评判来电人。
- 标签：${labels.leaves.length} 个三级类，一、二级为其概率之和；${labels.types.length} 种诉求类型；${labels.tiers.length} 档时限。
- 特征：字 n-gram、同音音节 n-gram、编码器向量；按每个话轮像不像在说事加权，座席的话少算。
- 训练：${recipe.examples.narratives} 段人写的叙述扩成来电，${recipe.examples.whole} 通人写的整通来电，另有类名、关键词和定义；共 ${recipe.examples.rows} 例。权重 ${(bytes / 1e6).toFixed(1)} MB，八位整数。
- 配方：种子 ${recipe.seed}，数据 ${recipe.dataHash}，分类目录 ${recipe.taxonomyHash}，\`${JSON.stringify(recipe.parameters)}\`。同样的数据写出同样的文件。

## 留出数据上的表现

每折留出同一叙述的全部来电，共 ${metrics.heldOut} 通；类别前三命中 ${percent(metrics.top3)}。阈值为准确率达到该值的最低置信度，其后是覆盖率。
校准误差为十个等量分箱的 ECE；校准本身也在这些来电上拟合，独立的数字看 \`jiesu eval\`。

| 字段 | 准确率（95 % 区间） | ECE | ${precisions.map((precision) => `准确率 ${precision}`).join(' | ')} |
|---|---|---|${precisions.map(() => '---').join('|')}|
${rows.join('\n')}

## 时间、对象、重复反映

${choicesLine(choices)}

## 承办单位的排序

${rankerLine(unitRanker)}

## 限度

叙述由人编写，不是真实来电：真实来电更长、更散，识别错误更多，覆盖率会低一些。叙述少的类别只靠名称、关键词和定义。
`
  writeFileSync(join(folder, 'README.md'), card)
}

/** What `choices.json` is and how it was measured. */
function choicesLine({ measured: { occurred, target, repeat } }: Pick<FieldChoices, 'measured'>): string {
  return `\`choices.json\`：候选时间、候选对象之间和是否反映过的条件 logit，特征是读得懂的词。五折交叉验证，${occurred.calls} 通整通来电：时间与标注一致 ${percent(occurred.accuracy)}，对象 ${percent(target.accuracy)}，重复反映 ${percent(repeat.accuracy)}。\`fields.json\` 是各字段说的把握在这些来电上值多少，分类用没见过该来电的分类头给的。`
}

/** What `units.json` is and how it was measured. */
function rankerLine({ examples, metrics }: UnitRankerFile): string {
  const of = (name: string) => percent(metrics[name] ?? 0)
  return `\`units.json\`：候选单位上的条件 logit，特征是职责与属地、点名、规则、相似案件与退回，各有名字可读。学自 ${examples.calls} 通整通来电（类别用没见过该来电的分类头给的），各配一段模拟的过往案件，另有 ${examples.cases} 件已定稿案件。五折交叉验证：首选 ${of('accuracy')}，前三 ${of('top3')}，准确率 95 % 时覆盖 ${of('coverage95')}，对数损失 ${metrics.logLoss}；固定权重依次为 ${of('fixedAccuracy')}、${of('fixedTop3')}、${of('fixedCoverage95')}、${metrics.fixedLogLoss}。对数损失不低于固定权重时就用固定权重。`
}
