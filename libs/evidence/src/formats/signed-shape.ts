import { readIntotoPayload } from '../intoto-content.js';
import type { SignedContent, SignedEntity } from '../signed-entity.js';
import { INTOTO_PAYLOAD_TYPE } from './dsse-envelope/dsse.js';
import type { Shape } from './format.js';

/** A signature over an artifact or over an in-toto statement, whatever container it came in. */
export function signedShape(entity: SignedEntity, format: string): Shape {
  const { kind, ...readable } = readPayload(entity.content);
  return { format, kind, content: { kind: 'signed', entity, ...readable } };
}

function readPayload(content: SignedContent): ReturnType<typeof readIntotoPayload> {
  // What a metablock wraps is read where it is unwrapped: its signed bytes are no JSON.
  if (content.kind !== 'dsse') return { kind: 'artifact-signature' };
  if (content.payloadType === INTOTO_PAYLOAD_TYPE) return readIntotoPayload(content.payload);
  const message = `payloadType "${content.payloadType.slice(0, 80)}" is not ${INTOTO_PAYLOAD_TYPE}, so its payload is not read`;
  return { kind: 'other', problem: { rung: 'envelope', code: 'DSSE_PAYLOAD_TYPE', message } };
}
