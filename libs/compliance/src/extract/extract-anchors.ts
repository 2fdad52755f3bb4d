import { toHex, type SubjectDigest } from '#kernel';
import { claimedSubjects, repositoryOf, type DecisionScope, type Parsed, type Predicate } from '#evidence';
import type { TrustRule } from '#verification';

import type { Anchor } from '../fact.js';

/** What bytes say they are about, whether or not it is proven: each subject by its digests, a decision by its scope. */
export function claimedAnchors(parsed: Parsed): readonly Anchor[] {
  const scope = decisionScopeOf(parsed);
  return scope === undefined ? subjectAnchors(parsed) : [anchorOfScope(scope)];
}

/**
 * What verified evidence may attach to under one rule. Digests always; product, repository and organization only where
 * the rule names that anchor; a decision only within the rule's own scope.
 */
export function anchorsUnder(rule: TrustRule, parsed: Parsed): readonly Anchor[] {
  const scope = decisionScopeOf(parsed);
  if (scope === undefined) return [...subjectAnchors(parsed), ...namedAnchors(rule, parsed)];
  return mayDecide(rule, scope) ? [anchorOfScope(scope)] : [];
}

/** The scope of a decision of ours; undefined for evidence about artifacts and revisions. */
export function decisionScopeOf(parsed: Parsed): DecisionScope | undefined {
  const predicate = predicateOf(parsed);
  return predicate !== undefined && 'scope' in predicate ? predicate.scope : undefined;
}

function predicateOf({ content }: Parsed): Predicate | undefined {
  return content.kind === 'signed' ? content.predicate : undefined;
}

/** One anchor per subject: the digests of one subject are names of one thing. Equal subjects count once. */
function subjectAnchors({ content }: Parsed): Anchor[] {
  if (content.kind !== 'signed') return [];
  const claimed = claimedSubjects(content);
  if (claimed !== undefined) return distinct(claimed.map(({ digests }) => digests));
  const signed = content.entity.content;
  if (signed.kind !== 'message' || signed.digest === undefined) return [];
  return distinct([[`${signed.digest.algorithm}:${toHex(signed.digest.bytes)}`]]);
}

function distinct(digestSets: readonly (readonly SubjectDigest[])[]): Anchor[] {
  const known = new Map<string, Anchor>();
  for (const digests of digestSets) {
    if (digests.length > 0) known.set(digests.join(' '), { kind: 'digests', digests });
  }
  return [...known.values()];
}

function namedAnchors(rule: TrustRule, parsed: Parsed): Anchor[] {
  if (isOfAnotherSource(rule, parsed)) return [];
  const names = rule.anchors ?? [];
  const repository = rule.source ?? statedRepository(parsed);
  const anchors: Anchor[] = [];
  if (names.includes('product') && rule.scope.kind === 'product') {
    anchors.push({ kind: 'product', product: rule.scope.product });
  }
  if (names.includes('organization') && rule.scope.kind === 'organization') anchors.push({ kind: 'organization' });
  if (names.includes('repository') && repository !== undefined) {
    anchors.push({ kind: 'repository', uri: repositoryOf(repository) });
  }
  return anchors;
}

function statedRepository(parsed: Parsed): string | undefined {
  const predicate = predicateOf(parsed);
  if (predicate?.kind === 'build-provenance') return predicate.sourceUri;
  if (parsed.kind === 'source-verification' && predicate?.kind === 'verification-summary') return predicate.resourceUri;
  return undefined;
}

/**
 * Settings and scores have no subject that a release would share: the rule's anchors alone attach them. A rule that
 * names its source therefore admits those of this one repository only.
 */
function isOfAnotherSource({ source }: TrustRule, parsed: Parsed): boolean {
  const stated = observedRepository(predicateOf(parsed));
  return source !== undefined && stated !== undefined && stated !== repositoryOf(source).replace(/^https:\/\//, '');
}

/** Host and path, as collectors write it: `github.com/acme/app`. */
function observedRepository(predicate: Predicate | undefined): string | undefined {
  if (predicate?.kind === 'scorecard') return repositoryOf(predicate.repository);
  const isOfOne = predicate?.kind === 'forge-settings' && ['branch', 'repository'].includes(predicate.settings.of);
  return isOfOne ? repositoryOf(predicate.about) : undefined;
}

function anchorOfScope({ organization, product, release }: DecisionScope): Anchor {
  if (product === undefined) return { kind: 'organization', organization };
  return release === undefined
    ? { kind: 'product', organization, product }
    : { kind: 'release', organization, product, release };
}

/** A rule of one product never decides beyond it; whole products and the organization must be named by the rule. */
function mayDecide(rule: TrustRule, { product, release }: DecisionScope): boolean {
  if (rule.scope.kind === 'product' && rule.scope.product !== product) return false;
  if (release !== undefined) return true;
  const names = rule.anchors ?? [];
  return names.includes('organization') || (product !== undefined && names.includes('product'));
}
