import { Field, LIMITS, type ListLimits } from '#kernel';

import { STATEMENT_LISTS } from '../../list-limits.js';
import type { JsonFormat } from '../format.js';
import { signedShape } from '../signed-shape.js';
import { parseBareEnvelope } from './dsse.js';

/** A DSSE envelope that comes alone. */
export const DSSE_ENVELOPE: JsonFormat = {
  name: 'dsse-envelope',
  recognises: (document) => Object.hasOwn(document, 'payloadType'),
  read: (document) => signedShape(parseBareEnvelope(new Field(document)), 'dsse-envelope v1'),
  lists: new Map<string, number | ListLimits>([
    ['signatures', LIMITS.signatures],
    ['payload', STATEMENT_LISTS],
  ]),
};
