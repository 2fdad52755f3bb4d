import type { Field } from '#kernel';

import { MAX_ELEMENTS } from './sbom-fields.js';
import { SPDX_LICENSE_IDS } from './spdx-license-ids.js';

/**
 * `licenses` of CycloneDX: each is one license by an id of SPDX or by name, or one expression. Up to 1.6 an expression
 * stands alone. A license that SPDX does not list goes by its name.
 * @throws ParseError FIELD_*, LIMIT_EXCEEDED
 */
export function requireLicenses(parent: Field, specVersion: string): void {
  const choices = parent.optional('licenses')?.items(MAX_ELEMENTS) ?? [];
  const expressions = choices.filter(isExpression);
  if (expressions.length > 0 && choices.length > 1 && specVersion < '1.7') {
    throw parent.get('licenses').wrong('either licenses or one expression');
  }
}

function isExpression(choice: Field): boolean {
  const expression = choice.optional('expression');
  if (expression === undefined) {
    requireLicense(choice.get('license'));
    return false;
  }
  expression.string();
  if (choice.optional('license') !== undefined) throw choice.wrong('either a license or an expression');
  return true;
}

function requireLicense(license: Field): void {
  const id = license.optional('id');
  const name = license.optional('name');
  if ((id === undefined) === (name === undefined)) throw license.wrong('a license by id or by name');
  name?.string();
  if (id !== undefined && !SPDX_LICENSE_IDS.has(id.string())) throw id.wrong('an id of the SPDX license list');
  const encoding = license.optional('text')?.optional('encoding');
  if (encoding !== undefined && encoding.value !== 'base64') throw encoding.wrong('"base64"');
}
