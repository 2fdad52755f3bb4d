import { ParseError, type Field } from '#kernel';

import { instantOf } from '../../field-readers.js';
import { parseDecisionScope } from './decision-fields.js';
import { onlyFields } from '../only-fields.js';
import type { ReleaseManifest } from '../predicate.js';

const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** `release-manifest/v1`. @throws ParseError DECISION_SCOPE, FIELD_*, INSTANT_INVALID */
export function parseReleaseManifest(predicate: Field): ReleaseManifest {
  onlyFields(predicate, ['scope', 'revision', 'issuedAt']);
  const revision = predicate.optional('revision');
  return {
    kind: 'release-manifest',
    scope: releaseScope(predicate.get('scope')),
    ...(revision && { revision: commitOf(revision) }),
    issuedAt: instantOf(predicate.get('issuedAt')),
  };
}

function releaseScope(field: Field): ReleaseManifest['scope'] {
  const { product, release, organization } = parseDecisionScope(field);
  if (product !== undefined && release !== undefined) return { organization, product, release };
  throw new ParseError('DECISION_SCOPE', `${field.path} of a release manifest must name product and release`);
}

function commitOf(field: Field): string {
  const commit = field.string();
  if (!COMMIT.test(commit)) throw field.wrong('a commit of 40 or 64 lower-case hexadecimal digits');
  return commit;
}
