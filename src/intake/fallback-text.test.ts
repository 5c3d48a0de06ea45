import { expect, it } from 'vitest'
import { SyllableIndex } from '../text/pinyin.ts'
import { createTextRedactor } from './fallback-text.ts'

const hide = createTextRedactor(new SyllableIndex())

it('hides names, numbers and doors, and leaves the matter', () => {
  expect(hide('我叫王建国，三号楼二单元，暖气不热，打13800138000')).toBe(
    '我叫〔姓名1〕，〔地址1〕暖气不热，打〔电话1〕',
  )
})

it('takes a short line for a name, as what was asked is not known', () => {
  expect(hide('暖气不热，屋里只有十四度，找了物业三回也没人管\n麦小满，满意的满\n是')).not.toMatch(/麦小满|满意的满/)
})

it('leaves nothing of a text that it cannot read', () => {
  expect(hide(undefined as unknown as string)).toBe('')
})
