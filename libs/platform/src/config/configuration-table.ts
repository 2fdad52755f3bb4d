import { names } from './read-settings.js';
import { SETTINGS } from './settings.js';

/** The table of docs/configuration.md, Markdown. */
export function configurationTable(): string {
  const rows = names().map((name) => {
    const { form, absent, meaning } = SETTINGS[name];
    return `| \`${name}\` | ${[form, absent, meaning].map(cell).join(' | ')} |`;
  });
  return ['| Variable | Form | When absent | Meaning |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
