import {
  buildPack,
  issueAssessment,
  organizationKeyRule,
  readPack,
  type Pack,
  type ReplayReport,
  type Signer,
} from '#attestation';
import {
  assembleInput,
  choosePopulation,
  composeFramework,
  evaluate,
  judgeEvidence,
  type Framework,
} from '#compliance';
import { parse } from '#evidence';
import { digestOf, fromUtf8, SigningKey, toUtf8, type Digest, type Instant } from '#kernel';
import { forgedWorld } from '#sample-world';
import { loadTrustRoot, trustPolicy, VERIFIER_VERSION, Verifier } from '#verification';

import { SAMPLE_SEED } from './demo-world.js';

const GRAVE: ReadonlySet<string> = new Set(['critical', 'high']);

export type PackFiles = ReadonlyMap<string, Uint8Array>;

/** One bit of one file of the pack, changed where it lies. */
export function flipByteInPack(files: PackFiles): PackFiles {
  const [path, bytes] = [...files]
    .filter(([name]) => name.startsWith('blobs/'))
    .reduce((a, b) => (b[1].length > a[1].length ? b : a));
  const changed = Uint8Array.from(bytes);
  const middle = Math.floor(changed.length / 2);
  changed[middle] = (changed[middle] ?? 0) ^ 1;
  return new Map([...files, [path, changed]]);
}

/** The pack written anew without one piece of evidence, as if it had never been received. */
export function omitFromPack(
  files: PackFiles,
  choose: (pack: Pack) => Digest | undefined,
): { readonly files: PackFiles; readonly omitted?: Digest } {
  const { pack } = readPack(files);
  const omitted = pack === undefined ? undefined : choose(pack);
  if (pack === undefined || omitted === undefined) return { files };
  const evidence = new Map([...pack.evidence].filter(([digest]) => digest !== omitted));
  return { files: buildPack({ ...pack, evidence }), omitted };
}

/** The scan that reports most: what somebody with something to hide would leave out. */
export function unfavourableScan(pack: Pack): Digest | undefined {
  const scans = [...pack.evidence].flatMap(([digest, bytes]) => {
    const { content } = parse(bytes);
    if (content.kind !== 'signed' || content.predicate?.kind !== 'vulnerability-scan') return [];
    return [{ digest, grave: content.predicate.findings.filter(({ severity }) => GRAVE.has(severity)).length }];
  });
  return scans.toSorted((a, b) => b.grave - a.grave)[0]?.digest;
}

/**
 * A whole world of the forger's own: CA, logs, time-stamp authority, organization key, and a mapping that asks for
 * nothing but a person's word. Everything in it agrees with everything else.
 */
export async function forgePack(framework: Framework, now: Instant): Promise<PackFiles> {
  const world = forgedWorld({ seed: SAMPLE_SEED, now });
  const key = SigningKey.generate();
  const signer: Signer = { publicKey: key.publicKey, sign: (message) => Promise.resolve(key.sign(message)) };
  const root = {
    name: world.trustRoot.name,
    digest: digestOf(world.trustRoot.bytes),
    bytes: world.trustRoot.bytes,
    source: 'file',
  } as const;
  const rules = [...world.trustRules, organizationKeyRule(key.publicKey)];
  const verifier = new Verifier({ trustRoots: [loadTrustRoot(root)], rules });
  const release = world.products
    .find(({ slug }) => slug === world.flagship.product)
    ?.releases.find(({ version }) => version === world.flagship.version);
  const judged = (release?.evidence ?? []).map(({ bytes }) => ({
    bytes,
    parsed: parse(bytes),
    ...judgeEvidence(bytes, verifier),
  }));
  const gutted = gutMapping(framework);
  const population = choosePopulation(
    judged.flatMap(({ manifest }) => (manifest === undefined ? [] : [manifest.record])),
  );
  if (population === undefined) throw new TypeError('the forged world has no manifest');
  const input = assembleInput({
    scope: { organization: world.organization.slug, product: world.flagship.product, release: world.flagship.version },
    population,
    catalog: gutted.catalogDigest,
    mapping: gutted.mappingDigests,
    trustRoots: [root.digest],
    policy: trustPolicy(rules).digest,
    facts: judged.flatMap(({ facts }) => facts),
    findings: judged.flatMap(({ findings }) => findings),
    sboms: judged.flatMap(({ sbom }) => sbom ?? []),
    rules,
    asOf: now,
    knownAt: now,
  });
  const evidence = judged.map(({ bytes, parsed, verdict }) => ({
    digest: parsed.digest,
    bytes,
    kind: parsed.kind,
    format: parsed.format,
    verdict,
  }));
  const issued = await issueAssessment(
    {
      input,
      assessment: evaluate(input, gutted.catalog, gutted.mapping),
      framework: gutted,
      trustRoots: [root],
      rules,
      evidence,
      acceptStaleRoot: false,
      verifier: `averment ${VERIFIER_VERSION}`,
      synthetic: false,
    },
    signer,
  );
  return issued.pack;
}

/** Freshness windows and adverse conditions struck out: whatever was once said is good enough for ever. */
function gutMapping(framework: Framework): Framework {
  const mappings = framework.texts.mappings.map(({ name, bytes }) => {
    const lines = fromUtf8(bytes).split('\n');
    return { name, bytes: toUtf8(lines.filter((line) => !/^\s*(?:-\s*)?freshDays:/.test(line)).join('\n')) };
  });
  return composeFramework({ ...framework.texts, mappings });
}

/** What was done to the pack is seen in the pack: that its status runs out some day catches nobody. */
export function isCaught({ intact, consistent, accepted }: ReplayReport): boolean {
  return [intact, consistent, accepted].some(({ answer }) => answer !== 'yes');
}

/** The first reasons against, in the order in which the questions stand. */
export function whatCaught(report: ReplayReport): string {
  const questions = [
    ['INTACT', report.intact],
    ['CONSISTENT', report.consistent],
    ['ACCEPTED', report.accepted],
  ] as const;
  const failed =
    questions.find(([, { answer }]) => answer === 'no') ??
    questions.find(([, { answer }]) => answer === 'could-not-check');
  const [reason] = failed?.[1].reasons ?? [];
  return failed === undefined ? 'nothing' : `${failed[0]}: ${reason?.code ?? failed[1].answer}`;
}
