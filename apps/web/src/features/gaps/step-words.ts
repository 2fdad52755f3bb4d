import type { GapPlan } from './gap-plan.ts';

export type Step = GapPlan['steps'][number];

const VERBS: Readonly<Record<string, string>> = {
  renew: 'Renew',
  repair: 'Make verify, or produce anew:',
  resolve: 'Resolve what is reported, then submit a new',
  improve: 'Submit a better',
  independent: 'Have a signer that the team does not control submit',
  produce: 'Produce and submit',
};

/** What a step is, as its heading says it. */
export function stepTitle({ kind, verb, claim, memberCount, names, signed, moves }: Step): string {
  if (kind === 'evidence')
    return `${VERBS[verb ?? ''] ?? 'Submit'} ${claim ?? 'evidence'} for ${counted(memberCount, 'member')}`;
  if (kind === 'statement') return `Have a person sign a statement for ${moves.join(', ')}`;
  const naming = names.length === 0 ? '' : ` that names the ${names.join(' and ')}`;
  return `Submit a release manifest${signed ? ' signed under a trust rule that vouches for it' : ''}${naming}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
