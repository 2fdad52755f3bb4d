import { touchingDigests } from '#attestation';
import {
  assembleInput,
  choosePopulation,
  COMPONENT_KINDS,
  layerChanges,
  summarizeSimulation,
  type AssessmentInput,
  type Comparison,
  type Framework,
  type Population,
  type Simulation,
} from '#compliance';
import { AppError, type Digest, type Instant, type SubjectDigest } from '#kernel';
import { trustPolicy } from '#verification';

import { requirePermission, type Actor } from '../actor.js';
import { gatherInput, judgedBy } from '../evaluate-release/gather-input.js';
import type { Judgement, Ports, Stores, Trust } from '../ports/index.js';
import type { ReleaseRecord } from '../records.js';
import { requireTenant } from '../tenant.js';
import { changedTrust } from './changed-trust.js';
import { rejudgeAll } from './rejudge-all.js';
import { setScene } from './scene.js';
import type { SimulationOrder } from './simulation-order.js';

const MOST_EVIDENCE = 20_000;
const NOTHING_DECLARED: Population = { source: 'declared', artifacts: [], revisions: [] };

interface Standing {
  readonly input: AssessmentInput;
  /** Everything that touches it, whatever became of it. */
  readonly evidence: ReadonlySet<Digest>;
}

/** Tries a change of rules, layers or framework on the newest releases of a scope, and keeps nothing. */
export class SimulateChange {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'judge' | 'frameworks' | 'blobs' | 'clock'>) {}

  /** Undefined where there is no such product or release. @throws AppError forbidden; too-large SIMULATION_TOO_LARGE; what {@link setScene} and {@link changedTrust} throw */
  async run(actor: Actor, order: SimulationOrder): Promise<Simulation | undefined> {
    requirePermission(actor, 'report:read');
    const { organization } = actor;
    const now = this.ports.clock.now();
    const scene = await this.ports.unitOfWork.run(organization, (stores) =>
      setScene(stores, this.ports.frameworks, order),
    );
    if (scene === undefined) return undefined;
    const { before, after, releases, leftOut } = scene;
    const trust = order.rules && (await changedTrust(this.ports, organization, order.rules));
    const known = new Map<Digest, Judgement>();
    const comparisons: Comparison[] = [];
    for (const release of releases) {
      const standing = await this.ports.unitOfWork.run(organization, (stores) =>
        standingOf(stores, release, { framework: before, now }),
      );
      const from = standing.input;
      const judged = trust === undefined ? from : await this.underTrust(actor, standing, { trust, known });
      const asked = { from, to: judgedBy(judged, after), toFramework: after.texts };
      comparisons.push(await this.ports.judge.answer('comparison', asked, before.texts));
    }
    return summarizeSimulation(comparisons, { leftOut, layers: layerChanges(after.layers) });
  }

  /** The same release, with everything that touches it judged under another trust. */
  private async underTrust(
    actor: Actor,
    { input, evidence }: Standing,
    { trust, known }: { readonly trust: Trust; readonly known: Map<Digest, Judgement> },
  ): Promise<AssessmentInput> {
    const { organization } = actor;
    const digests = new Set([...evidence].filter((digest) => !known.has(digest)));
    if (known.size + digests.size > MOST_EVIDENCE) {
      throw new AppError(
        'too-large',
        'SIMULATION_TOO_LARGE',
        `this would judge more than ${MOST_EVIDENCE} pieces of evidence again: ask about one product or release`,
      );
    }
    const judged = await rejudgeAll(this.ports, organization, { digests, trust });
    for (const [digest, judgement] of judged) known.set(digest, judgement);
    const all = [...evidence].flatMap((digest) => known.get(digest) ?? []);
    const changed = inputFrom(all, input, trust);
    // Another trust may see other artifacts and revisions in the release: what touches those counts, too.
    const touching = await this.ports.unitOfWork.run(organization, async ({ evidence: held }) => [
      ...(await held.touching(touchingDigests(changed))),
      ...(await held.touching(listedDigests(changed, all), COMPONENT_KINDS)),
    ]);
    const grown = new Set([...evidence, ...touching.map(({ digest }) => digest)]);
    if (grown.size === evidence.size) return changed;
    return this.underTrust(actor, { input, evidence: grown }, { trust, known });
  }
}

function inputFrom(all: readonly Judgement[], input: AssessmentInput, trust: Trust): AssessmentInput {
  return assembleInput({
    ...input,
    population: populationOf(input, all),
    trustRoots: trust.roots.map(({ digest }) => digest),
    policy: trustPolicy(trust.rules).digest,
    facts: all.flatMap(({ facts }) => facts),
    findings: all.flatMap(({ findings }) => findings),
    sboms: all.flatMap(({ sbom }) => sbom ?? []),
    rules: trust.rules,
  });
}

/** What the SBOMs of a release list; an SBOM that was never verified before is known by its judgement alone. */
function listedDigests({ facts }: AssessmentInput, judgements: readonly Judgement[]): readonly SubjectDigest[] {
  const sboms = new Set(facts.filter(({ claim }) => claim.kind === 'sbom').map(({ evidence }) => evidence));
  const listed = judgements.flatMap(({ sbom }) => (sbom !== undefined && sboms.has(sbom.sbom) ? sbom.components : []));
  return [...new Set(listed.flatMap(({ digests }) => digests))];
}

function populationOf({ scope }: AssessmentInput, judgements: readonly Judgement[]): Population {
  const manifests = judgements.flatMap(({ manifest }) =>
    manifest?.organization === scope.organization &&
    manifest.product === scope.product &&
    manifest.release === scope.release
      ? [manifest.record]
      : [],
  );
  return choosePopulation(manifests) ?? NOTHING_DECLARED;
}

/** A release as it is judged now, and everything that could speak about it under another trust. */
async function standingOf(
  stores: Stores,
  release: ReleaseRecord,
  { framework, now }: { readonly framework: Framework; readonly now: Instant },
): Promise<Standing> {
  const { slug } = await requireTenant(stores);
  const input = await gatherInput(stores, release, { framework, organization: slug, now });
  const named = await stores.evidence.touching(touchingDigests(input));
  const manifests = await stores.releases.everyManifest(release.id);
  const known = [...input.facts, ...input.findings].map(({ evidence }) => evidence);
  return { input, evidence: new Set([...named.map(({ digest }) => digest), ...known, ...manifests]) };
}
