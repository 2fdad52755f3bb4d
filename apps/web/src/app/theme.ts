import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** Deep teal: the accent of reports and pages alike. From pale to dark, 4.5:1 with white from the sixth on, which is why dark pages fill with the sixth. */
const teal: MantineColorsTuple = [
  '#eef7f8',
  '#dcecee',
  '#b5d9de',
  '#8bc5cd',
  '#69b4be',
  '#2f7f8d',
  '#1a6a78',
  '#0b5563',
  '#08444f',
  '#04333c',
];

export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 5 },
  autoContrast: true,
  colors: { teal },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace',
  headings: { fontWeight: '600' },
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
});

/** Quieter text still has 4.5:1 on every ground it stands on. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { '--mantine-color-dimmed': '#56606b', '--mantine-color-body': '#fbfaf7' },
  dark: { '--mantine-color-dimmed': '#a7b0b8', '--mantine-color-body': '#14171a' },
});

/** The server writes a fresh one into the page; style sheets that components write at run time carry it. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}
