import { defectsIn } from '../defect.js';

const ROOM = 'libs/verification/src';
const ENTRY = `${ROOM}/rekor/log-entry.spec.ts`;
const CHECKPOINT = `${ROOM}/rekor/checkpoint.spec.ts`;
const BODY = `${ROOM}/rekor/body/bind-body.spec.ts`;
const LADDER = `${ROOM}/verifier.spec.ts`;
const STAMP = `${ROOM}/timestamp/timestamp.spec.ts`;
const AUTHORITIES = `${ROOM}/x509/issuer-path.spec.ts`;

/** Logs, what they hold, and those who say when. */
export const WITNESS_DEFECTS = [
  ...defectsIn(
    ROOM,
    [ENTRY, CHECKPOINT, LADDER],
    [
      [
        'log-origin',
        'rekor/checkpoint.ts',
        '!isOriginOf(checkpoint.origin, log, style)',
        'log.origin === checkpoint.origin.slice(1)',
      ],
      [
        'log-origin-tree-id',
        'rekor/checkpoint.ts',
        `origin.startsWith(prefix) && /^(?:0|[1-9]\\d*)$/.test(origin.slice(prefix.length))`,
        'origin.startsWith(prefix)',
      ],
      [
        'log-checkpoint-signature',
        'rekor/checkpoint.ts',
        'log.key.verify(message, signature, log.hash)',
        'signature.length + message.length > 0',
      ],
      ['log-root-hash', 'rekor/log-entry.ts', ' || !equalBytes(checkpoint.rootHash, proof.rootHash)', ''],
      ['log-tree-size', 'rekor/log-entry.ts', 'checkpoint.size !== proof.size || ', ''],
      [
        'log-inclusion',
        'rekor/log-entry.ts',
        '!verifyInclusion({ leaf: leafHash(entry.canonicalizedBody), index, size, hashes, root: rootHash })',
        'index + size + hashes.length + leafHash(rootHash).length + Number(verifyInclusion === undefined) < 0',
      ],
      ['log-index-v2', 'rekor/log-entry.ts', 'isV2 && entry.index !== proof.index', 'entry.index < 0'],
      [
        'log-promise-signature',
        'rekor/signed-entry-timestamp.ts',
        '!log.key.verify(message, signedEntryTimestamp, log.hash)',
        'message.length === 0',
      ],
      [
        'log-promise-window',
        'rekor/signed-entry-timestamp.ts',
        '!isInside(log.window, milliseconds)',
        'milliseconds < 0',
      ],
      [
        'log-promise-time',
        'rekor/signed-entry-timestamp.ts',
        '"integratedTime":${integratedTime}',
        '"integratedTime":${Math.floor(integratedTime / 100) * 100 + 1}',
      ],
      [
        'log-neither-promise-nor-proof',
        'rekor/log-entry.ts',
        'integratedTime === undefined && entry.inclusionProof === undefined',
        'entry.index < 0',
      ],
      [
        'log-body-bound',
        'rekor/log-entry.ts',
        `() => bindBody(entry, `,
        `() => ((..._: unknown[]) => undefined)(bindBody, `,
      ],
      [
        'log-time-without-promise',
        'rekor/log-entry.ts',
        'entry.signedEntryTimestamp === undefined ? undefined : verifyPromise(entry, log)',
        'entry.signedEntryTimestamp === undefined ? (entry.integratedTime ?? 0) * 1000 : verifyPromise(entry, log)',
      ],
    ],
  ),
  ...defectsIn(
    ROOM,
    [BODY],
    [
      ['body-kind', 'rekor/body/bind-body.ts', `same('kind', entry.kind, body.get('kind').string());`, ''],
      [
        'body-version',
        'rekor/body/bind-body.ts',
        `same('version', entry.version, body.get('apiVersion').string());`,
        '',
      ],
      ['body-dsse-v2-refused', 'rekor/body/bind-body.ts', `['dsse/0.0.2', refuse]`, `['dsse/0.0.2', bindDsse]`],
      [
        'body-hashedrekord-hash',
        'rekor/body/hashedrekord.ts',
        `sameDigest(content, hashOf(logged.get('algorithm')), fromHex(logged.get('value').string()));`,
        `fromHex(logged.get('value').string()); hashOf(logged.get('algorithm'));`,
      ],
      [
        'body-hashedrekord-signature',
        'rekor/body/hashedrekord.ts',
        `sameBytes('signature', content.signature,`,
        `sameBytes('signature', base64Of(signature.get('content')),`,
      ],
      ['body-hashedrekord-key', 'rekor/body/hashedrekord.ts', 'sameSigner(signer, derOfPem', 'void (signer, derOfPem'],
      [
        'body-v2-envelope-digest',
        'rekor/body/hashedrekord.ts',
        `sameBytes('digest of the envelope', hash(algorithm, content.encoded), digest)`,
        'hash(algorithm, digest)',
      ],
      [
        'body-v2-signature',
        'rekor/body/hashedrekord.ts',
        `sameBytes('signature', own, base64Of`,
        `void (own, base64Of`,
      ],
      ['body-v2-certificate', 'rekor/body/hashedrekord.ts', `sameBytes('signer', der, base64Of`, 'void (der, base64Of'],
      ['body-v2-key', 'rekor/body/hashedrekord.ts', `sameBytes('key', key.spki, base64Of`, 'void (key.spki, base64Of'],
      [
        'body-v2-key-details',
        'rekor/body/hashedrekord.ts',
        'fitsKeyDetails(key, details) ?',
        'fitsKeyDetails(key, details) || details.length > 0 ?',
      ],
      ['body-dsse-payload', 'rekor/body/dsse.ts', `sameBytes('payload hash', digest, fromHex`, 'void (digest, fromHex'],
      [
        'body-dsse-signature',
        'rekor/body/compare.ts',
        'equalBytes(item.signature, signature)',
        'item.signature.length > 0',
      ],
      ['body-dsse-signer', 'rekor/body/compare.ts', 'sameSigner(signer, match.signer);', ''],
      [
        'body-intoto-payload-type',
        'rekor/body/intoto.ts',
        `same('payload type', content.payloadType, envelope.get('payloadType').string());`,
        '',
      ],
      [
        'body-intoto-payload',
        'rekor/body/intoto.ts',
        `sameBytes('payload hash', digest, fromHex`,
        'void (digest, fromHex',
      ],
      ['body-signer-unproven', 'rekor/body/compare.ts', `sameBytes('signer', der, logged);`, ''],
    ],
  ),
  ...defectsIn(
    ROOM,
    [LADDER],
    [
      [
        'log-duplicate-entry',
        'rungs/transparency-log.ts',
        'if (duplicates) return',
        'if (duplicates && required < 0) return',
      ],
      ['log-distinct', 'rungs/transparency-log.ts', 'logs.size >= required', 'logs.size > 0'],
      ['log-bad-entry-fails', 'rungs/transparency-log.ts', 'if (bad !== undefined) return bad.check;', ''],
      ['log-none-missing', 'rungs/transparency-log.ts', 'required === 0 && logs.size === 0', 'logs.size === 0'],
      [
        'time-duplicate-token',
        'rungs/trusted-time.ts',
        'if (sources.duplicates) return',
        'if (sources.duplicates && threshold.any < 0) return',
      ],
      ['time-bad-token-fails', 'rungs/trusted-time.ts', 'if (bad !== undefined) return bad.check;', ''],
      ['time-missing', 'rungs/trusted-time.ts', 'required === 0 && times.length === 0', 'times.length === 0'],
      [
        'time-distinct',
        'rungs/trusted-time.ts',
        'if (count >= threshold[kind]) continue;',
        'if (count > 0 || threshold[kind] === 0) continue;',
      ],
    ],
  ),
  ...defectsIn(
    ROOM,
    [STAMP, AUTHORITIES],
    [
      [
        'tsa-imprint',
        'timestamp/timestamp.ts',
        '!equalBytes(imprint.value, hash(imprint.hash, signature))',
        'imprint.value.length === 0',
      ],
      ['tsa-purpose', 'timestamp/timestamp.ts', 'requireTimestampingLeaf(leaf.certificate);', ''],
      [
        'tsa-message-digest',
        'timestamp/timestamp.ts',
        '!equalBytes(messageDigest.value, hash(messageDigest.hash, token.content))',
        'messageDigest.value.length === 0',
      ],
      [
        'tsa-signature',
        'timestamp/timestamp.ts',
        '!leaf.key.verify(token.signedAttributes, token.signature, algorithm.hash)',
        'token.signature.length === 0',
      ],
      ['tsa-window', 'timestamp/timestamp.ts', '!isInside(trusted, time) ||', 'time < 0 ||'],
      [
        'tsa-signer-named',
        'timestamp/timestamp.ts',
        'equalBytes(signer.issuer, certificate.issuer) && equalBytes(signer.serial, certificate.serial)',
        'signer.serial.length > 0 && certificate.serial.length > 0',
      ],
      [
        'tsa-certificate-hash',
        'timestamp/timestamp.ts',
        'isNamedBy(token, candidate) && isSignedFor(token, candidate)',
        'isNamedBy(token, candidate) || isSignedFor(token, candidate)',
      ],
      [
        'tsa-brought-leaf-issued',
        'timestamp/timestamp.ts',
        'requireIssuedBy(certificate, path.issuer, path.key);',
        'void requireIssuedBy;',
      ],
      ['tsa-purpose-alone', 'trust/certificate-authority.ts', 'purposes.length !== 1 || ', ''],
      ['tsa-purpose-critical', 'trust/certificate-authority.ts', ' || !critical', ''],
    ],
  ),
];
