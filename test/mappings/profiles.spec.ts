import { describe, expect, it } from '@jest/globals';

import { controlsOf } from '#compliance';
import { packageFrameworks, packageProfile, packageProfileIds } from '#platform';

const { catalog, mapping } = packageFrameworks().current();
const profiles = packageProfileIds().map((id) => packageProfile(id, catalog));
const CEILING = { satisfied: 3, partial: 2, manual: 1 } as const;
const ASKED = { EVIDENCED: 3, SUPPORTED: 2, SELF_ATTESTED: 1, PARTIAL: 1 } as const;

describe('the profiles that ship', () => {
  it.each(profiles)('$id asks of no control more than its mapping can give', ({ id, title, controls }) => {
    expect(title).not.toMatch(/mandatory|required/i);
    expect(packageProfileIds()).toContain(id);
    for (const [control, least] of Object.entries(controls)) {
      const cap = mapping.controls[control]?.cap ?? 'manual';
      expect({ control, within: ASKED[least as keyof typeof ASKED] <= CEILING[cap] }).toEqual({
        control,
        within: true,
      });
    }
  });

  it('ssdf-1.1-reachable names every task: by machines where they can speak, by people where only they can', () => {
    const { controls } = packageProfile('ssdf-1.1-reachable', catalog);
    expect(Object.keys(controls)).toEqual(controlsOf(catalog).map(({ id }) => id));
    for (const [control, least] of Object.entries(controls)) {
      const isManual = mapping.controls[control]?.cap === 'manual';
      expect({ control, byPeople: least === 'SELF_ATTESTED' }).toEqual({ control, byPeople: isManual });
    }
  });

  it('ssdf-1.1-machine names every task that has a machine part, and no other', () => {
    const spoken = Object.entries(mapping.controls).filter(([, { requires }]) => requires !== undefined);
    const { controls } = packageProfile('ssdf-1.1-machine', catalog);
    expect(Object.keys(controls).sort()).toEqual(spoken.map(([control]) => control).sort());
  });

  it('cisa-form-1.0 names the 31 tasks that the form cites', () => {
    expect(Object.keys(packageProfile('cisa-form-1.0', catalog).controls)).toHaveLength(31);
  });
});
