import type { Target } from '../target.js';
import { DOCUMENT_TARGETS } from './documents.js';
import { EVIDENCE_TARGETS } from './evidence.js';
import { FORM_TARGETS } from './forms.js';
import { PROOF_TARGETS } from './proofs.js';
import { TRUST_TARGETS } from './trust.js';

/** Every door that hostile input comes through. */
export const TARGETS: readonly Target[] = [
  ...EVIDENCE_TARGETS,
  ...FORM_TARGETS,
  ...PROOF_TARGETS,
  ...DOCUMENT_TARGETS,
  ...TRUST_TARGETS,
];
