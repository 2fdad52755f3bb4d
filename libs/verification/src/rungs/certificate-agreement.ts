import { repositoryOf, runOf, type BuildProvenance } from '#evidence';

import type { TrustRule } from '../trust-rule.js';
import type { Signer } from '../verdict.js';
import { VerificationError } from '../verification-error.js';
import { builderLevel, splitBuilder } from './builder.js';

type Certified = Extract<Signer, { kind: 'certificate' }>;

/** What provenance says and what the certificate says about the same thing. */
interface Pair {
  readonly about: string;
  readonly said: string | undefined;
  readonly certified: string | undefined;
}

/**
 * Proves: wherever provenance and the certificate of its signer speak of the same thing (repository, ref, commit, event,
 * run, builder), they say the same. The certificate is the identity provider's word, provenance is the signer's.
 * @throws VerificationError POLICY_CERTIFICATE_CONTRADICTED
 */
export function requireAgreement(rule: TrustRule, provenance: BuildProvenance, signer: Certified): void {
  const wrong = [...invocationPairs(provenance, signer), builderPair(rule, provenance, signer)].find(differs);
  if (wrong === undefined) return;
  throw new VerificationError('POLICY_CERTIFICATE_CONTRADICTED', {
    expected: `${wrong.about} ${wrong.certified ?? ''}, as the certificate says`,
    found: `${wrong.about} ${wrong.said ?? ''}`,
  });
}

function differs({ said, certified }: Pair): boolean {
  return said !== undefined && certified !== undefined && said !== certified;
}

/** Fulcio's older extensions say the same as their successors, which certificates carry since 2023. */
function invocationPairs({ invocation = {} }: BuildProvenance, { extensions }: Certified): readonly Pair[] {
  const { repository, ref, commit, event, repositoryId, repositoryOwnerId, runner, run, configPath } = invocation;
  const claim = (name: string, older?: string) => extensions[name] ?? (older && extensions[older]);
  return [
    { about: 'repository', said: repository && repositoryOf(repository), certified: certifiedRepository(extensions) },
    { about: 'ref', said: ref, certified: claim('sourceRepositoryRef', 'githubWorkflowRef') },
    { about: 'commit', said: commit, certified: claim('sourceRepositoryDigest', 'githubWorkflowSHA') },
    { about: 'event', said: event, certified: claim('buildTrigger', 'githubWorkflowTrigger') },
    { about: 'repository id', said: repositoryId, certified: claim('sourceRepositoryIdentifier') },
    { about: 'owner id', said: repositoryOwnerId, certified: claim('sourceRepositoryOwnerIdentifier') },
    { about: 'runner', said: runner, certified: claim('runnerEnvironment') },
    { about: 'run', said: run, certified: runOf(claim('runInvocationURI')) },
    { about: 'build configuration', said: configPath, certified: certifiedPath(extensions) },
  ];
}

function certifiedRepository(extensions: Certified['extensions']): string | undefined {
  const uri = extensions['sourceRepositoryURI'];
  if (uri !== undefined) return repositoryOf(uri);
  const name = extensions['githubWorkflowRepository'];
  return name === undefined ? undefined : `https://github.com/${name}`;
}

/** `.github/workflows/release.yml` of `https://github.com/acme/app/.github/workflows/release.yml@refs/heads/main`. */
function certifiedPath(extensions: Certified['extensions']): string | undefined {
  const uri = extensions['buildConfigURI'];
  const repository = extensions['sourceRepositoryURI'];
  if (uri === undefined || repository === undefined || !uri.startsWith(`${repository}/`)) return undefined;
  return splitBuilder(uri.slice(repository.length).replace(/^\/+/, '')).name;
}

/**
 * Where `builder.id` names a workflow at a ref, it is the one that signed. A builder whose signing is done for it by
 * another workflow is a pair that the rule lists; the ref of a workflow that signs for itself is never another one.
 */
function builderPair({ builders }: TrustRule, { builderId }: BuildProvenance, { identity }: Certified): Pair {
  const said = splitBuilder(builderId);
  const certified = splitBuilder(identity);
  const isListed = builders !== undefined && builderLevel(builders, builderId) !== undefined;
  const speaks = isPinned(said.ref) && isPinned(certified.ref) && (said.name === certified.name || !isListed);
  return { about: 'builder', said: speaks ? builderId : undefined, certified: identity };
}

function isPinned(ref: string | undefined): boolean {
  return ref !== undefined && /^(?:refs\/.|[0-9a-f]{40}$)/.test(ref);
}
