import type { JsonObject } from '#kernel';
import { parseInstant } from '#kernel';
import { describe, expect, it } from '@jest/globals';

import type { Expectation } from '../rungs/expectation.js';
import {
  ALICE,
  BEFORE_EXPIRY,
  BOB,
  CODE,
  digest,
  envelope,
  layout,
  LAYOUT_RULE,
  layoutSet,
  link,
  linkFile,
  LINKS,
  MALLORY,
  metablock,
  OWNER,
  PACKAGED,
  person,
  step,
  STEPS,
  WRITTEN,
} from '../testing/layouts.js';
import { judge, stops } from '../testing/world.js';
import type { TrustRule } from '../trust-rule.js';

const NOW: Expectation = { at: BEFORE_EXPIRY };

function stopsOf(
  signed: JsonObject,
  links = LINKS,
  { expectation = NOW, rule = LAYOUT_RULE }: { expectation?: Expectation; rule?: TrustRule } = {},
) {
  return stops(judge(layoutSet(signed, links), { rules: [rule] }, expectation));
}

const byOwner = (fields: JsonObject = {}) => metablock(layout(fields), OWNER);
const withLink = (name: string, json: JsonObject) => ({ ...LINKS, [name]: json });
const without = (name: string) => Object.fromEntries(Object.entries(LINKS).filter(([key]) => key !== name));

describe('a layout whose links fulfil it', () => {
  it('is verified under the key of its owner, in either wrapper', () => {
    for (const signed of [byOwner(), envelope(layout(), OWNER)]) {
      const verdict = judge(layoutSet(signed), { rules: [LAYOUT_RULE] }, NOW);
      expect(stops(verdict)).toEqual({});
      expect(verdict).toMatchObject({ outcome: 'verified', rules: ['project-owner'] });
    }
  });

  it('is about what comes out of its last step', () => {
    const ask = (digit: string) => ({ ...NOW, artifact: { digests: [`sha256:${digit.repeat(64)}` as const] } });
    expect(stopsOf(byOwner(), LINKS, { expectation: ask('f') })).toEqual({});
    expect(stopsOf(byOwner(), LINKS, { expectation: ask('a') })).toEqual({ subject: 'SUBJECT_MISMATCH' });
  });

  it('may have links in envelopes, and rules with parameters', () => {
    const steps = [
      step('write-code', {
        expected_products: [
          ['CREATE', '{folder}/*'],
          ['DISALLOW', '*'],
        ],
      }),
      STEPS[1] ?? {},
    ];
    const links = withLink(linkFile('write-code', ALICE), envelope(WRITTEN, ALICE));
    const fill = (value: string) => ({ ...NOW, layoutParameters: new Map([['folder', value]]) });
    expect(stopsOf(byOwner({ steps }), links, { expectation: fill('src') })).toEqual({});
    expect(stopsOf(byOwner({ steps }), links, { expectation: fill('lib') })).toEqual({
      policy: 'LAYOUT_RULE_VIOLATED',
    });
    expect(stopsOf(byOwner({ steps }), links)).toEqual({ policy: 'LAYOUT_RULE_VIOLATED' });
    const expectation = { ...NOW, layoutParameters: new Map([['a b', 'src']]) };
    expect(stopsOf(byOwner(), LINKS, { expectation })).toEqual({ policy: 'LAYOUT_PARAMETER' });
  });

  it('T-POL-01 holds under a rule about predicate types only where it is among them', () => {
    const rule = { ...LAYOUT_RULE, predicateTypes: ['https://slsa.dev/provenance/v1'] };
    expect(stopsOf(byOwner(), LINKS, { rule })).toEqual({ predicate: 'PREDICATE_UNACCEPTED' });
  });
});

