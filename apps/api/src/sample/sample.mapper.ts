import type { Answered } from '#application';
import type { SampleMember } from '#compliance';

import { toEvidenceNote, toFindingNote } from '../explanation/note.mapper.js';
import type { SampleMemberType, SampleType } from './sample.type.js';

/** Of one member: a sample may have a hundred. */
const SHOWN = 20;

export function toSample({ input, answer }: Answered<'sample'>): SampleType {
  const { source, members, ...rest } = answer;
  const { asOf, knownAt } = input;
  return { ...rest, asOf, knownAt, populationSource: source, members: members.map(toMember) };
}

function toMember({ evidence, findings, ...rest }: SampleMember): SampleMemberType {
  return {
    ...rest,
    evidence: evidence.slice(0, SHOWN).map(toEvidenceNote),
    evidenceCount: evidence.length,
    findings: findings.slice(0, SHOWN).map(toFindingNote),
    findingCount: findings.length,
  };
}
