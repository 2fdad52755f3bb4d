import type { ControlMapping, Mapping } from './mapping.js';

/** A mapping as its file says it: controls may be taken over from another mapping instead of being repeated. */
export interface MappingFile extends Omit<Mapping<string>, 'controls'> {
  /** Id of the mapping that `as` is about; that one takes over nothing itself. */
  readonly adopts?: string;
  readonly controls: Readonly<Record<string, ControlMapping<string> | AdoptedMapping>>;
}

/** Judged as that control of the adopted mapping; words about what stays human and what to do may be its own. */
export interface AdoptedMapping {
  readonly as: string;
  readonly human?: string;
  readonly remedy?: string;
}
