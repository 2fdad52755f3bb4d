/** Can this process answer requests now? */
export interface Readiness {
  ready(): Promise<boolean>;
}
export const ReadinessToken = Symbol('Readiness');
