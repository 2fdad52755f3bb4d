/** How each status is named and drawn, on a grid of 16 by 16. Shape, pattern and word differ, so that none is colour alone. */
export interface StatusLook {
  readonly word: string;
  readonly strokes: readonly Stroke[];
}

export interface Stroke {
  readonly d: string;
  readonly filled?: boolean;
  readonly knockedOut?: boolean;
  readonly width?: number;
  readonly dash?: string;
}

const circle = (x: number, y: number, r: number): string =>
  `M${(x - r).toFixed(1)} ${y}a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0z`;

/** In reading order: best first, those outside the order last. */
export const STATUS_LOOKS: Readonly<Record<string, StatusLook>> = {
  EVIDENCED: {
    word: 'Evidenced',
    strokes: [
      { d: circle(8, 8, 7.2), filled: true },
      { d: 'M4.6 8.3l2.3 2.4 4.6-5.2', knockedOut: true, width: 1.9 },
    ],
  },
  SUPPORTED: { word: 'Supported', strokes: [{ d: circle(8, 8, 6.6) }, { d: 'M4.8 8.2l2.2 2.3 4.2-4.8' }] },
  SELF_ATTESTED: {
    word: 'Self-attested',
    strokes: [{ d: circle(8, 5, 2.9) }, { d: 'M2.6 14.2c.5-3.6 2.6-5 5.4-5s4.9 1.4 5.4 5' }],
  },
  PARTIAL: {
    word: 'Partial',
    strokes: [{ d: circle(8, 8, 6.6) }, { d: 'M8 1.4a6.6 6.6 0 0 1 0 13.2z', filled: true }],
  },
  STALE: { word: 'Stale', strokes: [{ d: circle(8, 8, 6.6) }, { d: 'M8 4.2V8l2.8 1.8' }] },
  UNVERIFIED: {
    word: 'Unverified',
    strokes: [
      { d: circle(8, 8, 6.6), dash: '2.2 1.6' },
      { d: 'M6.1 6.2c.1-1.2.9-1.9 2-1.9s1.9.7 1.9 1.7c0 1.4-2 1.5-2 3.1M8 11.4v.2' },
    ],
  },
  MISSING: { word: 'Missing', strokes: [{ d: circle(8, 8, 6.4) }] },
  FAILED: { word: 'Failed', strokes: [{ d: 'M3 3l10 10M13 3L3 13', width: 2.6 }] },
  WAIVED: {
    word: 'Waived',
    strokes: [{ d: 'M8 1.4l5.6 2v4.3c0 3.4-2.2 5.7-5.6 6.9-3.4-1.2-5.6-3.5-5.6-6.9V3.4z' }, { d: 'M5 7.6h6' }],
  },
  NOT_APPLICABLE: { word: 'Not applicable', strokes: [{ d: 'M3 8h10', width: 2.2 }] },
};

const UNKNOWN: StatusLook = { word: 'Unknown', strokes: STATUS_LOOKS['UNVERIFIED']?.strokes ?? [] };

/** A status that this page does not know is shown as it is called, and looks like what could not be checked. */
export function lookOf(status: string): StatusLook {
  return Object.hasOwn(STATUS_LOOKS, status) ? (STATUS_LOOKS[status] ?? UNKNOWN) : { ...UNKNOWN, word: status };
}
