import type { Tone } from '#reporting';

/** How a run of text looks; sizes in points. */
export interface Typeface {
  readonly font: 'Helvetica' | 'Helvetica-Bold' | 'Courier';
  readonly size: number;
  readonly colour: string;
  /** From one line to the next, in points. */
  readonly leading: number;
}

const INK = '#111111';
const SOFT = '#444b53';
export const HAIRLINE = '#bbbbbb';
export const PALE = '#f1f1ef';

const face = (font: Typeface['font'], size: number, colour = INK): Typeface => ({
  font,
  size,
  colour,
  leading: size * 1.32,
});

export const FACES = {
  heading: [face('Helvetica-Bold', 24), face('Helvetica-Bold', 15), face('Helvetica-Bold', 10.5)],
  plain: face('Helvetica', 9.5),
  lead: face('Helvetica', 12),
  note: face('Helvetica-Bold', 9.5),
  quiet: face('Helvetica', 8.5, SOFT),
  code: face('Courier', 8.5),
  caption: face('Helvetica-Bold', 9.5),
  column: face('Helvetica-Bold', 8, SOFT),
  rowHeading: face('Helvetica-Bold', 8.5),
  cell: face('Helvetica', 8.5),
  cellCode: face('Courier', 7.5),
  below: face('Helvetica', 7.5, SOFT),
  foot: face('Helvetica', 7, SOFT),
  mark: face('Helvetica-Bold', 8.5, '#ffffff'),
} as const;

/** Each tone dark enough to be read on white, with the pale ground of its patterns. */
export const TONES: Readonly<Record<Tone, { readonly dark: string; readonly pale: string }>> = {
  EVIDENCED: { dark: '#17653a', pale: '#e3f1e6' },
  SUPPORTED: { dark: '#0d6470', pale: '#e2f1f2' },
  SELF_ATTESTED: { dark: '#4b3f9c', pale: '#ebe8f8' },
  PARTIAL: { dark: '#7f5200', pale: '#fbeecb' },
  STALE: { dark: '#79481f', pale: '#f5e6d8' },
  UNVERIFIED: { dark: '#5b4b66', pale: '#eee9f1' },
  MISSING: { dark: '#4d5661', pale: '#eceef0' },
  FAILED: { dark: '#a11d1d', pale: '#fbe3e0' },
  WAIVED: { dark: '#1f4f8f', pale: '#e2ecf8' },
  NOT_APPLICABLE: { dark: '#56606b', pale: '#f1f1ef' },
  ink: { dark: INK, pale: INK },
  soft: { dark: SOFT, pale: SOFT },
  line: { dark: HAIRLINE, pale: HAIRLINE },
};