describe('the owner of a layout', () => {
  it('must have signed it', () => {
    expect(stopsOf(metablock(layout(), MALLORY)).signature).toBe('SIGNATURE_KEY_UNKNOWN');
    const changed = { ...byOwner(), signed: layout({ readme: 'changed' }) };
    expect(stopsOf(changed).signature).toBe('SIGNATURE_INVALID');
  });

  it('may be one of several signers', () => {
    expect(stopsOf(metablock(layout(), MALLORY, OWNER))).toEqual({});
  });

  it('is not a functionary by being the owner', () => {
    const links = withLink(linkFile('package', OWNER), metablock(PACKAGED, OWNER));
    expect(stopsOf(byOwner(), without(linkFile('package', BOB)))).toMatchObject({ policy: 'LAYOUT_THRESHOLD' });
    expect(
      stopsOf(byOwner(), {
        ...without(linkFile('package', BOB)),
        ...links,
        [linkFile('package', BOB)]: metablock(PACKAGED, OWNER),
      }),
    ).toMatchObject({
      policy: 'LAYOUT_THRESHOLD',
    });
  });

  it('is nobody where nobody signed: the layout alone is a document without a signature, and no set', () => {
    expect(stopsOf(metablock(layout())).format).toBe('FORMAT_INVALID');
    const alone = new TextEncoder().encode(JSON.stringify(metablock(layout())));
    expect(stops(judge(alone, { rules: [LAYOUT_RULE] }, NOW)).format).toBe('FORMAT_UNSIGNED');
  });
});

describe('the moment that is asked about', () => {
  it.each([
    ['a second before it expires', '2029-12-31T23:59:59Z', {}],
    ['when it expires', '2030-01-01T00:00:00Z', { policy: 'LAYOUT_EXPIRED' }],
    ['long after', '2040-01-01T00:00:00Z', { policy: 'LAYOUT_EXPIRED' }],
  ])('%s', (_, at, expected) => {
    expect(stopsOf(byOwner(), LINKS, { expectation: { at: parseInstant(at) } })).toEqual(expected);
  });

  it('may be left open: then the layout is fulfilled, and its claim carries the end', () => {
    expect(stopsOf(byOwner(), LINKS, { expectation: {} })).toEqual({});
  });
});

describe('inspections', () => {
  const inspect = [
    { _type: 'inspection', name: 'untar', run: ['tar', 'x'], expected_materials: [], expected_products: [] },
  ];

  it('are never run, so a layout with one is not verified', () => {
    expect(stopsOf(byOwner({ inspect }))).toEqual({ policy: 'LAYOUT_INSPECTION_NOT_RUN' });
  });

  it('T-POL-01 may be left out where the organization says so, and are named', () => {
    const rule: TrustRule = { ...LAYOUT_RULE, inspections: 'not-executed' };
    const verdict = judge(layoutSet(byOwner({ inspect })), { rules: [rule] }, NOW);
    expect(verdict.outcome).toBe('verified');
    expect(verdict.checks.at(-1)?.found).toContain('untar');
  });

  it('do not hide what fails', () => {
    expect(stopsOf(byOwner({ inspect }), without(linkFile('package', BOB)))).toMatchObject({
      policy: 'LAYOUT_THRESHOLD',
    });
  });
});

