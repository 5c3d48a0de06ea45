import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Harness, startHarness } from '../../browser-harness.fixture.ts'

let harness: Harness
beforeEach(async () => {
  harness = await startHarness()
})
afterEach(async () => {
  const { faults } = harness
  await harness.close()
  expect(faults).toEqual([])
})

const callId = (page: Page) => new URL(page.url()).searchParams.get('call') as string
const focusedField = (page: Page) =>
  page.evaluate<string | null>(`document.activeElement?.closest('[data-field]')?.dataset.field ?? null`)
const level = (page: Page, field: string) => page.locator(`[data-field=${field}]`).getAttribute('data-level')

async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if (await page.locator(`${selector}:focus`).count()) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reached ${selector}`)
}

async function playToTheEnd(page: Page, demo: string): Promise<void> {
  await page.waitForSelector(`[data-demo=${demo}]`)
  await tabTo(page, `[data-demo=${demo}]`)
  await page.keyboard.press('Enter')
  await page.waitForSelector('#player:not([hidden])')
  await page.keyboard.press('Alt+e')
  await page.waitForSelector('#player', { state: 'hidden' })
  await page.waitForSelector('#save-state:has-text("已保存")')
}

/** Goes from one open field to the next and settles it, as an agent would: Enter takes a guess, the rest is typed. */
async function settleOpenFields(page: Page): Promise<void> {
  const typed: Record<string, string> = { title: '龙锦苑四区暖气不热' }
  const keys: Record<string, string> = { appealType: '2', tier: '2', mode: '1', repeat: '2' }
  for (let round = 0; round < 20; round++) {
    if ((await page.locator('#missing').textContent()) === '必填已齐') return
    await page.keyboard.press('Alt+n')
    const field = (await focusedField(page)) as string
    if (typed[field]) {
      await page.keyboard.type(typed[field])
      await page.keyboard.press('Enter')
    } else if (keys[field]) await page.keyboard.press(keys[field])
    else if ((await level(page, field)) === 'review') await page.keyboard.press('Enter')
    else continue
    await expect.poll(() => level(page, field)).toBe('agent')
  }
  throw new Error('required fields stay open')
}

it('takes a demo call to a confirmed case by keyboard alone', async () => {
  const page = await harness.open('/')
  await playToTheEnd(page, 'demo-heating')
  expect(await page.locator('.turn:not(.speaking)').count()).toBe(9)
  await page.keyboard.press('Alt+a')
  await tabTo(page, '#field-title')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('龙锦苑四区暖气不热')
  await page.keyboard.press('Enter')
  await settleOpenFields(page)
  await page.keyboard.press('Control+Enter')
  await page.waitForSelector('#start:not([hidden])')
  const { items } = await harness.store.cases({ limit: 5 })
  expect(items).toHaveLength(1)
  expect(items[0]).toMatchObject({
    state: 'pending',
    values: { category: '010101', title: '龙锦苑四区暖气不热', phone: '13800138021' },
  })
  expect(await page.locator('[data-notice=left]').textContent()).toContain(items[0]!.id)
})

it('turns a correction into feedback', async () => {
  const page = await harness.open('/')
  await playToTheEnd(page, 'demo-heating')
  await page.locator('#field-callerName').click()
  await page.locator('#field-callerName').fill('孟晓雨')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Alt+a')
  await settleOpenFields(page)
  await page.keyboard.press('Control+Enter')
  await page.waitForSelector('#start:not([hidden])')
  const [line] = (await (await fetch(`${harness.url}/api/feedback.jsonl`)).text()).trim().split('\n')
  const feedback = JSON.parse(line!)
  expect(feedback.gold.callerName).toBe('孟晓雨')
  expect(feedback.predicted.callerName).toMatchObject({ accepted: false })
})

it('never overwrites what is being typed, and brings it back after a reload', async () => {
  const page = await harness.open('/')
  await page.fill('#new-caller', '13800138099')
  await page.click('#new-call button')
  await page.locator('#field-callerName').pressSequentially('欧阳')
  await harness.post(`/api/calls/${callId(page)}/turns`, {
    turns: [{ role: 'caller', text: '我姓王，王建军，家里供暖不热' }],
  })
  await page.waitForSelector('.turn.caller:not(.speaking)')
  await page.waitForSelector('[data-field=category]:not([data-level=none])')
  expect(await page.inputValue('#field-callerName')).toBe('欧阳')
  await page.reload()
  await page.waitForSelector('.turn.caller:not(.speaking)')
  expect(await page.inputValue('#field-callerName')).toBe('欧阳')
  await page.locator('#field-callerName').press('Enter')
  await expect.poll(async () => (await harness.store.call(callId(page)))?.edits.callerName).toBe('欧阳')
})

it('turns to the next call without touching the one before', async () => {
  const page = await harness.open('/')
  await page.click('#new-call button')
  await page.waitForSelector('#save-state:has-text("已保存")')
  const first = callId(page)
  await page.goto(`${harness.url}/`)
  await page.click('#waiting button')
  await page.waitForSelector('#desk:not([hidden])')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('返回')
  await page.keyboard.press('Enter')
  await page.waitForSelector('#start:not([hidden])')
  await page.click('#new-call button')
  await page.fill('#field-callerName', '孟女士')
  await page.keyboard.press('Enter')
  const second = callId(page)
  expect(second).not.toBe(first)
  await expect.poll(async () => (await harness.store.call(second))?.edits).toEqual({ callerName: '孟女士' })
  expect((await harness.store.call(first))?.edits).toEqual({})
})

it('goes from field to field with the arrows and changes none of them', async () => {
  const page = await harness.open('/')
  await playToTheEnd(page, 'demo-heating')
  const rows = await page.locator('[data-field]').count()
  for (let steps = 1; steps < rows; steps++) await page.keyboard.press('ArrowDown')
  expect(await focusedField(page)).toBe('summary')
  expect((await harness.store.call(callId(page)))?.edits).toEqual({})
})

it('undoes what was changed, back to the suggestion', async () => {
  const page = await harness.open('/')
  await playToTheEnd(page, 'demo-heating')
  const before = await page.inputValue('#field-phone')
  await page.locator('#field-phone').fill('13900139000')
  await page.keyboard.press('Enter')
  expect(await level(page, 'phone')).toBe('agent')
  await page.keyboard.press('Alt+u')
  await expect.poll(() => page.inputValue('#field-phone')).toBe(before)
  await expect.poll(async () => (await harness.store.call(callId(page)))?.edits).toEqual({})
})

it('finds a category by pinyin and remembers the choice', async () => {
  const page = await harness.open('/')
  await page.click('#new-call button')
  await page.waitForSelector('#desk:not([hidden])')
  await page.keyboard.press('Alt+c')
  await page.keyboard.type('gongnuanbure')
  await page.waitForSelector('.options li:has-text("供暖不热")')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await harness.store.call(callId(page)))?.edits.category).toBe('010101')
  expect(await page.textContent('#field-category')).toContain('供暖不热')
})

it('gives a call to the open case nearby with one key, and takes it back with one', async () => {
  const known = await harness.openCase({
    said: '回龙观龙锦苑四区八号楼，家里供暖不热',
    edits: {
      appealType: '求助',
      category: '010101',
      tier: '24h',
      unit: 'cp-longzeyuan',
      title: '四区八号楼没有暖气',
      district: '110114',
      street: '110114012',
    },
  })
  const page = await harness.open('/')
  await page.click('#new-call button')
  await page.waitForSelector('#save-state:has-text("已保存")')
  const id = callId(page)
  const place = { district: '110114', street: '110114012', category: '010101' }
  await harness.post(`/api/calls/${id}/turns`, { turns: [{ role: 'caller', text: '我家也供暖不热' }] })
  await fetch(`${harness.url}/api/calls/${id}/form`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ edits: place }),
  })
  await page.waitForSelector(`#similar [data-attach="${known.id}"]`)
  await page.keyboard.press('Alt+m')
  await page.waitForSelector('#start:not([hidden])')
  await expect.poll(() => harness.store.call(id)).toMatchObject({ state: 'attached', caseId: known.id })
  expect((await harness.store.counts()).cases).toBe(1)
  await page.waitForSelector(`[data-notice=left]:has-text("${known.id}")`)
  await page.keyboard.press('Alt+u')
  await page.waitForSelector('#desk:not([hidden])')
  await expect.poll(() => harness.store.call(id)).toMatchObject({ state: 'open', caseId: null })
  expect(callId(page)).toBe(id)
})

