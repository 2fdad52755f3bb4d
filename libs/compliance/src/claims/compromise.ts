import type { Compromise } from '#evidence';

/** Who or what is not trusted since when. It is no claim about a release: verification heeds it. */
export type CompromiseClaim = Omit<Compromise, 'scope'>;

export function claimOfCompromise(predicate: Compromise): CompromiseClaim {
  const { kind, distrusted, since, reason, reporter } = predicate;
  return { kind, distrusted, since, reason, reporter };
}
