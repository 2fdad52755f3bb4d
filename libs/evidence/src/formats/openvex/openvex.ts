import type { JsonFormat } from '../format.js';
import { unsignedShape } from '../unsigned-shape.js';

const CONTEXT = /^https:\/\/openvex\.dev\/ns(?:\/v(0\.\d\.\d))?$/;

/** OpenVEX without a signature. */
export const OPENVEX: JsonFormat = {
  name: 'openvex',
  recognises: (document) => typeof document['@context'] === 'string' && CONTEXT.test(document['@context']),
  read: (document) => {
    const version = CONTEXT.exec(String(document['@context']))?.[1] ?? '';
    return unsignedShape(document, `openvex ${version}`.trim(), 'vex');
  },
};
