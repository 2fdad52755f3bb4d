import { AppError, type Instant } from '#kernel';

import { visibleText } from '../../visible-text.js';

// OSCAL's prose is Markdown, and whoever imports it may show it as HTML: text of strangers must stay text.

/** ASCII punctuation that CommonMark section 2.4 lets a backslash make literal, but what prose cannot do without. */
const MARKUP = /[!"#$%&'*+/:<=>?@[\\\]^_`{|}~]/g;

/** Text of strangers in a MarkupLine or MarkupMultiline: one line, not empty, nothing in it markup or a link. */
export function prose(text: string): string {
  return value(text).replace(MARKUP, '\\$&');
}

/** Text of strangers in a StringDatatype, which is shown as it is: one line, no white space around it, not empty. */
export function value(text: string): string {
  return visibleText(text).trim() || 'not stated';
}

/** An id of a catalog as a TokenDatatype, which does not begin with a digit. */
export function token(id: string): string {
  return /^[\p{L}_]/u.test(id) ? id : `_${id}`;
}

/** The id of the part of a control that says what it asks. */
export function statementId(control: string): string {
  return `${token(control)}_smt`;
}

/** OSCAL's dates end with the year 2999. */
const END = '3000';

/** A moment where one has to stand. @throws AppError invalid EXPORT_INSTANT */
export function moment(instant: Instant): Instant {
  if (instant < END) return instant;
  throw new AppError('invalid', 'EXPORT_INSTANT', `OSCAL cannot say ${instant}: judge as of a moment before 3000`);
}

/** A moment that may be left out where OSCAL cannot say it. */
export function momentIfSayable(instant: Instant | undefined): Instant | undefined {
  return instant !== undefined && instant < END ? instant : undefined;
}
