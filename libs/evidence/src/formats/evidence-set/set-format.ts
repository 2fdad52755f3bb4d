import { ParseError } from '#kernel';

import type { JsonFormat } from '../format.js';
import { SET_FORMATS } from '../set-formats.js';
import { isEvidenceSet, parseEvidenceSet } from './evidence-set.js';

/** Several files as one piece of evidence; which format reads them is named by the set. */
export const EVIDENCE_SET: JsonFormat = {
  name: 'evidence-set',
  recognises: isEvidenceSet,
  read: (document) => {
    const parts = parseEvidenceSet(document);
    const format = SET_FORMATS.find(({ name }) => name === parts.format);
    if (format !== undefined) return format.read(parts);
    throw new ParseError('SET_FORMAT_UNKNOWN', `no evidence set is of the format "${parts.format.slice(0, 80)}"`);
  },
};
