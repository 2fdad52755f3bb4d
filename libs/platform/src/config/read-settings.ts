import { AppError } from '#kernel';

import { SETTINGS, TEST_SETTINGS, type SettingName, type Settings } from './settings.js';

export interface ReadSettings {
  readonly settings: Settings;
  /** Sentences about variables that look like ours and are not. */
  readonly warnings: readonly string[];
}

/**
 * Reads every setting once. An empty variable counts as absent: that is how compose files and CI spell it.
 * @throws AppError invalid CONFIGURATION_INVALID naming each wrong variable and its form, never its value
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): ReadSettings {
  const problems: string[] = [];
  const entries = names().map((name) => {
    const { schema, form } = SETTINGS[name];
    const result = schema.safeParse(environment[name] === '' ? undefined : environment[name]);
    if (!result.success) problems.push(`${name} must be ${form}`);
    return [name, result.data];
  });
  if (problems.length > 0) throw invalid(problems);
  return { settings: Object.fromEntries(entries) as Settings, warnings: unknownNames(environment).map(warning) };
}

export function names(): readonly SettingName[] {
  return Object.keys(SETTINGS) as SettingName[];
}

function unknownNames(environment: Readonly<Record<string, string | undefined>>): string[] {
  const known = new Set<string>([...names(), ...TEST_SETTINGS]);
  return Object.keys(environment).filter((name) => name.startsWith('AVERMENT_') && !known.has(name));
}

function warning(name: string): string {
  return `${name.slice(0, 64)} is no setting of Averment and has no effect: see docs/configuration.md for the names`;
}

function invalid(problems: readonly string[]): AppError {
  return new AppError(
    'invalid',
    'CONFIGURATION_INVALID',
    `${problems.join('; ')}. Change or unset, then start again; docs/configuration.md lists every setting`,
  );
}
