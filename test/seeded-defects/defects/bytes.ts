import { defectsIn } from '../defect.js';

const KERNEL = 'libs/kernel/src';
const EVIDENCE = 'libs/evidence/src';

/** Bytes, JSON, base64, DER, notes and trees. */
export const BYTES_DEFECTS = [
  ...defectsIn(
    KERNEL,
    ['libs/kernel/src/strict-json.spec.ts'],
    [
      [
        'json-duplicate-key',
        'strict-json.ts',
        'if (countKept(value) !== keys) throw repeatedKey(text);',
        'void [countKept, repeatedKey, keys];',
      ],
      ['json-proto-key', 'strict-json.ts', `key === '__proto__'`, `key === '__nothing__'`],
      [
        'json-depth',
        'json-structure.ts',
        'objects.push(keyNext) > LIMITS.jsonDepth',
        'objects.push(keyNext) > 1_000_000',
      ],
      ['json-list-length', 'json-structure.ts', 'if (commas < limit) return;', 'return;'],
    ],
  ),
  ...defectsIn(
    KERNEL,
    ['libs/kernel/src/bytes.spec.ts'],
    [
      ['base64-strict', 'bytes.ts', 'if (!isSpellingOf(decoded, text)) {', 'if (decoded.length > text.length) {'],
      [
        'base64-alphabet',
        'bytes.ts',
        'if (piece !== text.slice((at / 3) * 4, (at / 3) * 4 + piece.length)) return false;',
        'void piece;',
      ],
      ['hex-case', 'bytes.ts', 'NOT_HEX.test(text)', '/[^0-9a-fA-F]/.test(text)'],
      ['utf8-strict', 'bytes.ts', 'if (!isUtf8(buffer)) throw', 'if (!isUtf8(buffer) && buffer.length < 0) throw'],
    ],
  ),
  ...defectsIn(
    KERNEL,
    ['libs/kernel/src/merkle.spec.ts'],
    [
      ['merkle-inclusion-root', 'merkle.ts', 'return sn === 0 && equalBytes(r, root);', 'return sn === 0;'],
      [
        'merkle-inclusion-length',
        'merkle.ts',
        'return sn === 0 && equalBytes(r, root);',
        'return equalBytes(r, root);',
      ],
      ['merkle-inclusion-index', 'merkle.ts', '|| index >= size) return false; // step 1', ') return false;'],
      ['merkle-consistency', 'merkle.ts', 'equalBytes(fr, root1) && equalBytes(sr, root2)', 'equalBytes(sr, root2)'],
      ['merkle-leaf-prefix', 'merkle.ts', 'const LEAF = 0;', 'const LEAF = 1;'],
    ],
  ),
  ...defectsIn(
    KERNEL,
    ['libs/kernel/src/signed-note.spec.ts'],
    [['note-signature', 'signed-note.ts', 'key.verify(message, line.signature)', 'line.signature.length > 0']],
  ),
  ...defectsIn(
    KERNEL,
    ['libs/verification/src/der/der-reader.spec.ts'],
    [
      ['der-trailing-bytes', 'der/der-reader.ts', 'if (!this.isDone) throw', 'if (this.at < 0) throw'],
      ['der-long-length', 'der/der-reader.ts', 'length < 0x80 || ', ''],
      ['der-padded-length', 'der/der-reader.ts', ' || length < 256 ** (count - 1)', ''],
      ['der-leaves-parent', 'der/der-reader.ts', 'if (end > this.end) throw', 'if (end < 0) throw'],
    ],
  ),
  ...defectsIn(
    'libs/verification/src',
    ['libs/verification/src/der/der-reader.spec.ts'],
    [
      [
        'der-serial-positive',
        'der/der-values.ts',
        '(content[0] ?? 0) < 0x80 && content.some((byte) => byte !== 0)',
        'true',
      ],
      ['der-integer-minimal', 'der/der-values.ts', 'second !== undefined &&', 'second === undefined &&'],
      [
        'der-name-ascii',
        'der/der-values.ts',
        '[^\\x20-\\x7f]',
        '[^\\x20-\\xff]',
        'libs/verification/src/x509/signing-certificate.spec.ts',
      ],
    ],
  ),
  ...defectsIn(
    KERNEL,
    ['libs/kernel/src/crypto.spec.ts'],
    [
      ['private-key-refused', 'crypto.ts', '/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)', 'pem.length === 0'],
      ['rsa-key-size', 'crypto.ts', 'modulus >= 2048', 'modulus >= 512'],
    ],
  ),
  ...defectsIn(
    EVIDENCE,
    ['test/attack/limits.spec.ts'],
    [['list-limits', 'parse.ts', 'parseStrictJson(bytes, DOCUMENT_LISTS)', 'parseStrictJson(bytes)']],
  ),
];
