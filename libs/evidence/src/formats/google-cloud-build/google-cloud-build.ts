import { Field, LIMITS, type JsonValue } from '#kernel';

import type { JsonFormat, Shape } from '../format.js';
import { signedShape } from '../signed-shape.js';
import { parseBareEnvelope } from '../dsse-envelope/dsse.js';
import { contradictionOf } from './contradiction.js';

/**
 * One occurrence of build provenance as Google's Artifact Registry hands it out: a DSSE envelope, and beside it in plain
 * text the statement and the image it is about. People read the text, so an occurrence whose text says something else
 * than its envelope is refused, although nothing here is read from the text.
 */
export const GOOGLE_CLOUD_BUILD: JsonFormat = {
  name: 'google-cloud-build',
  recognises: (document) => Object.hasOwn(document, 'envelope') && Object.hasOwn(document, 'build'),
  read: (document) => readOccurrence(new Field(document, 'occurrence')),
  lists: new Map([['envelope.signatures', LIMITS.signatures]]),
};

function readOccurrence(occurrence: Field): Shape {
  const kind = occurrence.get('kind');
  if (kind.string() !== 'BUILD') throw kind.wrong('BUILD');
  const entity = parseBareEnvelope(inStandardAlphabet(occurrence.get('envelope')));
  const shape = signedShape(entity, 'google-cloud-build v1');
  if (shape.content.kind !== 'signed' || shape.content.problem !== undefined) return shape;
  const problem = contradictionOf(occurrence, shape.content, entity.content.payload);
  return problem === undefined ? shape : { ...shape, content: { ...shape.content, problem } };
}

/** Google writes bytes in the URL alphabet, which DSSE allows; a text in both alphabets is left for the reader to refuse. */
function inStandardAlphabet(envelope: Field): Field {
  const standard = (value: JsonValue | undefined) =>
    typeof value === 'string' && !/[+/]/.test(value) ? value.replaceAll('-', '+').replaceAll('_', '/') : value;
  const signatures = envelope
    .get('signatures')
    .items(LIMITS.signatures)
    .map((item) => ({ ...item.object(), sig: standard(item.get('sig').value) }));
  return new Field(
    { ...envelope.object(), payload: standard(envelope.get('payload').value), signatures },
    envelope.path,
  );
}