describe('the links of a step', () => {
  const twoOfThem = [step('write-code', { pubkeys: [ALICE.keyid, BOB.keyid], threshold: 2 }), STEPS[1] ?? {}];
  const byBob = { [linkFile('write-code', BOB)]: metablock(WRITTEN, BOB) };

  it('T-THR-03 must be of as many functionaries as the layout asks for', () => {
    expect(stopsOf(byOwner({ steps: twoOfThem }))).toEqual({ policy: 'LAYOUT_THRESHOLD' });
    expect(stopsOf(byOwner({ steps: twoOfThem }), { ...LINKS, ...byBob })).toEqual({});
  });

  it('T-THR-04 count by key: one key under two ids is one functionary', () => {
    const again = person('alice', ['sha256']);
    const steps = [step('write-code', { pubkeys: [ALICE.keyid, again.keyid], threshold: 2 }), STEPS[1] ?? {}];
    const signed = metablock(layout({ steps }, [ALICE, again, BOB]), OWNER);
    const links = withLink(linkFile('write-code', again), metablock(WRITTEN, again));
    expect(again.keyid).not.toBe(ALICE.keyid);
    expect(stopsOf(signed, links)).toEqual({ policy: 'LAYOUT_THRESHOLD' });
  });

  it('T-THR-05 count by signature: two signatures on one link, or one link in two files, are one', () => {
    const both = withLink(linkFile('write-code', ALICE), metablock(WRITTEN, ALICE, ALICE));
    expect(stopsOf(byOwner({ steps: twoOfThem }), both)).toEqual({ policy: 'LAYOUT_THRESHOLD' });
    const copied = withLink(linkFile('write-code', BOB), metablock(WRITTEN, ALICE));
    expect(stopsOf(byOwner({ steps: twoOfThem }), copied)).toEqual({ policy: 'LAYOUT_THRESHOLD' });
  });

  it('are nothing by a stranger, whatever name the file has', () => {
    for (const stranger of [MALLORY, { ...MALLORY, keyid: ALICE.keyid }]) {
      const links = {
        ...without(linkFile('write-code', ALICE)),
        [linkFile('write-code', ALICE)]: metablock(WRITTEN, stranger),
      };
      expect(stopsOf(byOwner(), links)).toEqual({ policy: 'LAYOUT_THRESHOLD' });
    }
  });

  it('are nothing by a functionary of another step', () => {
    const links = withLink(linkFile('package', ALICE), metablock(PACKAGED, ALICE));
    const only = Object.fromEntries(Object.entries(links).filter(([name]) => name !== linkFile('package', BOB)));
    expect(stopsOf(byOwner(), only)).toEqual({ policy: 'LAYOUT_THRESHOLD' });
  });

  it('say of which step they are, and serve no other', () => {
    const steps = [step('write-code'), step('package')];
    const renamed = {
      [linkFile('write-code', ALICE)]: metablock(WRITTEN, ALICE),
      [linkFile('package', ALICE)]: metablock(WRITTEN, ALICE),
    };
    expect(stopsOf(byOwner({ steps }), renamed)).toEqual({ policy: 'LAYOUT_THRESHOLD' });
  });

  it('prove nothing once they are changed', () => {
    const original = metablock(WRITTEN, ALICE);
    const changed = { ...original, signed: link('write-code', {}, { ...CODE, 'src/a.c': digest('c') }) };
    expect(stopsOf(byOwner(), withLink(linkFile('write-code', ALICE), changed))).toEqual({
      policy: 'LAYOUT_THRESHOLD',
    });
  });

  it('must agree', () => {
    const other = link('write-code', {}, { ...CODE, 'src/a.c': digest('c') });
    const links = { ...LINKS, [linkFile('write-code', BOB)]: metablock(other, BOB) };
    const steps = [step('write-code', { pubkeys: [ALICE.keyid, BOB.keyid] }), STEPS[1] ?? {}];
    expect(stopsOf(byOwner({ steps }), links)).toEqual({ policy: 'LAYOUT_LINKS_DIFFER' });
  });

  it('must be there', () => {
    expect(stopsOf(byOwner(), {})).toMatchObject({ policy: 'LAYOUT_LINKS_NONE' });
    expect(stopsOf(byOwner({ steps: [] }))).toMatchObject({ policy: 'LAYOUT_STEPS_NONE' });
  });

  it('by holders of certificates are not judged, and that is said', () => {
    const steps = [step('write-code', { pubkeys: [], cert_constraints: [{ common_name: '*' }] }), STEPS[1] ?? {}];
    expect(stopsOf(byOwner({ steps }))).toEqual({ policy: 'LAYOUT_CERTIFICATES_UNCHECKED' });
  });

  it('of a stranger bring no artifact in that the functionaries did not name', () => {
    const foreign = metablock(link('package', CODE, { 'evil.tar': digest('e') }), MALLORY);
    const expectation: Expectation = { ...NOW, artifact: { digests: [`sha256:${'e'.repeat(64)}`] } };
    const stopped = stopsOf(byOwner(), withLink(linkFile('package', MALLORY), foreign), { expectation });
    expect(stopped.subject).toBeDefined();
  });
});

