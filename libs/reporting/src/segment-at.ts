import type { ControlResult, Segment } from '#compliance';
import type { Instant } from '#kernel';

/** What a control is at a moment. @throws RangeError when the segments leave a hole there: a bug of whoever made them */
export function segmentAt(result: ControlResult, at: Instant): Segment {
  const segment = result.segments.find(
    ({ from, until }) => (from === undefined || from <= at) && (until === undefined || at < until),
  );
  if (segment === undefined) throw new RangeError(`the segments of ${result.control} leave a hole at ${at}`);
  return segment;
}
