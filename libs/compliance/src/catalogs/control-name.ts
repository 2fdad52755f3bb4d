/**
 * A control by its full name, as `ssdf-1.1:PW.4.1`: publications use one id for different things (PW.3.1 is retired in
 * SSDF 1.1 and about training data in SP 800-218A), so the id of the catalog is the namespace.
 */
export interface ControlName {
  readonly catalog: string;
  readonly control: string;
}

/** The two halves of `catalog:control`; undefined where the text is no such name. */
export function parseControlName(text: string): ControlName | undefined {
  const colon = text.indexOf(':');
  if (colon < 1 || colon === text.length - 1) return undefined;
  return { catalog: text.slice(0, colon), control: text.slice(colon + 1) };
}
