import type { EvidenceNote, FindingNote } from '#compliance';

import type { EvidenceNoteType, FindingNoteType } from './note.type.js';

export function toEvidenceNote(note: EvidenceNote): EvidenceNoteType {
  return { ...note, claims: [...note.claims], rules: [...note.rules] };
}

export function toFindingNote(note: FindingNote): FindingNoteType {
  return { ...note, codes: [...note.codes] };
}
