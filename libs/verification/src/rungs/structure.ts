import type { Parsed } from '#evidence';

import { CODES, isVerificationCode, type VerificationCode } from '../codes.js';
import type { Check } from '../verdict.js';
import { passed, stopped } from './step.js';

/** Rungs 1 to 3, which the parser has climbed already: bytes, format, envelope. */
export interface Structure {
  readonly bytes: Check;
  readonly format: Check;
  readonly envelope: Check;
}

/** Proves: bytes, format and envelope are what they must be. Assumes: `parse` refused everything that is not. */
export function judgeStructure({ content, format }: Parsed): Structure {
  switch (content.kind) {
    case 'unknown':
      return refused(content.code, content.message);
    case 'unsigned':
      return {
        bytes: passed('bytes'),
        format: stopped('format', 'FORMAT_UNSIGNED', { found: format }),
        envelope: stopped('envelope', 'NOT_REACHED'),
      };
    case 'signed':
      return {
        bytes: passed('bytes'),
        format: passed('format', { found: format }),
        envelope: content.problem?.rung === 'envelope' ? judgeEnvelope(content.problem) : passed('envelope'),
      };
  }
}

function refused(text: string, message: string): Structure {
  const code: VerificationCode = isVerificationCode(text) ? text : 'FORMAT_INVALID';
  const envelope = stopped('envelope', 'NOT_REACHED');
  if (CODES[code].rung === 'bytes') {
    return { bytes: stopped('bytes', code, { found: message }), format: stopped('format', 'NOT_REACHED'), envelope };
  }
  return { bytes: passed('bytes'), format: stopped('format', code, { found: message }), envelope };
}

function judgeEnvelope({ code, message }: { readonly code: string; readonly message: string }): Check {
  const known: VerificationCode =
    isVerificationCode(code) && CODES[code].rung === 'envelope' ? code : 'ENVELOPE_INVALID';
  return stopped('envelope', known, { found: message });
}
