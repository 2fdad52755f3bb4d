/** Valid evidence with one thing changed. */
export interface Mutant {
  /** Class and place: `flip certificate 17`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /**
   * `refused`: what was signed or is claimed is no longer what it says. `harmless`: it provably still is; why stands
   * with whoever makes it.
   */
  readonly fate: 'refused' | 'harmless';
}

export function refused(name: string, bytes: Uint8Array): Mutant {
  return { name, bytes, fate: 'refused' };
}

export function harmless(name: string, bytes: Uint8Array): Mutant {
  return { name, bytes, fate: 'harmless' };
}
