import type { Field } from '#kernel';

import { MAX_ELEMENTS } from './sbom-fields.js';
import { SPDX_LICENSE_IDS, SPDX_LICENSE_IDS_COMPLETE_UNTIL } from './spdx-license-ids.js';

const ACKNOWLEDGEMENTS = /^(?:declared|concluded)$/;

/** What the rules for licenses depend on besides the licenses themselves. */
export interface LicenseRules {
  /** 1.4 to 1.7. */
  readonly specVersion: string;
  /** Day the document says it was made, `YYYY-MM-DD`; the empty text where it does not say. */
  readonly madeOn: string;
}

/**
 * `licenses` of CycloneDX: each is one license by an id of SPDX or by name, or one expression. Up to 1.6 an expression
 * stands alone. A license that SPDX does not list goes by its name.
 * @throws ParseError FIELD_*, LIMIT_EXCEEDED
 */
export function requireLicenses(parent: Field, rules: LicenseRules): void {
  const choices = parent.optional('licenses')?.items(MAX_ELEMENTS) ?? [];
  let expressions = 0;
  for (const choice of choices) if (isExpression(choice, rules)) expressions++;
  if (expressions > 0 && choices.length > 1 && rules.specVersion < '1.7') {
    throw parent.get('licenses').wrong('either licenses or one expression');
  }
}

function isExpression(choice: Field, rules: LicenseRules): boolean {
  const expression = choice.optional('expression');
  if (expression === undefined) {
    requireLicense(choice.get('license'), rules);
    return false;
  }
  expression.string();
  requireAcknowledgement(choice);
  if (choice.optional('license') !== undefined) throw choice.wrong('either a license or an expression');
  return true;
}

function requireLicense(license: Field, rules: LicenseRules): void {
  const id = license.optional('id');
  const name = license.optional('name');
  if ((id === undefined) === (name === undefined)) throw license.wrong('a license by id or by name');
  name?.string();
  if (id !== undefined) requireId(id, rules);
  requireAcknowledgement(license);
  requireText(license.optional('text'));
  if (rules.specVersion < '1.6') return;
  for (const property of license.optional('properties')?.items(MAX_ELEMENTS) ?? []) property.get('name').string();
}

/** SPDX only ever adds ids, so an unknown one of a document younger than our list may just be newer than it. */
function requireId(id: Field, { madeOn }: LicenseRules): void {
  if (SPDX_LICENSE_IDS.has(id.string()) || madeOn >= SPDX_LICENSE_IDS_COMPLETE_UNTIL) return;
  throw id.wrong('an id of the SPDX license list');
}

function requireAcknowledgement(part: Field): void {
  const field = part.optional('acknowledgement');
  if (field !== undefined && !ACKNOWLEDGEMENTS.test(field.string())) throw field.wrong('declared or concluded');
}

function requireText(text: Field | undefined): void {
  if (text === undefined) return;
  text.get('content').string();
  const encoding = text.optional('encoding');
  if (encoding !== undefined && encoding.value !== 'base64') throw encoding.wrong('"base64"');
}
