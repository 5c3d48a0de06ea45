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

const heating = (over: Record<string, unknown> = {}) => ({
  said: '回龙观龙锦苑四区八号楼，家里供暖不热',
  edits: {
    appealType: '求助',
    category: '010101',
    tier: '24h',
    unit: 'cp-longzeyuan',
    address: '龙泽园街道龙锦苑四区8号楼',
    title: '龙锦苑四区暖气不热',
    ...over,
  },
})

it('sends a case to another unit by keyboard, and takes it back', async () => {
  const { id } = await harness.openCase(heating())
  const page = await harness.open('/dispatch')
  await page.keyboard.press('j')
  await page.waitForSelector(`article[data-case="${id}"]`)
  await page.keyboard.press('c')
  await page.keyboard.type('96116')
  await page.waitForSelector('.options li[aria-selected=true]')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.ask-dialog')
  await page.keyboard.type('水务反映')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await harness.store.case(id))?.values.unit, { timeout: 10_000 }).toBe('ent-water')
  const [event] = (await harness.store.history({ caseId: id })).slice(-1)
  expect(event).toMatchObject({ kind: 'case.changed', reason: '水务反映', actor: '派单员' })
  await page.waitForSelector('.notice')
  await page.keyboard.press('u')
  await expect.poll(async () => (await harness.store.case(id))?.state).toBe('pending')
  expect((await harness.store.case(id))?.values.unit).toBe('cp-longzeyuan')
})

it('attaches a duplicate to the case that it repeats', async () => {
  const first = await harness.openCase(heating())
  const second = await harness.openCase(heating({ title: '八号楼没有暖气' }))
  const page = await harness.open(`/dispatch?case=${second.id}`)
  await page.waitForSelector('article')
  await page.keyboard.press('m')
  await page.waitForSelector('.options li:has-text("龙锦苑四区暖气不热")')
  await page.keyboard.press('Enter')
  await expect
    .poll(async () => harness.store.case(second.id))
    .toMatchObject({ state: 'attached', attachedTo: first.id })
})

it('sends off what is safe in bulk and leaves the rest for a look', async () => {
  const safe = await harness.openCase(heating({ address: '龙泽园街道龙锦苑一区' }))
  const risky = await harness.openCase(heating({ address: '龙泽园街道龙锦苑四区8号楼' }))
  await harness.post(`/api/cases/${risky.id}/assignment`, { action: 'accept' })
  await harness.post(`/api/cases/${risky.id}/assignment`, { action: 'return', reason: '不属本单位' })
  const page = await harness.open('/dispatch')
  for (const box of await page.locator('.queue-row input').all()) await box.check()
  await page.keyboard.press('Shift+A')
  await expect.poll(async () => (await harness.store.case(safe.id))?.state).toBe('dispatched')
  await page.waitForSelector('.notice:has-text("要逐件看")')
  expect((await harness.store.case(risky.id))?.state).toBe('returned')
})

it('shows two dispatchers on one case to each other, and refuses the slower one', async () => {
  const { id } = await harness.openCase(heating())
  const path = `/dispatch?case=${id}`
  const [li, zhao] = [await harness.open(path), await harness.open(path)]
  await li.evaluate(`localStorage.setItem('jiesu.actor', '李敏')`)
  await li.reload()
  await zhao.waitForSelector('#presence:has-text("李敏")')
  await li.waitForSelector('#presence:has-text("派单员")')
  await li.keyboard.press('a')
  await expect.poll(async () => (await harness.store.case(id))?.state).toBe('dispatched')
  await zhao.waitForSelector('.notice:has-text("李敏")')
  await zhao.waitForSelector('article[data-state=dispatched]')
  expect(await zhao.locator('[data-action=accept]').isDisabled()).toBe(true)
})

it('keeps filters in the address and brings in new cases without losing the place', async () => {
  await harness.openCase(heating())
  const page = await harness.open('/dispatch')
  await page.selectOption('[name=tier]', '24h')
  await page.waitForURL(/tier=24h/)
  await page.locator('.queue-row a').first().click()
  await page.waitForSelector('article')
  const { id } = await harness.openCase(heating({ title: '新来的一件' }))
  await page.waitForSelector(`.queue-row[data-case="${id}"]`)
  expect(new URL(page.url()).search).toMatch(/tier=24h.*case=/)
  expect(await page.locator('.queue-row a[aria-current]').count()).toBe(1)
})

it('shows a further call as soon as an agent gives it to the case that is open', async () => {
  const { id } = await harness.openCase(heating())
  const page = await harness.open(`/dispatch?case=${id}`)
  await page.waitForSelector('article')
  const call = await harness.post<{ id: string }>('/api/calls', {
    callerId: '13800138044',
    turns: [{ role: 'caller', text: '我们楼也供暖不热' }],
  })
  await harness.post(`/api/calls/${call.id}/attachment`, { caseId: id })
  await page.waitForSelector('article summary:has-text("13800138044")')
  await page.click('article summary')
  await page.waitForSelector('article details .said:has-text("我们楼也供暖不热")')
})

it('ticks all that is safe with one key, and sends it off with another', async () => {
  const safe = await harness.openCase(heating({ address: '龙泽园街道龙锦苑一区' }))
  const urgent = await harness.openCase(heating({ address: '龙泽园街道龙锦苑三区', tier: '2h' }))
  const page = await harness.open('/dispatch')
  await page.waitForSelector('.queue-row')
  await page.keyboard.press('s')
  expect(await page.locator(`.queue-row[data-case="${safe.id}"] input`).isChecked()).toBe(true)
  expect(await page.locator(`.queue-row[data-case="${urgent.id}"] input`).isChecked()).toBe(false)
  await page.keyboard.press('Shift+A')
  await expect.poll(async () => (await harness.store.case(safe.id))?.state).toBe('dispatched')
  expect((await harness.store.case(urgent.id))?.state).toBe('pending')
})
