import { layerChanges, type AppliedLayer, type AssessmentInput, type Mapping } from '#compliance';

import { loosenedSentence } from './layer-words.js';

/** What a reader must not take from an assessment; every sentence is true of every assessment or computed from this one. */
export function notClaimed(parts: {
  readonly input: AssessmentInput;
  readonly mapping: Mapping;
  readonly layers: readonly AppliedLayer[];
  /** No signed intake checkpoint is named. */
  readonly withoutIntake: boolean;
  readonly withheld: number;
}): readonly string[] {
  const { input, mapping } = parts;
  const caps = countCaps(mapping);
  const loosened = loosenedSentence(layerChanges(parts.layers));
  return [
    ...(loosened === undefined ? [] : [loosened]),
    'It is not claimed that what a verified predicate says is true: verified means that the expected signer said it, about exactly these digests.',
    'It is not claimed that the software has no vulnerability, nor that NIST or any other authority has examined it.',
    'Neither NIST nor another publisher sets thresholds: every condition and number comes from the mapping that is named by digest.',
    `Machine evidence alone can reach the ceiling of ${caps.satisfied} of ${caps.all} tasks, shows ${caps.partial} in part, and cannot decide ${caps.manual} at all.`,
    'Statements by people are self-attested: who signed them is verified, what they say is not.',
    ...populationSentence(input),
    ...intakeSentences(parts),
    'It is not claimed that nothing was withdrawn, re-judged or found out after the time named knownAt, which is the word of the signer.',
    'It is not claimed that every reader was shown the same intake log: only comparing checkpoints between readers shows a split view.',
  ];
}

function countCaps(mapping: Mapping): Record<'all' | 'satisfied' | 'partial' | 'manual', number> {
  const counts = { all: 0, satisfied: 0, partial: 0, manual: 0 };
  for (const { cap } of Object.values(mapping.controls)) {
    counts.all++;
    counts[cap]++;
  }
  return counts;
}

function populationSentence(input: AssessmentInput): readonly string[] {
  const { source, artifacts } = input.population;
  if (source === 'independent') return [];
  const said =
    source === 'declared' ? 'only declared by the producer' : 'stated by a manifest that the producer signed';
  return [
    `That the release consists of exactly ${artifacts.length} artifact${artifacts.length === 1 ? '' : 's'} is ${said}; no independent listing was compared.`,
  ];
}

function intakeSentences(parts: { readonly withoutIntake: boolean; readonly withheld: number }): readonly string[] {
  if (parts.withoutIntake) {
    return ['No intake log is named: it is not claimed that all evidence that was received was considered.'];
  }
  const submitted = 'Evidence that was never submitted cannot be accounted for; only what was received is.';
  if (parts.withheld === 0) return [submitted];
  return [
    submitted,
    `${parts.withheld} received item${parts.withheld === 1 ? ' is' : 's are'} withheld: nobody else can judge what they say.`,
  ];
}
