import { beforeEach, describe, expect, it } from '@jest/globals';

import type { Actor, MappingLayerId, MappingLayerProposal, PrincipalId } from '#application';
import { readPack, replay } from '#attestation';
import { segmentAt } from '#compliance';
import { ParseError, toUtf8 } from '#kernel';

import { refusalOf } from '../../libs/application/src/testing/refused.js';
import { layerText, type LayerWords } from '../support/layer-text.js';
import { filesOf } from './loaded-pack.js';
import { artifact, manifest, organizationAtWork, ROOT, signature, submit } from './sample-evidence.js';
import { day, NOW, withWorkplace } from './workplace.js';

const at = withWorkplace([ROOT]);
const APP = { product: 'app', version: '1.0.0' };
const TODAY = NOW.slice(0, 10);
const UNKNOWN = '01975b00-0000-7000-8000-00000000ffff' as MappingLayerId;
/** Only a promise of support meets it, and the sample promises nothing. */
const ASKS_MORE = `  PS.2.1:
    reason: Promises count.
    alsoRequires: { claim: end-of-life, need: every artifact has a verified promise of support }
`;

let ada: Actor;
let robin: Actor;
beforeEach(async () => {
  await at.current.jobs(); // of tests before
  ada = await organizationAtWork(at.current);
  robin = await at.current.colleague(ada, 'Robin Roe');
  await submit(at.current, ada, manifest([artifact('app')]), signature('app'));
  await at.current.settle();
});

const propose = (words: Partial<LayerWords> = {}, actor = ada): Promise<MappingLayerProposal> =>
  at.current.useCases.proposeMappingLayer.run(actor, { bytes: layerText({ adoptedOn: TODAY, ...words }) });
const adopt = ({ id }: { readonly id: MappingLayerId }, actor = robin) =>
  at.current.useCases.adoptMappingLayer.run(actor, id);
const retire = (
  id: MappingLayerId,
  changes: { readonly by?: Actor; readonly requestedBy?: PrincipalId; readonly reason?: string } = {},
) => {
  const { by = robin, requestedBy = ada.principal, reason = 'It did not help.' } = changes;
  return at.current.useCases.retireMappingLayer.run(by, { id, requestedBy, reason });
};
const inForce = () =>
  at.current.useCases.read.run(ada, 'report:read', async ({ mappingLayers }) =>
    (await mappingLayers.inForce()).map(({ layer, version }) => `${layer} ${version}`),
  );
const actions = () =>
  at.current.useCases.read.run(ada, 'report:read', async ({ audit }) =>
    (await audit.list({ first: 100 })).items
      .map(({ node }) => node.action)
      .filter((action) => action.includes('layer')),
  );
async function statusOf(control: string): Promise<string | undefined> {
  const current = await at.current.useCases.read.run(ada, 'report:read', async (stores) => {
    const release = await stores.releases.find(APP.product, APP.version);
    return release && (await stores.assessments.current([release.id], { framework: 'ssdf-1.1' })).get(release.id);
  });
  const result = current?.assessment.results.find((each) => each.control === control);
  return result && segmentAt(result, NOW).status;
}
async function refusal(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ParseError) return `${error.code} ${error.message}`;
    throw error;
  }
  return 'none';
}

