import { maybeLooser } from '#compliance';

import type { ExportedAttestation } from './exports/export-parts.js';
import { momentWords } from './moment-words.js';
import { tasksOf, type Report } from './report.js';
import { SOURCE_WORDS } from './status-words.js';
import { totalsWords } from './totals-words.js';

/** One thing that whoever has ten seconds has to see. */
export interface GlanceFact {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
}

/** What a reader sees before anything else: signed or not, until when, how it stands, and what was made easier. */
export function glance(report: Report, attestation: ExportedAttestation | undefined): readonly GlanceFact[] {
  const { population, validity } = report;
  const { artifacts } = population;
  return [
    signed(attestation),
    { label: 'Stands by itself until', value: momentWords(validity.until), note: 'at the longest: evidence grows old' },
    { label: `Of ${counted(tasksOf(report.groups).length, 'task')}`, value: totalsWords(report.totals) },
    loosened(report),
    {
      label: 'The release consists of',
      value: counted(artifacts.length, 'artifact'),
      note: `by ${SOURCE_WORDS[population.source].meaning}`,
    },
    { label: 'SLSA Build level', value: `L${report.slsaBuildLevel}`, note: 'the least over all artifacts' },
    { label: 'True as of', value: momentWords(report.asOf) },
    { label: 'With what was known at', value: momentWords(report.knownAt) },
  ];
}

function signed(attestation: ExportedAttestation | undefined): GlanceFact {
  if (attestation === undefined) return { label: 'Signed', value: 'no', note: 'nobody has signed this' };
  const when = attestation.signedAt === undefined ? '' : ` on ${attestation.signedAt.slice(0, 10)}`;
  return { label: 'Signed', value: `yes${when}`, note: 'as data; how to verify stands at the end' };
}

/** Conditions that layers made easier, or may have, and tasks that waivers set aside. */
function loosened({ layers, groups }: Report): GlanceFact {
  const conditions = layers.filter(maybeLooser).length;
  const waived = tasksOf(groups).filter(({ status }) => status === 'WAIVED');
  const aside = waived.map(({ id }) => id).join(', ');
  return {
    label: 'Loosened or set aside',
    value:
      conditions === 0 ? 'no condition loosened' : `${counted(conditions, 'condition')} loosened or perhaps looser`,
    note: waived.length === 0 ? 'no task waived' : `${counted(waived.length, 'task')} waived: ${aside}`,
  };
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
