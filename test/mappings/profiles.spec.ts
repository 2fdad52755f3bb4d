import { describe, expect, it } from '@jest/globals';

import { controlsOf } from '#compliance';
import { packageFrameworks, packageProfileIds } from '#platform';

const frameworks = packageFrameworks();
const { catalog, mapping } = frameworks.current();
const profiles = packageProfileIds().map((id) => frameworks.profile(id));
const CEILING = { satisfied: 3, partial: 2, manual: 1 } as const;
const ASKED = { EVIDENCED: 3, SUPPORTED: 2, SELF_ATTESTED: 1, PARTIAL: 1 } as const;

describe('the profiles that ship', () => {
  it.each(profiles)('$id asks of no control more than its mapping can give', ({ id, title, controls, catalog: of }) => {
    expect(title).not.toMatch(/mandatory|required/i);
    expect(packageProfileIds()).toContain(id);
    const judgedBy = frameworks.framework(of).mapping;
    for (const [control, least] of Object.entries(controls)) {
      const cap = judgedBy.controls[control]?.cap ?? 'manual';
      expect({ control, within: ASKED[least as keyof typeof ASKED] <= CEILING[cap] }).toEqual({
        control,
        within: true,
      });
    }
  });

  it('ssdf-1.1-reachable names every task: by machines where they can speak, by people where only they can', () => {
    const { controls } = frameworks.profile('ssdf-1.1-reachable');
    expect(Object.keys(controls)).toEqual(controlsOf(catalog).map(({ id }) => id));
    for (const [control, least] of Object.entries(controls)) {
      const isManual = mapping.controls[control]?.cap === 'manual';
      expect({ control, byPeople: least === 'SELF_ATTESTED' }).toEqual({ control, byPeople: isManual });
    }
  });

  it('ssdf-1.1-machine names every task that has a machine part, and no other', () => {
    const spoken = Object.entries(mapping.controls).filter(([, { requires }]) => requires !== undefined);
    const { controls } = frameworks.profile('ssdf-1.1-machine');
    expect(Object.keys(controls).sort()).toEqual(spoken.map(([control]) => control).sort());
  });

  it('cisa-form-1.0 names the 31 tasks that the form cites', () => {
    expect(Object.keys(frameworks.profile('cisa-form-1.0').controls)).toHaveLength(31);
  });

  it.each([
    ['build', 1],
    ['build', 2],
    ['build', 3],
    ['source', 2],
    ['source', 3],
  ])('slsa-%s-l%i names what its track asks for up to that level, each as far as it can be shown', (track, level) => {
    const slsa = frameworks.framework('slsa-1.2');
    const asked = controlsOf({ ...slsa.catalog, groups: slsa.catalog.groups.filter(({ id }) => id === track) })
      .filter((control) => (control.level ?? 0) <= level)
      .map(({ id }) => [id, BEST[slsa.mapping.controls[id]?.cap ?? 'manual']]);
    expect(frameworks.profile(`slsa-${track}-l${level}`).controls).toEqual(Object.fromEntries(asked));
  });
});

const BEST = { satisfied: 'EVIDENCED', partial: 'SUPPORTED', manual: 'SELF_ATTESTED' } as const;