describe('a mapping layer', () => {
  it('decides nothing while it is only proposed', async () => {
    const before = await statusOf('PS.2.1');
    await propose({ controls: ASKS_MORE });
    expect(await at.current.jobs()).toEqual([]);
    expect([await inForce(), before, await statusOf('PS.2.1')]).toEqual([[], 'EVIDENCED', 'EVIDENCED']);
  });

  it('adopted by another person re-judges every release, in the background, with audit entries of both', async () => {
    await adopt(await propose({ controls: ASKS_MORE }));
    expect((await at.current.jobs()).map(({ name }) => name)).toEqual(['evaluate-scope']);
    expect(await inForce()).toEqual(['harbour-pace 1']);
    expect(await actions()).toEqual(['mapping-layer.proposed', 'mapping-layer.adopted']);
  });

  it('is what the kept judgement was made with', async () => {
    const { digest } = await adopt(await propose({ controls: ASKS_MORE }));
    await at.current.settle();
    expect(await statusOf('PS.2.1')).not.toBe('EVIDENCED');
    const { mappings } = await at.current.useCases.assessRelease.run(ada, APP);
    expect(mappings).toHaveLength(2);
    expect(mappings[1]).toBe(digest);
  });

  it('is taken back by retiring it, and what was known with it in force is still explained by it', async () => {
    at.current.ports.clock.advance(60);
    const layer = await adopt(await propose({ controls: ASKS_MORE }));
    await at.current.settle();
    const knownAt = at.current.ports.clock.now();
    at.current.ports.clock.advance(60);
    await retire(layer.id);
    await at.current.settle();
    expect([await inForce(), await statusOf('PS.2.1')]).toEqual([[], 'EVIDENCED']);
    const explain = async (moment: object) =>
      (await at.current.useCases.questionRelease.explain(ada, { ...APP, ...moment }, { control: 'PS.2.1' }))?.answer
        .layers;
    expect(await explain({})).toEqual([]);
    expect((await explain({ knownAt }))?.[0]).toMatchObject({ layer: 'harbour-pace', direction: 'tightened' });
    expect(await actions()).toEqual(['mapping-layer.proposed', 'mapping-layer.adopted', 'mapping-layer.retired']);
  });

  it('of the same name takes the place of the one before, wherever that lies', async () => {
    await adopt(await propose());
    await adopt(await propose({ id: 'second', controls: ASKS_MORE }));
    await adopt(await propose({ version: '2' }));
    expect(await inForce()).toEqual(['harbour-pace 2', 'second 1']);
  });

  it('goes into pack, statement and report of whatever is attested, and a stranger finds it consistent', async () => {
    await adopt(await propose());
    await at.current.settle();
    const order = { product: 'app', release: '1.0.0', acceptStaleRoot: false };
    const record = await at.current.useCases.issueAttestation.run(ada, order);
    const pack = await filesOf(await at.current.useCases.loadPack.run(ada, record.digest));
    const report = replay(pack);
    expect([report.intact.answer, report.consistent.answer]).toEqual(['yes', 'yes']);
    expect(report.layers).toMatchObject([{ id: 'harbour-pace', approver: 'Robin Roe' }]);
    expect(readPack(pack).pack?.framework.layers.map(({ name }) => name)).toEqual(['harbour-pace.layer.yaml']);
  });

  it('belongs to one organization alone', async () => {
    const layer = await adopt(await propose());
    const other = await at.current.organization('other');
    const stranger = await at.current.colleague(other, 'Robin Roe');
    expect(await refusalOf(() => adopt(layer, stranger))).toBe('LAYER_UNKNOWN');
    expect(await refusalOf(() => retire(layer.id, { by: stranger }))).toBe('LAYER_UNKNOWN');
    const framework = await at.current.useCases.readMapping.run(stranger);
    expect(framework.layers).toEqual([]);
    expect((await at.current.useCases.readMapping.run(ada)).layers).toHaveLength(1);
  });
});

describe('a proposal is refused', () => {
  it('when it does not fit what is in force, by line and reason', async () => {
    const controls = '  ZZ.9: { reason: why, cap: partial }\n';
    expect(await refusal(() => propose({ controls }))).toMatch(
      /^MAPPING_INVALID harbour-pace\.layer\.yaml:\d+: controls\.ZZ\.9: mapping ssdf-1\.1-evidence has no control ZZ\.9/,
    );
    expect(await refusal(() => at.current.useCases.proposeMappingLayer.run(ada, { bytes: toUtf8('- not') }))).toMatch(
      /^MAPPING_INVALID/,
    );
  });

  it.each<[string, string, () => Promise<unknown>]>([
    ['when it names another owner than who proposes it', 'LAYER_OWNER', () => propose({ owner: 'Kim Doe' })],
    ['when its owner is to approve it', 'MAPPING_INVALID', () => propose({ approver: 'Ada' })],
    [
      'for a framework that nothing is judged by',
      'FRAMEWORK_NOT_STANDING',
      () =>
        at.current.useCases.proposeMappingLayer.run(ada, {
          framework: 'nowhere',
          bytes: layerText({ adoptedOn: TODAY }),
        }),
    ],
    [
      'from a machine',
      'PERSON_NEEDED',
      async () => propose({}, await at.current.colleague(ada, 'robot', { principalKind: 'machine' })),
    ],
    [
      'from somebody who may only read',
      'PERMISSION_MISSING',
      async () => propose({}, await at.current.colleague(ada, 'Reader', { permissions: ['report:read'] })),
    ],
  ])('%s', async (_, code, work) => {
    expect(await refusalOf(work)).toBe(code);
  });

  it('when exactly the same was proposed before', async () => {
    await propose();
    expect(await refusalOf(() => propose())).toBe('LAYER_KNOWN');
  });
});

