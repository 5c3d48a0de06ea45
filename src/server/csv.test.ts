import { expect, it } from 'vitest'
import { csvLine } from './csv.ts'

it('quotes what would break a line and leaves the rest as it is', () => {
  expect(csvLine(['楼道灯坏了', 3, true, null, 'a,b', '他说"等着"', '两\n行'])).toBe(
    '楼道灯坏了,3,true,,"a,b","他说""等着""","两\n行"\r\n',
  )
})

it('gives a spreadsheet no formula to run', () => {
  expect(csvLine(['=HYPERLINK("x")', '+86', '-1', '@a'])).toBe('"\'=HYPERLINK(""x"")",\'+86,\'-1,\'@a\r\n')
})
