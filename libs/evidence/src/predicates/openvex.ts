import type { Field } from '#kernel';

import { instantOf, textOf } from '../field-readers.js';
import type { Vex, VexStatus } from './predicate.js';
import { MAX_ELEMENTS } from './sbom-fields.js';

const STATUSES: ReadonlySet<string> = new Set<VexStatus>(['not_affected', 'affected', 'fixed', 'under_investigation']);

/** OpenVEX 0.0.1 and 0.2.0. A statement without a time of its own has that of the document. @throws ParseError FIELD_*, INSTANT_INVALID */
export function parseOpenVex(document: Field): Vex {
  const issued = document.optional('last_updated') ?? document.optional('timestamp');
  const statements = document
    .get('statements')
    .items(MAX_ELEMENTS)
    .map((statement) => {
      const at = statement.optional('last_updated') ?? statement.optional('timestamp') ?? issued;
      return {
        vulnerability: nameOf(statement.get('vulnerability')),
        status: statusOf(statement.get('status')),
        ...(at && { at: instantOf(at) }),
      };
    });
  return { kind: 'vex', format: 'openvex', statements };
}

/** 0.0.1 wrote the name itself, 0.2.0 an object around it. */
function nameOf(field: Field): string {
  return typeof field.value === 'string' ? textOf(field) : textOf(field.get('name'));
}

function statusOf(field: Field): VexStatus {
  const text = field.string();
  if (!isStatus(text)) throw field.wrong('an OpenVEX status');
  return text;
}

function isStatus(text: string): text is VexStatus {
  return STATUSES.has(text);
}
