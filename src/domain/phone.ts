export type PhoneKind = 'mobile' | 'landline' | 'local' | 'service'

/**
 * The kind of a number by China's numbering plan, or null when it is no complete number: mobiles of 11 digits,
 * landlines with an area code, landlines of 7 or 8 digits without one, 400/800 numbers.
 */
export function phoneKind(digits: string): PhoneKind | null {
  if (/^1[3-9]\d{9}$/.test(digits)) return 'mobile'
  if (/^0(10|2[0-9])[2-9]\d{7}$/.test(digits) || /^0[3-9]\d{2}[2-9]\d{6,7}$/.test(digits)) return 'landline'
  if (/^[48]00\d{7}$/.test(digits)) return 'service'
  if (/^[2-9]\d{6,7}$/.test(digits)) return 'local'
  return null
}

/** Begins like a mobile number, whatever follows. */
export function startsLikeMobile(digits: string): boolean {
  return /^1[3-9]/.test(digits)
}
