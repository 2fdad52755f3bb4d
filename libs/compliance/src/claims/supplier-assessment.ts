import type { AssessedStatus, SsdfAssessment } from '#evidence';
import type { Instant } from '#kernel';

/**
 * What the verifier of whoever supplied something says about how it was developed. It is their judgement, by their
 * mapping, over evidence that is not here: that it follows from that evidence, only a replay of their pack shows.
 */
export interface SupplierAssessmentClaim {
  readonly kind: 'supplier-assessment';
  /** As the supplier calls itself, its product and the release. */
  readonly organization: string;
  readonly product: string;
  readonly release: string;
  /** Id of the catalog, and ids of the mapping and its layers. */
  readonly framework: string;
  readonly mappings: readonly string[];
  readonly asOf: Instant;
  /** Until when its results stand by themselves, where it says so. */
  readonly validUntil?: Instant;
  readonly controls: number;
  /** How many of them are evidenced or supported. */
  readonly met: number;
  /** Ids of controls, by how they stand. */
  readonly evidenced: readonly string[];
  readonly supported: readonly string[];
  readonly selfAttested: readonly string[];
  readonly waived: readonly string[];
  readonly failed: readonly string[];
  readonly slsaBuildLevel: 0 | 1 | 2 | 3;
  readonly population: SsdfAssessment['populationSource'];
  /** Conditions that the supplier's own layers made looser. */
  readonly loosened: number;
  /** It accounts for everything that its intake log received. */
  readonly accounted: boolean;
  /** A made-up organization: a sample. */
  readonly synthetic: boolean;
}

export function claimOfSupplierAssessment(predicate: SsdfAssessment): SupplierAssessmentClaim {
  const { about, framework, mappings, asOf, validUntil, results, slsaBuildLevel, populationSource } = predicate;
  const { loosened, accounted, synthetic } = predicate;
  const standing = (status: AssessedStatus) =>
    results.filter((result) => result.status === status).map(({ control }) => control);
  const [evidenced, supported] = [standing('EVIDENCED'), standing('SUPPORTED')];
  return {
    kind: 'supplier-assessment',
    ...about,
    ...{ framework, mappings: mappings.map(({ id }) => id), asOf },
    ...(validUntil !== undefined && { validUntil }),
    ...{ controls: results.length, met: evidenced.length + supported.length, evidenced, supported },
    ...{ selfAttested: standing('SELF_ATTESTED'), waived: standing('WAIVED'), failed: standing('FAILED') },
    ...{ slsaBuildLevel, population: populationSource, loosened, accounted, synthetic },
  };
}
