import { repositoryOf, type BuildProvenance } from '#evidence';

import { isWithin, parseVersion } from '../rules/semantic-version.js';
import type { ExpectedBuild, TrustRule } from '../trust-rule.js';
import type { Signer } from '../verdict.js';
import { VerificationError } from '../verification-error.js';
import { builderLevel } from './builder.js';
import { requireAgreement } from './certificate-agreement.js';

/**
 * Proves: provenance names a builder that this signer may speak for, the source and the build that the rule asks for,
 * and contradicts neither itself nor the certificate of its signer. What it says raises nothing: levels come from the
 * rule. @throws VerificationError POLICY_*
 */
export function proveBuild(rule: TrustRule, provenance: BuildProvenance, signer: Signer): void {
  requireBuilder(rule, provenance);
  requireSource(rule, provenance);
  requireOneRef(provenance);
  if (signer.kind === 'certificate') requireAgreement(rule, provenance, signer);
  if (rule.build !== undefined) requireBuild(rule.build, provenance);
}

function requireBuilder({ builders }: TrustRule, { builderId }: BuildProvenance): void {
  if (builders === undefined || builderLevel(builders, builderId) !== undefined) return;
  throw new VerificationError('POLICY_BUILDER_UNTRUSTED', {
    expected: Object.keys(builders).join(', ') || 'no builder at all',
    found: builderId,
  });
}

/** What was built, and the repository whose event set the build off, where provenance tells them apart. */
function requireSource({ source }: TrustRule, { sourceUri, invocation }: BuildProvenance): void {
  if (source === undefined) return;
  const stated = [sourceUri, invocation?.repository ?? sourceUri];
  const other = stated.find((uri) => uri === undefined || !isOf(source, uri));
  if (stated.every((uri) => uri !== undefined) && other === undefined) return;
  throw new VerificationError('POLICY_SOURCE_UNEXPECTED', { expected: source, found: other ?? 'no source' });
}

/** An archive that was uploaded is meant at each of its generations (`gs://bucket/source.tgz#1660000000`), or at one. */
function isOf(source: string, uri: string): boolean {
  const [named, found] = [repositoryOf(source), repositoryOf(uri)];
  return found === named || (found.startsWith('gs://') && found.startsWith(`${named}#`));
}

/** Source and event of one repository at two refs: one of them is not what was built. */
function requireOneRef({ sourceUri, sourceRef, invocation }: BuildProvenance): void {
  const { ref = sourceRef, repository } = invocation ?? {};
  if (sourceUri === undefined || sourceRef === ref || sourceRef === undefined || repository === undefined) return;
  if (repositoryOf(sourceUri) !== repositoryOf(repository)) return;
  throw new VerificationError('POLICY_PROVENANCE_CONTRADICTORY', {
    expected: `source at ${ref ?? ''}, the ref of the event`,
    found: sourceRef,
  });
}

function requireBuild(expected: ExpectedBuild, { invocation = {} }: BuildProvenance): void {
  const { branch, tag } = invocation;
  if (expected.branch !== undefined && branch !== expected.branch) {
    throw unexpected('POLICY_BRANCH_UNEXPECTED', expected.branch, branch ?? 'no branch');
  }
  if (expected.tag !== undefined && tag !== expected.tag) {
    throw unexpected('POLICY_TAG_UNEXPECTED', expected.tag, tag ?? 'no tag');
  }
  if (expected.versionedTag !== undefined) requireVersion(expected.versionedTag, tag);
  for (const [name, value] of Object.entries(expected.inputs ?? {})) {
    const found = invocation.inputs?.get(name);
    if (found === value) continue;
    throw unexpected(
      'POLICY_INPUT_UNEXPECTED',
      `${name}=${value}`,
      found === undefined ? `no ${name}` : `${name}=${found}`,
    );
  }
}

function requireVersion(text: string, tag: string | undefined): void {
  const asked = parseVersion(text);
  if (asked !== undefined && tag !== undefined && isWithin(tag, asked)) return;
  throw unexpected('POLICY_VERSION_UNEXPECTED', `a version within ${text}`, tag ?? 'no tag');
}

type BuildCode =
  'POLICY_BRANCH_UNEXPECTED' | 'POLICY_TAG_UNEXPECTED' | 'POLICY_VERSION_UNEXPECTED' | 'POLICY_INPUT_UNEXPECTED';

function unexpected(code: BuildCode, expected: string, found: string): VerificationError {
  return new VerificationError(code, { expected, found });
}
