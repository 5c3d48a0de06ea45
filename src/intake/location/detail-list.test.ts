import { describe, expect, it } from 'vitest'
import { joinDetails, writeDetails } from './detail-list.ts'
import { parseDetails } from './parse-details.ts'

const read = (text: string) => parseDetails(text, 0, { afterPlace: true }).details

function joined(first: string, later: string): string {
  const details = read(first)
  joinDetails(details, read(later))
  return writeDetails(details)
}

describe('details of two mentions', () => {
  it('put the side of the road before the pavement', () => {
    expect(joined('便道', '路东')).toBe('路东便道')
  })

  it('replace a building, unit or room by the later one', () => {
    expect(joined('3号楼2单元', '三单元五零二')).toBe('3号楼3单元502室')
  })

  it('keep the spot that was told first', () => {
    expect(joined('3号楼电梯', '楼道')).toBe('3号楼电梯')
  })

  it('forget what only told the estate once the building is known', () => {
    expect(joined('旁边', '七号楼南边花坛')).toBe('7号楼南边花坛')
  })
})

describe('writing', () => {
  it.each([
    ['便道盲道', '便道'],
    ['五层501', '5层501室'],
    ['五层，我们是501', '501室'],
    ['楼上3号楼802', '3号楼802室'],
    ['三栋、四栋', '3栋、4栋'],
    ['27号楼跟28号楼中间空地', '27号楼和28号楼中间空地'],
  ])('%j becomes %j', (said, written) => {
    expect(writeDetails(read(said))).toBe(written)
  })
})