describe('an adoption is refused', () => {
  it.each<[string, string, (proposal: MappingLayerProposal) => Promise<unknown>]>([
    ['to whoever proposed it', 'FOUR_EYES', (proposal) => adopt(proposal, ada)],
    [
      'to the same person with another token',
      'FOUR_EYES',
      async (proposal) => adopt(proposal, await at.current.colleague(ada, 'Ada')),
    ],
    [
      'to a machine',
      'FOUR_EYES',
      async (proposal) => adopt(proposal, await at.current.colleague(ada, 'Robin Roe', { principalKind: 'machine' })),
    ],
    [
      'to a person whom the text does not name',
      'LAYER_APPROVER',
      async (proposal) => adopt(proposal, await at.current.colleague(ada, 'Sam')),
    ],
    [
      'to somebody who may only read',
      'PERMISSION_MISSING',
      async (proposal) =>
        adopt(proposal, await at.current.colleague(ada, 'Robin Roe', { permissions: ['report:read'] })),
    ],
    ['of what nobody proposed', 'LAYER_UNKNOWN', () => adopt({ id: UNKNOWN })],
  ])('%s', async (_, code, work) => {
    expect(await refusalOf(async () => work(await propose()))).toBe(code);
  });

  it('on another day than the text says, so that no report names a day that is not true', async () => {
    const planned = await propose({ adoptedOn: day(9).slice(0, 10) });
    expect(await refusalOf(() => adopt(planned))).toBe('LAYER_DAY');
  });

  it('the second time, and after it was retired', async () => {
    const layer = await propose();
    await adopt(layer);
    expect(await refusalOf(() => adopt(layer))).toBe('LAYER_SETTLED');
    await retire(layer.id);
    expect(await refusalOf(() => adopt(layer))).toBe('LAYER_SETTLED');
  });

  it('when what it rests on has changed since it was proposed', async () => {
    const below = await adopt(await propose({ controls: ASKS_MORE }));
    const above = await propose({
      id: 'above',
      controls: '  PS.2.1: { reason: why, freshDays: { end-of-life: 90 } }\n',
    });
    await retire(below.id);
    expect(await refusalOf(() => adopt(above))).toBe('MAPPING_INVALID');
  });
});

describe('a retirement is refused', () => {
  it.each<[string, string, Parameters<typeof retire>[1]]>([
    ['without a reason', 'REASON_EMPTY', { reason: ' ' }],
    ['with a reason as long as a book', 'REASON_TOO_LONG', { reason: 'x'.repeat(2001) }],
    [
      'by one person alone',
      'FOUR_EYES',
      {
        get requestedBy() {
          return robin.principal;
        },
      },
    ],
  ])('%s', async (_, code, changes) => {
    const layer = await adopt(await propose());
    expect(await refusalOf(() => retire(layer.id, changes))).toBe(code);
  });

  it('when another layer rests on it, and the second time', async () => {
    const below = await adopt(await propose({ controls: ASKS_MORE }));
    const above = await adopt(
      await propose({ id: 'above', controls: '  PS.2.1: { reason: why, freshDays: { end-of-life: 90 } }\n' }),
    );
    expect(await refusalOf(() => retire(below.id))).toBe('MAPPING_INVALID');
    expect(await inForce()).toEqual(['harbour-pace 1', 'above 1']);
    await retire(above.id);
    await retire(below.id);
    expect(await refusalOf(() => retire(below.id))).toBe('LAYER_SETTLED');
  });

  it('by nothing for a proposal that nobody adopted: it is taken off the table, and nothing is judged anew', async () => {
    const { id } = await propose();
    await retire(id);
    expect(await at.current.jobs()).toEqual([]);
  });
});
