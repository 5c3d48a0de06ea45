import type { City } from '../domain/city.ts'
import type { FieldName, Form, FormFields, Review } from '../domain/form.ts'
import type { Suggestion } from '../domain/suggestion.ts'
import type { Thresholds } from '../model/call-classifier.ts'
import type { IntakeDoc } from './doc.ts'
import type { Merged } from './fallback-asked.ts'
import type { Calibration, Relation } from './fallback-calibration.ts'
import type { Finding } from './fallback-verify.ts'
import { suggest } from './suggest.ts'

export interface MergeOptions {
  doc: IntakeDoc
  findings: readonly Finding[]
  calibration: Calibration
  thresholds: Readonly<Record<string, Thresholds>>
  city: City
}

/**
 * Puts verified answers into the form. What the model says of its own certainty is not asked: the calibration says how
 * often such an answer is right, and the likelier of the two stands.
 */
export function mergeFindings({ doc, findings, calibration, thresholds, city }: MergeOptions): {
  doc: IntakeDoc
  merged: Merged[]
} {
  const form: Form = { ...doc.form, needsReview: [...doc.form.needsReview], secondary: [...doc.form.secondary] }
  const merged: Merged[] = []
  for (const finding of findings) {
    if (finding.field === 'secondary')
      merged.push(addSecond({ form, finding, calibration, thresholds: thresholds.secondary }))
    else if (!doc.locked.has(finding.field))
      merged.push(mergeField({ form, finding, calibration, thresholds: thresholds[finding.field], city }))
  }
  return { doc: { ...doc, form }, merged }
}

interface FieldOptions {
  form: Form
  finding: Finding
  calibration: Calibration
  thresholds: Thresholds | undefined
  city: City
}

function mergeField({ form, finding, calibration, thresholds, city }: FieldOptions): Merged {
  const field = finding.field as Exclude<Finding['field'], 'secondary'>
  const before = form[field] as Suggestion<string> | null
  const local = before?.confidence ?? 0
  const relation: Relation = before === null ? 'fills' : before.value === finding.value ? 'agrees' : 'disagrees'
  // Other words for the same matter, checked against the call: neither surer nor less sure than the draft.
  const isWording = field === 'title' || field === 'summary'
  const confidence = isWording ? local : calibration({ field, relation, local })
  const likelier = relation === 'disagrees' ? confidence > local : confidence !== local
  const taken = relation === 'fills' || likelier || (isWording && relation === 'disagrees')
  if (taken) {
    const others = (before?.alternatives ?? []).filter((item) => item.value !== finding.value)
    const former =
      relation === 'disagrees' && before ? [{ value: before.value, confidence: Math.min(local, 1 - confidence) }] : []
    const alternatives = [...former, ...others].sort((a, b) => b.confidence - a.confidence)
    const suggestion = suggest({
      value: finding.value,
      confidence,
      source: 'llm',
      evidence: finding.evidence.length > 0 ? finding.evidence : (before?.evidence ?? []),
      alternatives,
      thresholds,
    })
    Object.assign(form, { [field]: suggestion } satisfies Partial<Record<keyof FormFields, Suggestion<string>>>)
    if (!isWording) form.needsReview = reviewed(form.needsReview, { field, suggestion, city })
  }
  return { field, relation, local, value: finding.value, taken }
}

/** What was doubted is either settled, or doubted for another reason. */
function reviewed(
  items: readonly Review[],
  { field, suggestion, city }: { field: FieldName; suggestion: Suggestion<string>; city: City },
): Review[] {
  const others = items.filter((item) => item.field !== field)
  if (suggestion.level !== 'review') return others
  const question = items.find((item) => item.field === field && item.question)?.question
  return [
    ...others,
    { field, reason: `大模型建议${nameOf(field, suggestion.value, city)}，待核实`, ...(question && { question }) },
  ]
}

function nameOf(field: FieldName, value: string, { taxonomy, units }: City): string {
  if (field === 'category') return `归「${taxonomy.get(value)?.name ?? value}」`
  if (field === 'unit') return `派${units.get(value)?.name ?? value}`
  return `填「${value}」`
}

function addSecond({ form, finding, calibration, thresholds }: Omit<FieldOptions, 'city'>): Merged {
  const before = form.secondary.find((item) => item.value === finding.value)
  const local = before?.confidence ?? 0
  const relation: Relation = before ? 'agrees' : 'fills'
  const confidence = calibration({ field: 'secondary', relation, local })
  const taken = relation === 'fills' ? form.secondary.length < 2 : confidence !== local
  if (taken) {
    const suggestion = suggest({
      value: finding.value,
      confidence,
      source: 'llm',
      evidence: finding.evidence,
      thresholds,
    })
    form.secondary = [...form.secondary.filter((item) => item !== before), suggestion].sort(
      (a, b) => b.confidence - a.confidence,
    )
    if (suggestion.level === 'review' && relation === 'fills')
      form.needsReview = [...form.needsReview, { field: 'secondary', reason: '大模型认为还有另一件诉求，待核实' }]
  }
  return { field: 'secondary', relation, local, value: finding.value, taken }
}
