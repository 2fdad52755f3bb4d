import type {
  Catalog,
  Crosswalk,
  Framework,
  FrameworkText,
  LoadedProfile,
  Mapping,
  Recipe,
  View,
  Wording,
} from '#compliance';

/** What this installation can judge by and look up. */
export abstract class Frameworks {
  /** What every release is judged by: ids of catalogs that have a mapping, the main one first. */
  abstract standing(): readonly [string, ...string[]];
  /** With an organization's layers on top, bottom first. @throws AppError FRAMEWORK_UNKNOWN, ParseError */
  abstract framework(id: string, layers?: readonly FrameworkText[]): Framework;
  /** The main one, as it ships. */
  current(): Framework {
    return this.framework(this.standing()[0]);
  }
  /** Everything there is, by kind and then by id; none of it is opened for that. */
  abstract list(): readonly FrameworkName[];
  /** @throws AppError FRAMEWORK_UNKNOWN, ParseError CATALOG_INVALID */
  abstract catalog(id: string): Catalog;
  /** @throws AppError FRAMEWORK_UNKNOWN, ParseError VIEW_INVALID */
  abstract view(id: string): View;
  /** @throws AppError FRAMEWORK_UNKNOWN, ParseError CROSSWALK_INVALID */
  abstract crosswalk(id: string): Crosswalk;
  /** By the name of its file, not by the id inside. @throws AppError FRAMEWORK_UNKNOWN, ParseError MAPPING_INVALID */
  abstract mapping(id: string): Mapping;
  /** The official wording of a catalog, where somebody imported it. @throws ParseError WORDING_INVALID */
  abstract wording(catalog: string): Wording | undefined;
  /** Of the catalog it judges by. @throws AppError not-found PROFILE_UNKNOWN; ParseError PROFILE_INVALID */
  abstract profile(id: string): LoadedProfile;
  /** Ids of the profiles that ship with this version. */
  abstract profileIds(): readonly string[];
  /** A profile of somebody's own. @throws ParseError PROFILE_INVALID, YAML_INVALID, LIMIT_EXCEEDED */
  abstract readProfile(text: FrameworkText): LoadedProfile;
  /** How evidence is made, signed and submitted, by id. @throws ParseError RECIPE_INVALID */
  abstract recipes(): readonly Recipe[];
}

export const FRAMEWORK_KINDS = ['catalog', 'view', 'crosswalk', 'mapping', 'wording'] as const;
export type FrameworkKind = (typeof FRAMEWORK_KINDS)[number];

export interface FrameworkName {
  readonly kind: FrameworkKind;
  readonly id: string;
}
