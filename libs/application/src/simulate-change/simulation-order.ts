import type { RuleChange } from './changed-trust.js';

/** What somebody thinks of changing; each part may be absent, and all are tried together. */
export interface SimulationOrder {
  /** Absent: the newest releases of the organization. */
  readonly product?: string;
  /** With its product. */
  readonly version?: string;
  /** By what the releases are judged now; absent: the main framework. */
  readonly framework?: string;
  readonly rules?: RuleChange;
  /** Texts, each in the place of the layer of the same name, else on top. */
  readonly layers?: readonly Uint8Array[];
  /** Names of layers that would be retired. */
  readonly retireLayers?: readonly string[];
  /** Another framework that has a mapping, such as a newer version of the catalog. */
  readonly toFramework?: string;
}
