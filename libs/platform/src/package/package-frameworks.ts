import { join } from 'node:path';

import { Frameworks, type FrameworkKind, type FrameworkName } from '#application';
import {
  composeFramework,
  loadCatalog,
  loadCrosswalk,
  loadView,
  loadWording,
  type Catalog,
  type Crosswalk,
  type Framework,
  type FrameworkText,
  type LoadedProfile,
  type Mapping,
  type Recipe,
  type View,
  type Wording,
} from '#compliance';
import { AppError, digestOf, fromUtf8 } from '#kernel';

import { fileName, FrameworkFolder, frameworkTexts } from './framework-folder.js';
import { packageProfile, packageProfileIds, profileOf } from './package-profiles.js';
import { packageRecipes } from './package-recipes.js';
import { packageRoot } from './package-root.js';

/** Composed frameworks that are kept, those with layers among them. */
const MAX_FRAMEWORKS = 64;

/** What every release is judged by, the main one first. */
const STANDING = ['ssdf-1.1', 'slsa-1.2'] as const;

/** The catalogs and all that stands beside them in the `mappings/` of this version. A file is read when it is asked for. */
export function packageFrameworks(): FolderFrameworks {
  return new FolderFrameworks(join(packageRoot(), 'mappings'));
}

/** The frameworks in a folder of files named `<id>.<kind>.yaml`. */
export class FolderFrameworks extends Frameworks {
  readonly #files: FrameworkFolder;
  readonly #catalogs = new Map<string, Catalog>();
  readonly #frameworks = new Map<string, Framework>();
  #recipes: readonly Recipe[] | undefined;

  constructor(folder: string) {
    super();
    this.#files = new FrameworkFolder(folder);
  }

  standing(): readonly [string, ...string[]] {
    return STANDING;
  }

  framework(id: string, layers: readonly FrameworkText[] = []): Framework {
    const key = [id, ...layers.map(({ bytes }) => digestOf(bytes))].join();
    const known = this.#frameworks.get(key);
    if (known !== undefined) return known;
    const framework =
      layers.length > 0
        ? composeFramework({ ...this.framework(id).texts, layers })
        : composeFramework(frameworkTexts(this.#files.file('mapping', id), [this.#files]));
    this.#remember(key, framework);
    return framework;
  }

  list(): readonly FrameworkName[] {
    return this.#files.list();
  }

  catalog(id: string): Catalog {
    const known = this.#catalogs.get(id);
    if (known !== undefined) return known;
    const file = fileName('catalog', id);
    const catalog = loadCatalog(this.#text('catalog', id), file, (other) => this.#held(other));
    refuseOtherName(catalog, id, file);
    this.#catalogs.set(id, catalog);
    return catalog;
  }

  view(id: string): View {
    const file = fileName('view', id);
    const view = loadView(this.#text('view', id), file, (catalog) => this.#held(catalog));
    refuseOtherName(view, id, file);
    return view;
  }

  crosswalk(id: string): Crosswalk {
    const file = fileName('crosswalk', id);
    const crosswalk = loadCrosswalk(this.#text('crosswalk', id), file, (catalog) => this.#held(catalog));
    refuseOtherName(crosswalk, id, file);
    return crosswalk;
  }

  mapping(id: string): Mapping {
    return this.framework(id).mapping;
  }

  wording(catalog: string): Wording | undefined {
    if (!this.#files.has('wording', catalog)) return undefined;
    return loadWording(this.#text('wording', catalog), fileName('wording', catalog), this.catalog(catalog));
  }

  profile(id: string): LoadedProfile {
    return packageProfile(id, (catalog) => this.judged(catalog));
  }

  profileIds(): readonly string[] {
    return packageProfileIds();
  }

  readProfile({ name, bytes }: FrameworkText): LoadedProfile {
    return profileOf(bytes, name, (catalog) => this.judged(catalog));
  }

  recipes(): readonly Recipe[] {
    this.#recipes ??= packageRecipes();
    return this.#recipes;
  }

  /** The catalog as it is judged by; undefined where no mapping for it is held. */
  judged(id: string): Catalog | undefined {
    return this.#files.has('mapping', id) ? this.framework(id).catalog : undefined;
  }

  /** Organizations come and go: what was asked for longest ago is composed anew. */
  #remember(key: string, framework: Framework): void {
    const [oldest] = this.#frameworks.keys();
    if (this.#frameworks.size >= MAX_FRAMEWORKS && oldest !== undefined) this.#frameworks.delete(oldest);
    this.#frameworks.set(key, framework);
  }

  #held(id: string): Catalog | undefined {
    return this.#files.has('catalog', id) ? this.catalog(id) : undefined;
  }

  #text(kind: FrameworkKind, id: string): string {
    return fromUtf8(this.#files.file(kind, id).bytes);
  }
}

function refuseOtherName({ id }: { readonly id: string }, name: string, file: string): void {
  if (id !== name) throw new AppError('invalid', 'FRAMEWORK_MISNAMED', `${file} holds ${id}: name the file after it`);
}
