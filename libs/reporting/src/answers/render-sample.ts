import type { Sample, SampleMember } from '#compliance';

import { SOURCE_WORDS } from '../status-words.js';
import { evidenceLines, findingLines } from './evidence-lines.js';
import { counted, indented, listed, page, part, shortDigest, type Names } from './lines.js';

/** The drawn sample, and all it takes to draw it again. Ends in a newline. */
export function renderSample(sample: Sample, names: Names): string {
  const { algorithm, seed, population, source, manifest, size, of, members } = sample;
  const list = manifest === undefined ? '' : ` (${shortDigest(manifest, names)})`;
  return page([
    `${size} of ${counted(of, 'artifact')} of ${names.release}`,
    ...part('What fixes the draw', [
      `algorithm   ${algorithm}: the lowest SHA-256 of the RFC 8785 JSON of [algorithm, seed, artifact]`,
      `seed        ${seed}`,
      `population  ${population}`,
      `            listed by ${SOURCE_WORDS[source].meaning}${list}`,
      'The seed was given here: nothing shows that it was chosen after the population was fixed. Take one that neither',
      'side could choose, such as the root hash of an intake checkpoint made after the manifest was received.',
    ]),
    ...members.flatMap((member) => memberLines(member, names)),
  ]);
}

function memberLines({ name, digests, rank, evidence, findings }: SampleMember, names: Names): readonly string[] {
  const nothing = evidence.length + findings.length === 0 ? ['no evidence about this very artifact'] : [];
  return part(name, [
    ...digests,
    `rank ${rank.slice('sha256:'.length, 'sha256:'.length + 16)}…`,
    ...nothing,
    ...listed(evidence, (note) => evidenceLines(note, names)),
    ...(findings.length === 0
      ? []
      : ['did not verify:', ...indented(listed(findings, (note) => findingLines(note, names)))]),
  ]);
}
