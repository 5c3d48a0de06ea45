import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Harness, startHarness } from '../../browser-harness.fixture.ts'

const SCRIPT_BYTES = 100 * 1024
/** How far the page, or a pane that scrolls, is wider than its frame; tables may scroll in their own. */
const SIDEWAYS = `Math.max(...[document.documentElement, ...document.querySelectorAll('.scroll, .fields, .start')].map(
  (element) => element.scrollWidth - element.clientWidth,
))`
/** Colours are judged once they have stopped changing. */
const STILL = 'Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null)))'
/** A desk's screen, a telephone, and the desk's screen at twice the zoom. */
const VIEWPORTS = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
  { width: 640, height: 400 },
]

let harness: Harness
let caseId: string
let openCall: string
beforeAll(async () => {
  harness = await startHarness()
  const said = '回龙观龙锦苑四区八号楼，家里供暖不热，我姓孟'
  const edits = {
    appealType: '求助',
    category: '010101',
    tier: '24h',
    unit: 'cp-longzeyuan',
    title: '龙锦苑四区暖气不热',
  }
  caseId = (await harness.openCase({ said, edits })).id
  await harness.openCase({
    said: '望京街道南湖西里电梯困人',
    edits: { ...edits, category: '160301', tier: '2h', title: '电梯困人' },
  })
  openCall = (await harness.post<{ id: string }>('/api/calls', { turns: [{ role: 'caller', text: said }] })).id
})
afterAll(() => harness.close())

interface Screen {
  name: string
  path: () => string
  ready: string
  prepare?: (page: Page) => Promise<void>
}

/** Opens a dialog by its key. */
const pressed = (key: string) => async (page: Page) => {
  await page.keyboard.press(key)
  await page.waitForSelector('dialog[open]')
}

const screens: Screen[] = [
  { name: 'start', path: () => '/', ready: '[data-demo]' },
  { name: 'desk', path: () => `/?call=${openCall}`, ready: '.turn.caller:not(.speaking)' },
  {
    name: 'category picker',
    path: () => `/?call=${openCall}`,
    ready: '.turn.caller:not(.speaking)',
    prepare: pressed('Alt+c'),
  },
  { name: 'keyboard map', path: () => '/dispatch', ready: '.queue-row', prepare: pressed('?') },
  { name: 'dispatch', path: () => `/dispatch?case=${caseId}`, ready: 'article' },
  { name: 'cases', path: () => '/cases', ready: 'table' },
  { name: 'case', path: () => `/cases/${caseId}`, ready: '.history' },
  { name: 'quality', path: () => '/quality', ready: '.chart' },
  { name: 'no such case', path: () => '/cases/none', ready: 'h1' },
]

const schemes = ['light', 'dark'] as const

describe.each(screens)('$name', ({ path, ready, prepare }) => {
  it.each(schemes)('has no fault that axe can find, in %s', async (colorScheme) => {
    const page = await harness.open(path(), { colorScheme })
    await page.waitForSelector(ready)
    await prepare?.(page)
    await page.evaluate(STILL)
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join('\n')}`)).toEqual([])
    await page.context().close()
  })

  it('fits both widths, and twice the zoom, without scrolling sideways', async () => {
    const page = await harness.open(path())
    await page.waitForSelector(ready)
    await prepare?.(page)
    for (const viewport of VIEWPORTS) {
      await page.setViewportSize(viewport)
      const wider = await page.evaluate<number>(SIDEWAYS)
      expect(wider, `${viewport.width} px`).toBeLessThanOrEqual(0)
    }
    await page.context().close()
  })
})

it('loads at most 100 kB of script on any first page, all of it from here', async () => {
  for (const path of ['/', '/dispatch', '/cases', '/quality']) {
    const page = await harness.open('/healthz')
    const scripts: Promise<number>[] = []
    page.on('response', (response) => {
      expect(response.url().startsWith(harness.url), response.url()).toBe(true)
      if (response.request().resourceType() === 'script') scripts.push(response.body().then((body) => body.length))
    })
    await page.goto(harness.url + path)
    await page.waitForLoadState('load')
    const total = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0)
    expect(total, path).toBeGreaterThan(0)
    expect(total, path).toBeLessThanOrEqual(SCRIPT_BYTES)
    await page.context().close()
  }
})

it('answers in English when asked, and remembers it', async () => {
  const page = await harness.open('/cases?lang=en')
  expect(await page.textContent('h1')).toBe('Cases')
  await page.goto(`${harness.url}/dispatch`)
  expect(await page.getAttribute('html', 'lang')).toBe('en')
  expect(await page.textContent('h1')).toBe('Queue')
  await page.context().close()
})

it('switches its looks by hand and keeps them', async () => {
  const page = await harness.open('/cases', { colorScheme: 'light' })
  await page.click('[data-tool=theme]')
  await page.click('[data-tool=theme]')
  expect(await page.getAttribute('html', 'data-theme')).toBe('dark')
  await page.reload()
  expect(await page.getAttribute('html', 'data-theme')).toBe('dark')
  await page.context().close()
})
