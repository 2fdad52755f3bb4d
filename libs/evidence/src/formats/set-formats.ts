import { COSIGN_DETACHED } from './cosign/cosign-detached.js';
import { COSIGN_OCI_LAYER } from './cosign/cosign-oci-layer.js';
import type { SetFormat } from './format.js';
import { GITSIGN_DETACHED, GITSIGN_WITH_ENTRY } from './git-object/gitsign-sets.js';
import { IN_TOTO_LAYOUT } from './in-toto-layout/in-toto-layout.js';

/** Everything that arrives as several files at once, one line each. */
export const SET_FORMATS: readonly SetFormat[] = [
  COSIGN_DETACHED,
  COSIGN_OCI_LAYER,
  IN_TOTO_LAYOUT,
  GITSIGN_DETACHED,
  GITSIGN_WITH_ENTRY,
];
