import { Field, LIMITS, ParseError } from '#kernel';

import type { JsonFormat, SetFormat } from '../format.js';
import { unsignedShape } from '../unsigned-shape.js';
import { metadataShape } from './layout-shape.js';
import { isMetablock, parseMetablock } from './metablock.js';
import { readSigned } from './supply-chain.js';

/** A layout or a link that comes alone, in in-toto's own wrapper. Without a signature it is nobody's word. */
export const IN_TOTO_METABLOCK: JsonFormat = {
  name: 'in-toto-metablock',
  recognises: isMetablock,
  read: (document) => {
    const field = new Field(document, 'metablock');
    const content = parseMetablock(field);
    const shape = metadataShape({ content, signed: field.get('signed') }, 'in-toto-metablock v1.0');
    if (content.signatures.length > 0) return shape;
    refuseUnreadable(shape.content);
    return unsignedShape(document, shape.format, shape.kind);
  },
  lists: new Map([['signatures', LIMITS.signatures]]),
};

function refuseUnreadable(content: ReturnType<typeof metadataShape>['content']): void {
  if (content.kind === 'signed' && content.problem !== undefined) {
    throw new ParseError(content.problem.code, content.problem.message);
  }
}

/** A layout together with its links: `layout`, `links/<step>.<key id>.link`, folders below for layouts within it. */
export const IN_TOTO_LAYOUT: SetFormat = {
  name: 'in-toto-layout',
  read: (parts) => {
    const metadata = readSigned(parts.only(['layout', 'links/']).get('layout'), 'layout');
    if (metadata.signed.get('_type').string() !== 'layout') throw metadata.signed.get('_type').wrong('"layout"');
    if (metadata.content.signatures.length === 0) throw new ParseError('LAYOUT_UNSIGNED', 'nobody signed the layout');
    return metadataShape(metadata, 'in-toto-layout v1.0', parts.under('links'));
  },
};
