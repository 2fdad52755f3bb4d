import type { Field } from '#kernel';

import { textOf } from '../../field-readers.js';
import { at, isSaid, objectsAt } from '../loose-json.js';

/** Where a project says that vulnerabilities can be reported. */
export interface SecurityContact {
  readonly kind: 'security-contact';
  readonly acceptsReports: boolean;
  /** It names somebody to write to. */
  readonly hasContact: boolean;
  /** It names a page with its policy of disclosure. */
  readonly hasPolicy: boolean;
}

/**
 * OpenSSF Security Insights 1.0 and 2.x, as JSON. In a document that leaves reporting to the file of its whole project
 * nothing is said. @throws ParseError FIELD_*
 */
export function parseSecurityInsights(predicate: Field): SecurityContact {
  textOf(predicate.get('header').get('schema-version'));
  const reporting = predicate.optional('project')?.optional('vulnerability-reporting');
  return reporting === undefined ? firstVersion(predicate) : secondVersion(reporting);
}

function firstVersion(predicate: Field): SecurityContact {
  const reporting = predicate.get('vulnerability-reporting');
  const contacts = objectsAt(predicate.value, 'security-contacts');
  return {
    kind: 'security-contact',
    acceptsReports: reporting.get('accepts-vulnerability-reports').boolean(),
    hasContact: isSaid(reporting.value, 'email-contact') || contacts.some((contact) => isSaid(contact, 'value')),
    hasPolicy: isSaid(reporting.value, 'security-policy'),
  };
}

function secondVersion(reporting: Field): SecurityContact {
  const contact = at(reporting.value, 'contact');
  return {
    kind: 'security-contact',
    acceptsReports: reporting.get('reports-accepted').boolean(),
    hasContact: isSaid(contact, 'email', 'social'),
    // 2.0 called it security-policy.
    hasPolicy: isSaid(reporting.value, 'policy', 'security-policy'),
  };
}
