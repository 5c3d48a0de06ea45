import type { Unit, UnitRegistry } from './unit.ts'

/** Where a matter is, as far as it is known. */
export interface UnitPlace {
  district: string | null
  street: string | null
}

/**
 * What a unit is to its place, so that one street's practice stands for another's: `street`, `district`, the common
 * name of a district body (区住建委), or the id of a unit that there is once in the city.
 */
export function roleOf(unit: Unit): string {
  switch (unit.kind) {
    case 'street':
    case 'district':
      return unit.kind
    case 'district_body':
      return unit.body ?? unit.id
    default:
      return unit.id
  }
}

/** Who has a role at a place; null where the place does not tell. */
export function unitInRole(role: string, { district, street }: UnitPlace, units: UnitRegistry): Unit | null {
  if (role === 'street') return (street !== null && units.street(street)) || null
  if (role === 'district') return (district !== null && units.district(district)) || null
  return units.get(role) ?? ((district !== null && units.districtBody(district, role)) || null)
}
