/** What a reason says, and what its reader can do about it. `{need}` and `{remedy}` stand beside it wherever it is shown. */
export interface Reason {
  readonly sentence: string;
  readonly nextAction: string;
}

/** Every reason a status can have; closed, so that nothing is ever shown without a sentence and a next action. */
export const REASONS = {
  ALL_CONDITIONS_HOLD: {
    sentence: 'Verified evidence meets every condition for every member of the population.',
    nextAction: 'Nothing to do; keep producing this evidence for each release.',
  },
  POPULATION_DECLARED: {
    sentence: 'Every condition holds, but the list of what was released is only declared.',
    nextAction: 'Provide a release manifest signed under a trust rule, or one from a registry or forge.',
  },
  HUMAN_PART_OPEN: {
    sentence: 'The part that machines can show holds; the rest needs a person, and nobody has stated it.',
    nextAction: 'Have the owner sign a human statement, with its document, for what stays human.',
  },
  HUMAN_PART_COVERED: {
    sentence: 'The part that machines can show holds; a signed human statement covers the rest.',
    nextAction: 'Renew the human statement before it ends.',
  },
  TEAM_CONTROLLED_SIGNER: {
    sentence: 'Every condition holds, but only by the word of signers that the assessed team controls.',
    nextAction: 'Have a signer outside the team (a hosted builder, an independent verifier) produce this evidence.',
  },
  HUMAN_STATEMENT: {
    sentence: 'A signed human statement that is valid now covers this control; machines cannot show it.',
    nextAction: 'Renew the human statement before it ends.',
  },
  HUMAN_STATEMENT_NEEDED: {
    sentence: 'Only a person can show this control, and no signed statement is valid now.',
    nextAction: 'Have the owner sign a human statement, with its document, that names this control.',
  },
  SOME_MEMBERS_NOT_MET: {
    sentence: 'Some members of the population meet the conditions, others do not.',
    nextAction: 'Close the listed gaps.',
  },
  HELD_AT_PARTIAL: {
    sentence: 'Every condition holds, but the organization does not show what the mapping asks for beyond PARTIAL.',
    nextAction:
      'Have the organization show it: where kept evidence is asked for, run the keeping job and submit its record.',
  },
  NO_POPULATION: {
    sentence: 'It is not known what this control is to be judged over.',
    nextAction: 'Provide a release manifest; for revisions, one that names them or provenance that does.',
  },
  EVIDENCE_TOO_OLD: {
    sentence: 'Evidence met the conditions, but it is older than the mapping accepts.',
    nextAction: 'Run the step again and submit its new evidence.',
  },
  EVIDENCE_UNTIMED: {
    sentence: 'Evidence would meet the conditions, but nothing trusted says when it was made, and its age matters.',
    nextAction: 'Sign with a time-stamping authority or a transparency log.',
  },
  EVIDENCE_ADVERSE: {
    sentence: 'Verified evidence speaks against this control.',
    nextAction: 'Resolve what it reports, then submit new evidence.',
  },
  EVIDENCE_FALLS_SHORT: {
    sentence: 'Verified evidence is there, but it does not say what is needed.',
    nextAction: 'Look at what the evidence says beside what is needed, and produce evidence that meets it.',
  },
  EVIDENCE_REJECTED: {
    sentence: 'The only evidence about this failed verification.',
    nextAction: 'Open the evidence to see which rung failed and why.',
  },
  EVIDENCE_UNVERIFIED: {
    sentence: 'The only evidence about this could not be verified.',
    nextAction: 'Open the evidence to see what could not be checked; often a trust rule for its signer is missing.',
  },
  EVIDENCE_MISSING: {
    sentence: 'Nothing was received by which this could be met.',
    nextAction: 'Produce and submit the evidence that is needed.',
  },
  WAIVED: {
    sentence: 'A signed waiver that is valid now sets this control aside.',
    nextAction: 'Close the gap before the waiver ends.',
  },
  NOT_APPLICABLE: {
    sentence: 'A signed decision says that this control does not apply.',
    nextAction: 'Withdraw the decision when it no longer holds.',
  },
} as const satisfies Record<string, Reason>;

/** Why a status is what it is. */
export type ReasonCode = keyof typeof REASONS;
export const REASON_CODES = Object.keys(REASONS) as readonly ReasonCode[];
