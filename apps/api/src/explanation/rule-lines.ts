import { ruleWords, type Requirement, type RuleWords } from '#compliance';

import type { RuleLineType } from './explanation.type.js';

/** GraphQL selects trees only to a depth that is written down: so a tree becomes lines. */
export function ruleLines(rule: RuleWords | undefined, depth = 0): RuleLineType[] {
  if (rule === undefined) return [];
  const { text, claim, conditions = [], branches } = rule;
  const line = { depth, text, conditions: [...conditions], ...(claim !== undefined && { claim }) };
  return [line, ...branches.flatMap((branch) => ruleLines(branch, depth + 1))];
}

export function toRuleLines(requirement: Requirement | undefined): RuleLineType[] {
  return requirement === undefined ? [] : ruleLines(ruleWords(requirement));
}