describe('a layout that stands for a step', () => {
  const steps = [
    step('build'),
    step('ship', {
      expected_materials: [
        ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'build'],
        ['DISALLOW', '*'],
      ],
    }),
  ];
  const shipped = metablock(link('ship', { 'app.tar': digest('f') }, { 'app.tar': digest('f') }), ALICE);
  const folder = linkFile('build', ALICE).replace(/\.link$/, '/');
  const below = Object.fromEntries(Object.entries(LINKS).map(([name, json]) => [name.replace('links/', folder), json]));
  const chain = (sub: JsonObject, links = below) =>
    stopsOf(byOwner({ steps }), { [linkFile('build', ALICE)]: sub, [linkFile('ship', ALICE)]: shipped, ...links });

  it('is judged as a layout of the functionary who signed it, and gives what went in and came out', () => {
    expect(chain(metablock(layout(), ALICE))).toEqual({});
    expect(chain(envelope(layout(), ALICE))).toEqual({});
  });

  it('is nothing signed by another', () => {
    expect(chain(metablock(layout(), MALLORY))).toEqual({ policy: 'LAYOUT_THRESHOLD' });
    expect(chain(metablock(layout(), OWNER))).toEqual({ policy: 'LAYOUT_THRESHOLD' });
  });

  it('must be fulfilled, be in force and have its inspections accepted like the one around it', () => {
    const links = Object.fromEntries(Object.entries(below).filter(([name]) => name.includes('package')));
    expect(chain(metablock(layout(), ALICE), links)).toEqual({ policy: 'LAYOUT_THRESHOLD' });
    expect(chain(metablock(layout({ expires: '2020-01-01T00:00:00Z' }), ALICE))).toEqual({ policy: 'LAYOUT_EXPIRED' });
    const inspect = [{ _type: 'inspection', name: 'x', run: ['x'], expected_materials: [], expected_products: [] }];
    expect(chain(metablock(layout({ inspect }), ALICE))).toEqual({ policy: 'LAYOUT_INSPECTION_NOT_RUN' });
  });

  it('takes its links from its own folder alone', () => {
    expect(chain(metablock(layout(), ALICE), LINKS)).toEqual({ policy: 'LAYOUT_LINKS_NONE' });
  });

  it('may not stand for itself without end', () => {
    const nested = (depth: number): Record<string, JsonObject> => {
      const name = `s.${ALICE.keyid.slice(0, 8)}`;
      const signed = metablock(layout({ steps: [step('s')] }), ALICE);
      return Object.fromEntries(
        Array.from({ length: depth }, (_, index) => [`links/${`${name}/`.repeat(index)}${name}.link`, signed]),
      );
    };
    expect(stopsOf(byOwner({ steps: [step('s')] }), nested(2)).policy).toBe('LAYOUT_LINKS_NONE');
    expect(stopsOf(byOwner({ steps: [step('s')] }), nested(7)).predicate).toBe('PREDICATE_INVALID');
  });
});

describe('a link alone', () => {
  it('is evidence of its signer about its products', () => {
    const bytes = new TextEncoder().encode(JSON.stringify(metablock(PACKAGED, OWNER)));
    const artifact = { digests: [`sha256:${'f'.repeat(64)}` as const] };
    expect(judge(bytes, { rules: [LAYOUT_RULE] }, { artifact }).outcome).toBe('verified');
    expect(stops(judge(bytes, { rules: [{ ...LAYOUT_RULE, kinds: ['sbom'] }] })).identity).toBe('RULE_MISSING');
  });
});
