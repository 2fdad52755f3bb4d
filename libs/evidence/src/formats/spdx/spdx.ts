import type { JsonObject } from '#kernel';

import type { JsonFormat } from '../format.js';
import { parseSpdx2, parseSpdx3 } from '../../predicates/sbom/spdx.js';
import { unsignedPredicate, versionOf } from '../unsigned-shape.js';

const VERSION_2 = /^SPDX-(2\.[23](?:\.\d)?)$/;
const CONTEXT_3 = /^https:\/\/spdx\.org\/rdf\/(3\.0\.[01])\/spdx-context\.jsonld$/;

/** SPDX 2.2 to 3.0.1 without a signature. */
export const SPDX: JsonFormat = {
  name: 'spdx',
  recognises: (document) => Object.hasOwn(document, 'spdxVersion') || CONTEXT_3.test(contextOf(document)),
  read: (document) => {
    const version = specVersion(document);
    return unsignedPredicate(document, `spdx ${version}`, version.startsWith('3') ? parseSpdx3 : parseSpdx2);
  },
};

function specVersion(document: JsonObject): string {
  const version3 = CONTEXT_3.exec(contextOf(document))?.[1];
  return version3 ?? versionOf(document['spdxVersion'], VERSION_2, 'SPDX');
}

function contextOf(document: JsonObject): string {
  const context = document['@context'];
  return typeof context === 'string' ? context : '';
}
