import { Field } from '#kernel';

import { readStatement } from '../../intoto-content.js';
import { STATEMENT_LISTS } from '../../list-limits.js';
import { parseStatementVersion } from '../../statement.js';
import type { JsonFormat } from '../format.js';
import { unsignedShape } from '../unsigned-shape.js';

/** An in-toto Statement that nobody signed. */
export const IN_TOTO_STATEMENT: JsonFormat = {
  name: 'in-toto-statement',
  recognises: (document) => Object.hasOwn(document, '_type'),
  read: (document) => {
    const field = new Field(document, 'statement');
    const version = parseStatementVersion(field);
    const { kind, problem } = readStatement(field);
    return unsignedShape(document, `in-toto-statement ${version}`, kind, problem);
  },
  lists: STATEMENT_LISTS,
};
