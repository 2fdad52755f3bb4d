import { defectsIn } from '../defect.js';

const ROOM = 'libs/verification/src';
const LEAF = `${ROOM}/x509/signing-certificate.spec.ts`;
const LADDER = `${ROOM}/verifier.spec.ts`;
const AUTHORITIES = `${ROOM}/x509/issuer-path.spec.ts`;

/** Certificates, their issuers, and their publication. */
export const CERTIFICATE_DEFECTS = [
  ...defectsIn(
    ROOM,
    [LADDER, LEAF],
    [
      [
        'chain-signature',
        'x509/issuer-path.ts',
        'key.verify(certificate.tbs, certificate.signature, hash)',
        'hash.length > 0',
      ],
      [
        'chain-names-join',
        'x509/issuer-path.ts',
        'if (Buffer.compare(certificate.issuer, issuer.subject) !== 0) return false;',
        '',
        AUTHORITIES,
      ],
      ['leaf-validity', 'x509/issued.ts', 'if (!isValidAt(certificate, time)) {', 'if (time < 0) {'],
      [
        'authority-window',
        'x509/issued.ts',
        'isInside(window, time) && isInside(path.validity, time)',
        'isInside(path.validity, time)',
      ],
      [
        'authority-validity',
        'x509/issued.ts',
        'isInside(window, time) && isInside(path.validity, time)',
        'isInside(window, time)',
      ],
      [
        'time-needed',
        'x509/issued.ts',
        `if (times.length === 0) throw new VerificationError('CERTIFICATE_TIME_UNKNOWN');`,
        '',
      ],
      ['leaf-purpose', 'x509/signing-certificate.ts', '!purposes.includes(CODE_SIGNING)', 'purposes.length === 0'],
      [
        'leaf-one-name',
        'x509/subject-alternative-name.ts',
        'element === undefined || !names.isDone',
        'element === undefined',
      ],
      [
        'leaf-is-no-authority',
        'x509/signing-certificate.ts',
        'if (basicConstraintsOf(certificate).ca)',
        'if (certificate.der.length === 0)',
        AUTHORITIES,
      ],
      [
        'leaf-key-usage',
        'x509/signing-certificate.ts',
        'digitalSignature !== true',
        'digitalSignature === null',
        AUTHORITIES,
      ],
      ['second-reader-key', 'x509/second-reading.ts', `throw disagree('key')`, 'void 0'],
      ['second-reader-validity', 'x509/second-reading.ts', `throw disagree('validity')`, 'void 0'],
      ['second-reader-subject', 'x509/second-reading.ts', `throw disagree('subject')`, 'void 0'],
      ['second-reader-name', 'x509/second-reading.ts', `throw disagree('subject alternative name')`, 'void 0'],
    ],
  ),
  ...defectsIn(
    ROOM,
    [AUTHORITIES, `${ROOM}/trust/load-trust-root.spec.ts`],
    [
      ['critical-extension', 'x509/issuer-path.ts', 'critical && !HONOURED.has(oid)', 'false && !HONOURED.has(oid)'],
      ['authority-is-ca', 'x509/issuer-path.ts', '!ca ||', 'false ||'],
      ['authority-path-length', 'x509/issuer-path.ts', 'pathLength !== undefined && pathLength < depth', 'depth < 0'],
      ['authority-key-usage', 'x509/issuer-path.ts', 'keyCertSign !== true', 'keyCertSign === null'],
      [
        'authority-purpose',
        'x509/issuer-path.ts',
        'purposes !== undefined && !purposes.includes(purpose)',
        'purpose.length === 0',
      ],
      ['authority-chain', 'x509/issuer-path.ts', 'requireIssuedBy(certificate, next, signer);', ''],
    ],
  ),
  ...defectsIn(
    ROOM,
    [`${ROOM}/x509/published.spec.ts`],
    [
      [
        'sct-signature',
        'x509/published.ts',
        '!log.key.verify(message, promise.signature, promise.hash)',
        'promise.signature.length === 0',
      ],
      ['sct-window', 'x509/published.ts', '!isInside(log.window, promise.timestamp)', 'promise.timestamp < 0'],
      [
        'sct-distinct-logs',
        'x509/published.ts',
        'if (logs.size >= required)',
        'if (promises.length >= required || logs.size > 0)',
      ],
      [
        'sct-missing',
        'x509/published.ts',
        `if (promises.length === 0) throw new VerificationError('SCT_MISSING');`,
        'if (promises.length === 0) return [];',
        LADDER,
      ],
      [
        'sct-issuer-key',
        'x509/signed-certificate-timestamp.ts',
        '    issuerKeyHash,\n    bigEndian',
        '    new Uint8Array(32),\n    bigEndian',
      ],
    ],
  ),
];
