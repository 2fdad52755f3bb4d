import type { Rung, Verdict } from '#verification';

export function hasPassed(verdict: Verdict, rung: Rung): boolean {
  return verdict.checks.some((check) => check.rung === rung && check.outcome === 'passed');
}
