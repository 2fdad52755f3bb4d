import type { Field } from '#kernel';

import { instantOf, textOf } from '../../field-readers.js';
import { each, oneOf, requireMoment, requireTexts } from '../sbom/cyclonedx-parts.js';
import { ANALYSIS_JUSTIFICATIONS, ANALYSIS_STATES, SEVERITIES } from '../sbom/cyclonedx-words.js';
import { MAX_ELEMENTS } from '../sbom/sbom-fields.js';
import type { VexStatement, VexStatus } from './vex.js';

const STATUS: ReadonlyMap<string, VexStatus> = new Map([
  ['not_affected', 'not_affected'],
  ['false_positive', 'not_affected'],
  ['exploitable', 'affected'],
  ['in_triage', 'under_investigation'],
  ['resolved', 'fixed'],
  ['resolved_with_pedigree', 'fixed'],
]);

/** What CycloneDX requires of a vulnerability, whether or not the document is read for it. @throws ParseError FIELD_*, INSTANT_INVALID */
export function requireVulnerability(vulnerability: Field): void {
  requireTexts(vulnerability, ['id', 'recommendation']);
  each(vulnerability, 'ratings', (rating) => {
    oneOf(rating.optional('severity'), SEVERITIES, 'a severity');
  });
  each(vulnerability, 'references', (reference) => {
    reference.get('id').string();
    reference.get('source').object();
  });
  each(vulnerability, 'affects', (part) => textOf(part.get('ref')));
  const analysis = vulnerability.optional('analysis');
  if (analysis === undefined) return;
  requireTexts(analysis, ['detail']);
  oneOf(analysis.optional('state'), ANALYSIS_STATES, 'an analysis state');
  oneOf(analysis.optional('justification'), ANALYSIS_JUSTIFICATIONS, 'a justification');
  for (const key of ['firstIssued', 'lastUpdated']) {
    const moment = analysis.optional(key);
    if (moment !== undefined) requireMoment(moment);
  }
}

/** What a CycloneDX document says of the vulnerabilities it has analysed. @throws ParseError FIELD_*, INSTANT_INVALID, LIMIT_EXCEEDED */
export function analysedStatements(document: Field): readonly VexStatement[] {
  const vulnerabilities = document.optional('vulnerabilities')?.items(MAX_ELEMENTS) ?? [];
  return vulnerabilities.flatMap((vulnerability) => {
    const analysis = vulnerability.optional('analysis');
    const state = analysis?.optional('state');
    return analysis === undefined || state === undefined ? [] : [statementOf(vulnerability, analysis, state)];
  });
}

function statementOf(vulnerability: Field, analysis: Field, state: Field): VexStatement {
  const status = STATUS.get(state.string());
  if (status === undefined) throw state.wrong('an analysis state of CycloneDX');
  const at = analysis.optional('lastUpdated') ?? analysis.optional('firstIssued');
  return {
    vulnerability: textOf(vulnerability.get('id')),
    aliases: otherNames(vulnerability),
    status,
    ...(at && { at: instantOf(at) }),
    products: affected(vulnerability),
    ...textAs('justification', analysis, 'justification'),
    ...textAs('impactStatement', analysis, 'detail'),
    ...textAs('actionStatement', vulnerability, 'recommendation'),
  };
}

/** CycloneDX `references`: the same vulnerability in other databases. */
function otherNames(vulnerability: Field): string[] {
  const references = vulnerability.optional('references')?.items(MAX_ELEMENTS) ?? [];
  return references.map((reference) => textOf(reference.get('id')));
}

/** A reference to a component by its own name here, or by BOM-Link. */
function affected(vulnerability: Field): VexStatement['products'] {
  const parts = vulnerability.optional('affects')?.items(MAX_ELEMENTS) ?? [];
  return parts.map((part) => ({
    id: textOf(part.get('ref')),
    identifiers: new Map(),
    hashes: new Map(),
    subcomponents: [],
  }));
}

type Texts = Pick<VexStatement, 'justification' | 'impactStatement' | 'actionStatement'>;

function textAs(name: keyof Texts, parent: Field, key: string): Texts {
  const text = parent.optional(key)?.string() ?? '';
  return text === '' ? {} : { [name]: text };
}
