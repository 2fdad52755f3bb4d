import type { Defect } from '../defect.js';
import { BYTES_DEFECTS } from './bytes.js';
import { CERTIFICATE_DEFECTS } from './certificate.js';
import { COMPONENT_DEFECTS } from './components.js';
import { EVIDENCE_DEFECTS } from './evidence.js';
import { FORMAT_DEFECTS } from './formats.js';
import { KEEPING_DEFECTS } from './keeping.js';
import { POLICY_DEFECTS } from './policy.js';
import { TUF_DEFECTS } from './tuf.js';
import { WITNESS_DEFECTS } from './witnesses.js';

/** One for each check of each rung: the suite must notice when any of them is gone. */
export const DEFECTS: readonly Defect[] = [
  ...BYTES_DEFECTS,
  ...EVIDENCE_DEFECTS,
  ...CERTIFICATE_DEFECTS,
  ...WITNESS_DEFECTS,
  ...POLICY_DEFECTS,
  ...FORMAT_DEFECTS,
  ...TUF_DEFECTS,
  ...KEEPING_DEFECTS,
  ...COMPONENT_DEFECTS,
];
