import type { AssessmentInput } from '../assessment.js';
import { membersOf, type Member, type PopulationUnit } from '../evaluate/member.js';
import type { Place } from '../evaluate/places.js';
import type { Anchor } from '../fact.js';

/** A member with the place at which new evidence about it would attach. */
export interface Seat {
  readonly member: Member;
  readonly unit: PopulationUnit;
  readonly place: Place;
}

export function seatsOf(input: AssessmentInput): Readonly<Record<PopulationUnit, readonly Seat[]>> {
  const members = membersOf(input);
  const seats = (unit: PopulationUnit, placeOf: (index: number) => Place) =>
    members[unit].map((member, index) => ({ member, unit, place: placeOf(index) }));
  const { revisions } = input.population;
  return {
    artifacts: seats('artifacts', (index) => `artifact ${index}`),
    revisions: seats('revisions', (index) => `revision ${revisions[index] ?? ''}`),
    release: seats('release', () => 'release'),
    organization: seats('organization', () => 'organization'),
  };
}

/** The anchor of evidence at a place of this release. */
export function anchorAt(place: Place, { scope, population }: AssessmentInput): Anchor {
  const { organization, product, release } = scope;
  if (place === 'organization') return { kind: 'organization', organization };
  if (place === 'product') return { kind: 'product', organization, product };
  if (place === 'release') return { kind: 'release', organization, product, release };
  const [kind, rest = ''] = place.split(' ');
  if (kind === 'artifact') return { kind: 'digests', digests: population.artifacts[Number(rest)]?.digests ?? [] };
  return { kind: 'digests', digests: population.revisions.filter((revision) => revision === rest) };
}
