import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Harness, startHarness } from '../../../browser-harness.fixture.ts'

let harness: Harness
beforeEach(async () => {
  harness = await startHarness()
})
afterEach(async () => {
  const { faults } = harness
  await harness.close()
  expect(faults).toEqual([])
})

it('follows one field as soon as it is chosen, in every chart', async () => {
  await harness.openCase({
    said: '回龙观龙锦苑四区八号楼，家里供暖不热',
    edits: { appealType: '求助', category: '010101', tier: '24h', unit: 'cp-longzeyuan', title: '暖气不热' },
  })
  const page = await harness.open('/quality')
  await page.selectOption('[name=field]', 'category')
  await page.waitForURL(/field=category/)
  await page.waitForSelector('.chart')
  const charts = await page.locator('.chart').all()
  expect(charts.length).toBeGreaterThanOrEqual(4)
  for (const chart of charts) expect(await chart.getAttribute('src')).toContain('field=category')
  await expect
    .poll(() =>
      page.evaluate(
        `[...document.querySelectorAll('.chart')].every((image) => image.complete && image.naturalWidth > 0)`,
      ),
    )
    .toBe(true)
})
