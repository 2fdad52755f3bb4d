import type { AssessmentInput, Segment, Status } from '../assessment.js';
import { segmentAt } from '../evaluate/control.js';
import { evaluate } from '../evaluate/evaluate.js';
import type { Catalog, CatalogControl } from '../framework/catalog.js';
import type { Mapping } from '../framework/mapping.js';
import { isEnough, type Profile } from '../profile/profile.js';
import type { Aim } from './control-case.js';

export interface Framed {
  readonly catalog: Catalog;
  readonly mapping: Mapping;
}

/** Where a control of a profile stands. */
export interface Standing extends Aim {
  readonly status: Status;
  readonly reason: Segment['reason'];
  readonly enough: boolean;
}

/** Where the controls of the profile stand, or those of them that are asked for. */
export function standingsOf(
  input: AssessmentInput,
  { catalog, mapping }: Framed,
  { profile, only }: { readonly profile: Profile; readonly only?: ReadonlySet<string> },
): readonly Standing[] {
  const isAsked = ({ id }: { readonly id: string }) => Object.hasOwn(profile.controls, id) && only?.has(id) !== false;
  const { results } = evaluate(input, withControls(catalog, isAsked), mapping);
  return results.flatMap((result): readonly Standing[] => {
    const { control } = result;
    const [least, own] = [profile.controls[control], mapping.controls[control]];
    if (least === undefined || own === undefined) return [];
    const { status, reason } = segmentAt(result, input.asOf);
    return [{ control, mapping: own, least, status, reason, enough: isEnough(status, least, profile) }];
  });
}

function withControls(catalog: Catalog, isAsked: (control: CatalogControl) => boolean): Catalog {
  const groups = catalog.groups.map((group) => ({
    ...group,
    practices: group.practices.map((practice) => ({ ...practice, controls: practice.controls.filter(isAsked) })),
  }));
  return { ...catalog, groups };
}
