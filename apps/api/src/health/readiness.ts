/** Can this process answer requests now? */
export abstract class Readiness {
  abstract ready(): Promise<boolean>;
}
