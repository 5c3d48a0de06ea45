/** What follows a place's name in an address, from the large to the small. */
export type DetailKind = 'yard' | 'number' | 'building' | 'unit' | 'floor' | 'room' | 'relation' | 'spot'

export interface Detail {
  kind: DetailKind
  /** As it is written in an address: 12号楼, 502室, 东南角. */
  text: string
  start: number
  end: number
  /** 和, 、: this one stands beside the one before it, it does not replace it. */
  beside: boolean
  /** 我家: said of the caller's own home. */
  own?: boolean
  /** How the two were joined, as it is written. */
  joiner?: string
}

export interface DetailRun {
  details: Detail[]
  start: number
  end: number
}