it('loses nothing while the server is away, says so quietly, and sends everything when it is back', async () => {
  const page = await harness.open('/')
  await page.click('#new-call button')
  await page.waitForSelector('#save-state:has-text("已保存")')
  await harness.stopServer()
  await page.fill('#composer-text', '家里供暖不热，回龙观龙锦苑四区')
  await page.keyboard.press('Enter')
  await page.fill('#field-callerName', '孟女士')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.notice.warn')
  expect(await page.textContent('.notice.warn')).toContain('连接断开')
  expect(await page.locator('.turn.caller:not(.speaking)').textContent()).toContain('龙锦苑')
  await harness.startServer()
  await page.waitForSelector('.notice:has-text("连接已恢复")')
  const record = await harness.store.call(callId(page))
  expect(record?.call.turns).toEqual([{ role: 'caller', text: '家里供暖不热，回龙观龙锦苑四区' }])
  expect(record?.edits).toEqual({ callerName: '孟女士' })
})

it('shows a call that holds HTML as text', async () => {
  const page = await harness.open('/')
  let alerted = false
  page.on('dialog', () => {
    alerted = true
  })
  await playToTheEnd(page, 'demo-html')
  expect(await page.textContent('#turns')).toContain('<img src=x onerror=alert(1)>')
  expect(await page.locator('#turns img, #turns b').count()).toBe(0)
  expect(alerted).toBe(false)
})

/** Notes every element of the form that the browser saw jump. */
const WATCH_SHIFTS = `
  globalThis.shifts = []
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      for (const { node } of entry.sources)
        if (node?.closest?.('.intake')) shifts.push(node.outerHTML.slice(0, 200))
  }).observe({ type: 'layout-shift', buffered: true })
`

it('keeps the form still while a call fills it', async () => {
  const page = await harness.open('/')
  await page.evaluate(WATCH_SHIFTS)
  await page.waitForSelector('[data-demo=demo-heating]')
  await page.click('[data-demo=demo-heating]')
  await page.selectOption('#player-speed', '4')
  await page.waitForSelector('.turn:not(.speaking) >> nth=3', { timeout: 30_000 })
  expect(await page.evaluate('shifts')).toEqual([])
})
