import type { JsonObject } from '#kernel';

import type { JsonFormat } from '../format.js';
import { parseOpenVex } from '../../predicates/vex/parse-open-vex.js';
import { unsignedPredicate } from '../unsigned-shape.js';

const CONTEXT = /^https:\/\/openvex\.dev\/ns(?:\/v(0\.\d\.\d))?$/;

/** OpenVEX without a signature. */
export const OPENVEX: JsonFormat = {
  name: 'openvex',
  recognises: (document) => CONTEXT.test(contextOf(document)),
  read: (document) => {
    const version = CONTEXT.exec(contextOf(document))?.[1] ?? '';
    return unsignedPredicate(document, `openvex ${version}`.trim(), parseOpenVex);
  },
};

function contextOf(document: JsonObject): string {
  const context = document['@context'];
  return typeof context === 'string' ? context : '';
}
