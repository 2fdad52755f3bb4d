/** https://no-color.org: any non-empty value asks for plain text. */
export function asksForNoColour(environment: Readonly<Record<string, string | undefined>> = process.env): boolean {
  return (environment.NO_COLOR ?? '') !== '';
}

/** What a server that we start as a child process inherits, with its own settings on top. */
export function childEnvironment(
  settings: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Record<string, string | undefined> {
  return { ...environment, ...settings };
}
