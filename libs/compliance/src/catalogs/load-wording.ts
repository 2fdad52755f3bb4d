import type { Catalog } from '../framework/catalog.js';
import { controlsOf, idsIn } from '../framework/catalog-controls.js';
import { YamlSource } from '../framework/yaml-source.js';
import { wordingSchema } from './schemas.js';
import type { Wording } from './wording.js';

/** Which catalog a wording is for, before anybody knows whether it fits. @throws ParseError as `loadWording` */
export function wordedCatalog(text: string, file: string): string {
  return new YamlSource(text, file).read(wordingSchema, 'WORDING_INVALID').catalog;
}

/**
 * Reads the official wording of `catalog`: a text for each control, and for nothing that is not in it.
 * @throws ParseError WORDING_INVALID, YAML_INVALID, LIMIT_EXCEEDED, with file, line and reason
 */
export function loadWording(text: string, file: string, catalog: Catalog): Wording {
  const source = new YamlSource(text, file);
  const wording = source.read(wordingSchema, 'WORDING_INVALID');
  if (wording.catalog !== catalog.id) {
    throw source.refusal(['catalog'], 'WORDING_INVALID', `this wording is not for catalog ${catalog.id}`);
  }
  const ids = idsIn(catalog);
  const foreign = Object.keys(wording.texts).find((id) => !ids.has(id));
  if (foreign !== undefined) {
    throw source.refusal(['texts', foreign], 'WORDING_INVALID', `catalog ${catalog.id} has no ${foreign}`);
  }
  const mute = controlsOf(catalog).find(({ id }) => !Object.hasOwn(wording.texts, id));
  if (mute !== undefined) {
    throw source.refusal(['texts'], 'WORDING_INVALID', `control ${mute.id} of ${catalog.id} has no text`);
  }
  return wording;
}
