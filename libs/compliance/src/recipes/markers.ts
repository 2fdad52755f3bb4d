const MARKER = /@@([A-Z][A-Z0-9_]*)@@/g;

/** The names that stand in a text as `@@NAME@@`, each once. */
export function namesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(MARKER)].flatMap(([, name]) => name ?? []))];
}

/** Puts values in; what has none stays as its bare NAME. */
export function filled(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(MARKER, (_, name: string) => values.get(name) ?? name);
}

/** Puts values in; what has none is left to be filled in later. */
export function partlyFilled(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(MARKER, (marker, name: string) => values.get(name) ?? marker);
}

/** Puts a script where `@@SCRIPT@@` stands alone on a line, as far indented as that is. */
export function framed(frame: string, script: string): string {
  return frame.replace(/^([ \t]*)@@SCRIPT@@[ \t]*$/m, (_, indent: string) =>
    script
      .trimEnd()
      .split('\n')
      .map((line) => (line === '' ? '' : `${indent}${line}`))
      .join('\n'),
  );
}

const SECRETS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\b(?:ghp|gho|ghs|ghu)_[A-Za-z0-9]{20,}|\bgithub_pat_\w{20,}|\bglpat-[\w-]{20,}|\bAKIA[0-9A-Z]{16}\b/,
  /\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*/,
  // A variable that is named like a secret and given anything but another one.
  /(?<![\w{$])[A-Z_]*(?:TOKEN|SECRET|PASSWORD|PASSPHRASE)[ \t]*[:=][ \t]*(?!["']?\$|#|$)\S+/m,
];

/** Does it hold a secret instead of a reference to one? */
export function holdsSecret(text: string): boolean {
  return SECRETS.some((pattern) => pattern.test(text));
}
