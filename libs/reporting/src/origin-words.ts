import type { Wording } from '#compliance';

/** Where imported texts come from: shown wherever one of them is shown. */
export function originWords({ title, version, lastModified, uuid, digest }: Wording['importedFrom']): string {
  return `from “${title}”, version ${version}, last modified ${lastModified}, OSCAL document ${uuid}, file ${digest}`;
}

/** The official text of a control, where it is at hand. */
export function officialText(wording: Wording | undefined, control: string): string | undefined {
  if (wording === undefined || !Object.hasOwn(wording.texts, control)) return undefined;
  return wording.texts[control];
}
