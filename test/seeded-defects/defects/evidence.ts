import { defectsIn } from '../defect.js';

const EVIDENCE = 'libs/evidence/src';
const BUNDLE = 'formats/sigstore-bundle';
const DSSE = 'formats/dsse-envelope/dsse.ts';

/** What documents must be before anybody looks at a signature. */
export const EVIDENCE_DEFECTS = [
  ...defectsIn(
    EVIDENCE,
    [`${EVIDENCE}/${BUNDLE}/parse-bundle.spec.ts`],
    [
      [
        'bundle-media-type',
        `${BUNDLE}/media-type.ts`,
        'VERSIONS.get(mediaType)',
        '[...VERSIONS].find(([type]) => mediaType.startsWith(type))?.[1]',
      ],
      [
        'bundle-one-content',
        `${BUNDLE}/signed-content.ts`,
        'message !== undefined && envelope === undefined',
        'message !== undefined',
      ],
      [
        'bundle-one-signature',
        `${BUNDLE}/signed-content.ts`,
        'parseEnvelope(envelope, 1)',
        'parseEnvelope(envelope, 32)',
        'test/attack/dsse.spec.ts',
      ],
      [
        'bundle-needs-proof',
        `${BUNDLE}/log-entries.ts`,
        `if (version === 'v0.1') return undefined;`,
        'return undefined;',
      ],
      [
        'bundle-needs-promise',
        `${BUNDLE}/log-entries.ts`,
        `  if (version === 'v0.1') {\n    throw new ParseError('BUNDLE_NO_PROMISE'`,
        `  if (version === 'v0.2') {\n    throw new ParseError('BUNDLE_NO_PROMISE'`,
      ],
      ['bundle-digest-length', `${BUNDLE}/signed-content.ts`, 'hash?.length !== bytes.length', 'hash === undefined'],
    ],
  ),
  ...defectsIn(
    EVIDENCE,
    [`${EVIDENCE}/formats/dsse-envelope/dsse.spec.ts`, 'test/attack/dsse.spec.ts'],
    [
      ['pae-length-in-bytes', DSSE, 'DSSEv1 ${type.length} `', 'DSSEv1 ${payloadType.length} `'],
      ['pae-ascii', DSSE, 'const type = toUtf8(payloadType);', `const type = Buffer.from(payloadType, 'ascii');`],
      [
        'pae-type-bound',
        DSSE,
        'const type = toUtf8(payloadType);',
        `const type = toUtf8('application/vnd.in-toto+json');`,
      ],
      [
        'dsse-needs-signature',
        DSSE,
        'signatures.length === 0 || signatures.length > atMost',
        'signatures.length > atMost',
      ],
    ],
  ),
  ...defectsIn(
    EVIDENCE,
    ['test/attack/dsse.spec.ts'],
    [
      [
        'payload-type-exact',
        'formats/signed-shape.ts',
        'content.payloadType === INTOTO_PAYLOAD_TYPE',
        'content.payloadType.startsWith(INTOTO_PAYLOAD_TYPE)',
      ],
    ],
  ),
  ...defectsIn(
    EVIDENCE,
    [`${EVIDENCE}/statement.spec.ts`],
    [
      ['statement-type-exact', 'statement.ts', 'VERSIONS.get(type)', 'VERSIONS.get(type.trim())'],
      ['subject-none', 'statement.ts', 'if (items.length === 0)', 'if (items.length < 0)'],
      [
        'subject-upper-case',
        'digest-set.ts',
        'if (isSubjectDigest(text)) return text;',
        'if (isSubjectDigest(text.toLowerCase())) return text.toLowerCase() as SubjectDigest;',
      ],
      [
        'subject-sha1',
        'digest-set.ts',
        `new Set(['sha256', 'sha384', 'sha512', 'gitCommit'])`,
        `new Set(['sha1', 'sha256', 'sha384', 'sha512', 'gitCommit'])`,
      ],
    ],
  ),
  ...defectsIn(
    EVIDENCE,
    [`${EVIDENCE}/parse.spec.ts`, 'test/attack/documents.spec.ts'],
    [
      ['predicate-type-exact', 'intoto-content.ts', 'PREDICATE_TYPES.get(uri)', 'PREDICATE_TYPES.get(uri.trim())'],
      ['document-size', 'parse.ts', 'bytes.length > LIMITS.documentBytes', 'bytes.length > Infinity'],
    ],
  ),
];
