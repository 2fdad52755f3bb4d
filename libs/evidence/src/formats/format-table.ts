import type { ListLimits } from '#kernel';

import { ATTESTATION_LAYOUT } from './attestation-layout/attestation-layout.js';
import { COSIGN_BUNDLE } from './cosign/cosign-bundle.js';
import { CYCLONEDX } from './cyclonedx/cyclonedx.js';
import { DSSE_ENVELOPE } from './dsse-envelope/dsse-envelope.js';
import { EVIDENCE_SET } from './evidence-set/set-format.js';
import type { BytesFormat, JsonFormat } from './format.js';
import { GIT_OBJECT } from './git-object/git-object-format.js';
import { GOOGLE_CLOUD_BUILD } from './google-cloud-build/google-cloud-build.js';
import { IN_TOTO_METABLOCK } from './in-toto-layout/in-toto-layout.js';
import { IN_TOTO_STATEMENT } from './in-toto-statement/in-toto-statement.js';
import { MODEL_SIGNING_BUNDLE } from './model-signing/model-signing-bundle.js';
import { OPENVEX } from './openvex/openvex.js';
import { PYPI_ATTESTATION } from './pypi-attestation/pypi-attestation.js';
import { REKOR_LOG_ENTRY } from './rekor-log-entry/rekor-log-entry.js';
import { SIGSTORE_BUNDLE } from './sigstore-bundle/sigstore-bundle.js';
import { SPDX } from './spdx/spdx.js';

/** Every JSON format, one line each; the first that recognises a document reads it. */
export const JSON_FORMATS: readonly JsonFormat[] = [
  EVIDENCE_SET,
  MODEL_SIGNING_BUNDLE,
  SIGSTORE_BUNDLE,
  PYPI_ATTESTATION,
  COSIGN_BUNDLE,
  REKOR_LOG_ENTRY,
  DSSE_ENVELOPE,
  GOOGLE_CLOUD_BUILD,
  IN_TOTO_METABLOCK,
  IN_TOTO_STATEMENT,
  SPDX,
  CYCLONEDX,
  OPENVEX,
];

/** Every format that is not JSON. */
export const BYTES_FORMATS: readonly BytesFormat[] = [GIT_OBJECT, ATTESTATION_LAYOUT];

/** Lists of whatever is received, by where they stand: refused before a million items are built in memory. */
export const DOCUMENT_LISTS: ListLimits = new Map<string, number | ListLimits>(
  JSON_FORMATS.flatMap(({ lists }) => [...(lists ?? [])]),
);
