import type { CaseRecord } from '../../../domain/case.ts'
import { get } from './api.ts'
import { ask } from './ask.ts'
import type { Assignment } from './assignments.ts'
import { type Action, casePanel, runnerUpButtons } from './case-view.ts'
import { byId } from './dom.ts'
import { searchUnits } from './lookup.ts'
import { format, labels, t } from './page.ts'
import { pick } from './picker.ts'
import { askWhistle } from './whistle.ts'

/** A step that is decided, and what to say when it is done. */
export interface Decision {
  assignment: Assignment
  message: string
}

export const unitName = async (id: string): Promise<string> => (await labels()).units[id] ?? id

/** Asks what an action leaves open (which unit, which case, why); null when the dispatcher thinks better of it. */
export async function decide(action: Action): Promise<Decision | null> {
  const { unit = '', district = '', cooperating = '' } = casePanel()?.dataset ?? {}
  switch (action) {
    case 'accept':
      return { assignment: { action: 'accept' }, message: t('dispatch.done.accept', { unit: await unitName(unit) }) }
    case 'change': {
      const choice = await findUnit(t('pick.unit'), null)
      return choice && choice !== unit ? change(choice) : null
    }
    case 'whistle':
      return whistle(
        unit,
        cooperating.split(' ').filter((id) => id && id !== unit),
      )
    case 'escalate':
      return escalate(district)
    case 'attach': {
      const target = await findCase()
      return target ? attach(target) : null
    }
    case 'return':
      return giveBack()
  }
}

/** To another unit, with an optional reason. */
export async function change(unit: string): Promise<Decision | null> {
  const name = await unitName(unit)
  const reason = await ask({
    title: t('common.labelled', { name: t('dispatch.change'), value: name }),
    label: t('dispatch.reasonOptional'),
    action: t('dispatch.change'),
  })
  if (reason === null) return null
  return {
    assignment: { action: 'change', unit, reason: reason.trim() || null },
    message: t('dispatch.done.change', { unit: name }),
  }
}

export const attach = (target: string): Decision => ({
  assignment: { action: 'attach', attachTo: target },
  message: t('dispatch.done.attach', { id: target }),
})

async function whistle(unit: string, suggested: readonly string[]): Promise<Decision | null> {
  const chosen = await askWhistle(suggested, await labels())
  if (!chosen) return null
  return {
    assignment: { action: 'change', mode: 'whistle', ...chosen },
    message: t('dispatch.done.accept', { unit: await unitName(unit) }),
  }
}

async function escalate(district: string): Promise<Decision | null> {
  const unit = await findUnit(t('dispatch.escalateTitle'), await districtUnit(district))
  if (!unit) return null
  const reason = await ask({
    title: t('dispatch.escalateTitle'),
    label: t('dispatch.reasonOptional'),
    action: t('dispatch.escalate'),
  })
  if (reason === null) return null
  return {
    assignment: { action: 'change', unit, mode: 'escalate', reason: reason.trim() || null },
    message: t('dispatch.done.change', { unit: await unitName(unit) }),
  }
}

async function giveBack(): Promise<Decision | null> {
  const reason = await ask({
    title: t('dispatch.returnTitle'),
    help: t('dispatch.reasonRequired'),
    label: t('dispatch.reason'),
    required: true,
    action: t('dispatch.return'),
  })
  if (!reason?.trim()) return null
  return { assignment: { action: 'return', reason: reason.trim() }, message: t('dispatch.done.return') }
}

async function findUnit(title: string, first: string | null): Promise<string | null> {
  const known = await labels()
  const offered = runnerUpButtons().map((item) => item.dataset.runnerUp ?? '')
  const suggested = [...(first ? [first] : []), ...offered].map((value) => ({
    value,
    label: known.units[value] ?? value,
  }))
  return (await pick({ title, suggested, search: (query) => searchUnits(query, known) })) ?? null
}

async function findCase(): Promise<string | null> {
  const known = await labels()
  const here = casePanel()?.dataset.case
  const near = [...byId('case').querySelectorAll<HTMLAnchorElement>('.precedents a')].map((link) => ({
    value: link.pathname.split('/').at(-1) ?? '',
    label: link.textContent ?? '',
    detail: link.parentElement?.querySelector('.muted')?.textContent ?? '',
  }))
  const search = async (query: string) => {
    const { items } = await get<{ items: CaseRecord[] }>(`/api/cases?limit=12&q=${encodeURIComponent(query)}`).catch(
      () => ({ items: [] }),
    )
    return items
      .filter((item) => item.id !== here && item.state !== 'attached')
      .map((item) => ({
        value: item.id,
        label: item.values.title ?? item.id,
        detail: [item.id, known.units[item.values.unit ?? ''], format.time(item.openedAt, new Date())]
          .filter(Boolean)
          .join(' · '),
      }))
  }
  const options = { title: t('dispatch.attachTitle'), placeholder: t('cases.searchHint'), suggested: near, search }
  return (await pick(options)) ?? null
}

/** The district's government: the district code is a unit of that kind. */
async function districtUnit(district: string): Promise<string | null> {
  const { items } = await get<{ items: { id: string; district: string | null }[] }>(
    '/api/units?kind=district&limit=100',
  ).catch(() => ({ items: [] }))
  return items.find((item) => item.district === district)?.id ?? null
}
